"""Which practice points and documents the scenarios and their walks cover, and which they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.findings import Finding
from engine.load import CatalogueFolder, ScenarioFile

Pair = tuple[str, str]


@dataclass(frozen=True)
class PointCoverage:
    """One practice point: the nodes that listen for it and the walks with a reply that shows it.

    `listened` holds (scenario, node) and `exercised` (scenario, walk) by id and file name, in the order of the files.
    A reply that shows the point only in part does not exercise it.
    """

    point: str
    domain: str
    listened: tuple[Pair, ...]
    exercised: tuple[Pair, ...]


@dataclass(frozen=True)
class Coverage:
    """Every practice point in the order of the catalogue, and every document with the scenarios that represent it.

    A scenario represents a document when it cites it or listens for a point drawn from it.
    """

    points: tuple[PointCoverage, ...]
    documents: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def not_listened(self) -> tuple[str, ...]:
        """Points that no node of any scenario listens for."""
        return tuple(p.point for p in self.points if not p.listened)

    @property
    def not_exercised(self) -> tuple[str, ...]:
        """Points that no walk shows, whether or not a node listens for them."""
        return tuple(p.point for p in self.points if not p.exercised)

    @property
    def not_represented(self) -> tuple[str, ...]:
        """Documents that no scenario represents."""
        return tuple(document for document, scenarios in self.documents if not scenarios)


def build_coverage(files: Iterable[ScenarioFile], catalogue: Catalogue) -> Coverage:
    """Build the table of practice point by scenario by walk; points the catalogue does not have are left out."""
    listed = list(files)
    listened: dict[str, list[Pair]] = {}
    exercised: dict[str, list[Pair]] = {}
    for file in listed:
        for node in file.scenario.nodes:
            for point in node.listens_for:
                listened.setdefault(point, []).append((file.scenario.id, node.id))
        for walk, source in file.walks:
            for point in dict.fromkeys(point for step in walk.steps for point in step.shows):
                exercised.setdefault(point, []).append((file.scenario.id, source.path.stem))
    points = tuple(
        PointCoverage(point, domain, tuple(listened.get(point, ())), tuple(exercised.get(point, ())))
        for point, domain in catalogue.domain_of.items()
    )
    return Coverage(points, tuple(_documents(listed, catalogue)))


def lint_coverage(coverage: Coverage, folder: CatalogueFolder) -> tuple[Finding, ...]:
    """Return a finding for each gap: C09 a point nobody listens for, C10 one no walk shows, C11 a document left out."""
    where = {p.id: (source, i) for domain, source in folder.files for i, p in enumerate(domain.points)}
    findings: list[Finding] = []
    for point in coverage.not_listened:
        source, i = where[point]
        message, hint = f"no scenario listens for '{point}'", "listen for it in a node"
        findings.append(source.finding("C09", message, "points", i, "id", hint=hint))
    for point in coverage.not_exercised:
        source, i = where[point]
        message, hint = f"no walk has a reply that shows '{point}'", "write such a reply in a walk"
        findings.append(source.finding("C10", message, "points", i, "id", hint=hint))
    return tuple(sorted([*findings, *_left_out(coverage, folder)]))


def _left_out(coverage: Coverage, folder: CatalogueFolder) -> Iterator[Finding]:
    for i, document in enumerate(folder.catalogue.documents):
        if folder.documents and document.key in coverage.not_represented:
            message = f"no scenario rests on the document '{document.key}'"
            yield folder.documents.finding("C11", message, "documents", i, "key", hint="cite it in a scenario")


def _documents(files: list[ScenarioFile], catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    cited = {file.scenario.id: _cited(file, catalogue) for file in files}
    for document in catalogue.documents:
        yield document.key, tuple(scenario for scenario, keys in cited.items() if document.key in keys)


def _cited(file: ScenarioFile, catalogue: Catalogue) -> set[str]:
    points = [catalogue.points[point] for point in file.scenario.points if point in catalogue.points]
    citations = [*file.scenario.sources, *(citation for point in points for citation in point.source)]
    return {citation.document for citation in citations}
