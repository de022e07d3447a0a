"""One practice point, folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.catalogue import PracticePoint
from engine.verdict import Kind
from ui.parts.escape import as_html

EXAMPLES_SHOWN = 4


def point_html(point: PracticePoint, documents: Mapping[str, str], scenarios: Sequence[str], opened: bool) -> str:
    """Return a point: what it is, why, a few examples and near misses, its source, the scenarios that exercise it."""
    kind = "To watch out for" if point.kind is Kind.PITFALL else "Practice"
    sources = [f"{documents.get(c.document, c.document)}: {c.section}" for c in point.source]
    body = (
        f"<p>{as_html(point.definition)}</p>"
        + _part("Why", [point.why] if point.why else [])
        + _part("Like this" if point.kind is Kind.PRACTICE else "It sounds like this", _quoted(point.exemplars))
        + _part("Near, but something else", _quoted(point.counter_exemplars))
        + _part("To put it right" if point.kind is Kind.PITFALL else "You could say", _quoted(point.phrases))
        + _part("Source", sources)
        + _part("Practise it in", scenarios)
    )
    head = f'<summary><strong>{as_html(point.name)}</strong> <span class="quiet small">{kind}</span></summary>'
    return f'<details class="point" id="{as_html(point.id)}"{" open" if opened else ""}>{head}<div class="prose">{body}</div></details>'


def _quoted(sentences: Sequence[str]) -> list[str]:
    return [f"“{sentence}”" for sentence in sentences[:EXAMPLES_SHOWN]]


def _part(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<h3>{title}</h3><ul>{''.join(f'<li>{as_html(line)}</li>' for line in lines)}</ul>"
