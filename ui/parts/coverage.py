"""Which practice points the conversations listen for, and which their walks exercise; what is left out comes first."""

from __future__ import annotations

from collections.abc import Mapping

from engine.catalogue import Catalogue, Domain
from engine.coverage import Coverage, PointCoverage
from ui.parts.drafts import scrolled
from ui.parts.escape import as_html

_HEAD = ("Practice point", "Walks", "Listened for in")


def gaps_html(coverage: Coverage, catalogue: Catalogue) -> str:
    """Return what is left out, by name."""
    names = {point.id: point.name for point in catalogue.points.values()}
    titles = {document.key: document.title for document in catalogue.documents}
    gaps = (
        ("Listened for nowhere", [names[point] for point in coverage.not_listened]),
        ("Shown in no walk", [names[point] for point in coverage.not_exercised]),
        ("Documents no conversation rests on", [titles[key] for key in coverage.not_represented]),
    )
    rows = "".join(f"<li><strong>{title}:</strong> {as_html('; '.join(found))}</li>" for title, found in gaps if found)
    if not rows:
        return '<p class="prose">Nothing is left out: each point is listened for and shown in a walk, each document represented.</p>'
    return f'<ul class="prose">{rows}</ul>'


def domain_html(domain: Domain, coverage: Coverage, titles: Mapping[str, str]) -> str:
    """Return one domain as a table, points nobody listens for or no walk shows first; `titles` are of scenarios.

    It is folded, and open where something is left out.
    """
    names = {point.id: point.name for point in domain.points}
    found = [point for point in coverage.points if point.domain == domain.domain]
    found.sort(key=lambda point: (bool(point.listened), bool(point.exercised)))
    gaps = sum(not (point.listened and point.exercised) for point in found)
    name, count = domain.title or domain.domain, f"{len(found)} {'point' if len(found) == 1 else 'points'}, "
    summary = f'<strong>{as_html(name)}</strong> <span class="quiet small">{count}{gaps or "none"} left out</span>'
    table = scrolled(name, _HEAD, [_row(point, names, titles) for point in found])
    return f'<details class="point"{" open" if gaps else ""}><summary>{summary}</summary>{table}</details>'


def documents_html(coverage: Coverage, catalogue: Catalogue, titles: Mapping[str, str]) -> str:
    """Return each source document with the conversations that cite it or listen for a point drawn from it."""
    names = {document.key: document.title for document in catalogue.documents}
    rows = [
        (as_html(names[key]), str(len(scenarios)), _listed(scenarios, titles)) for key, scenarios in coverage.documents
    ]
    return "<h2>By source document</h2>" + scrolled("Source documents", ("Document", "Number", "Conversations"), rows)


def _row(point: PointCoverage, names: Mapping[str, str], titles: Mapping[str, str]) -> tuple[str, ...]:
    scenarios = tuple(dict.fromkeys(scenario for scenario, _ in point.listened))
    walks = str(len(point.exercised)) if point.exercised else "none yet"
    return as_html(names[point.point]), walks, _listed(scenarios, titles)


def _listed(scenarios: tuple[str, ...], titles: Mapping[str, str]) -> str:
    if len(titles) > 1 and set(scenarios) == set(titles):
        return f"all {len(titles)}"
    return as_html("; ".join(titles.get(scenario, scenario) for scenario in scenarios)) or "none yet"
