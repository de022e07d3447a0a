"""What is wrong with practice points: examples on both sides, and what a learner would be left without."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import Domain, PracticePoint
from engine.errors import suggest
from engine.findings import Finding
from engine.load import CatalogueFolder
from engine.verdict import Kind
from engine.yaml_reader import Location, Source

FEWEST_EXAMPLES = 24
"""Exemplars, and counter-exemplars, that a point needs before the head can learn its stance; design/content.md."""

_FEEDBACK = {
    Kind.PRACTICE: ("met", "partial", "missed", "unsure"),
    Kind.PITFALL: ("present", "absent", "unsure", "repair"),
}

Entry = tuple[Source, Location, PracticePoint]


def exemplar_twice(folder: CatalogueFolder) -> Iterator[Finding]:
    """C01: an example stands twice in one list; case, spaces and the last full stop make no difference."""
    for source, at, point in _entries(folder):
        for field in ("exemplars", "counter_exemplars"):
            first: dict[str, int] = {}
            for i, text in enumerate(getattr(point, field)):
                if first.setdefault(_plain(text), i) != i:
                    message = f"'{text}' already stands on line {source.line(*at, field, first[_plain(text)])}"
                    yield source.finding("C01", message, *at, field, i, hint="remove one of them")


def exemplar_on_both_sides(folder: CatalogueFolder) -> Iterator[Finding]:
    """C02: an example of a point is also a counter-example of it."""
    for source, at, point in _entries(folder):
        places = {_plain(text): i for i, text in enumerate(point.exemplars)}
        for i, text in enumerate(point.counter_exemplars):
            if _plain(text) in places:
                line = source.line(*at, "exemplars", places[_plain(text)])
                message = f"'{text}' is also an exemplar, on line {line}"
                hint = "decide which it is, and remove the other"
                yield source.finding("C02", message, *at, "counter_exemplars", i, hint=hint)


def missing_definition(folder: CatalogueFolder) -> Iterator[Finding]:
    """C03: a point has no title, definition or reason."""
    for source, at, point in _entries(folder):
        for field in ("title", "definition", "why"):
            if not getattr(point, field).strip():
                yield source.finding("C03", f"'{point.id}' has no {field}", *at, "id", hint=f"write its {field}")


def missing_point_source(folder: CatalogueFolder) -> Iterator[Finding]:
    """C05: a point cites no guidance."""
    for source, at, point in _entries(folder):
        if not point.source:
            hint = "cite the document and section it is drawn from"
            yield source.finding("C05", f"'{point.id}' has no source", *at, "id", hint=hint)


def missing_feedback(folder: CatalogueFolder) -> Iterator[Finding]:
    """C06: there is nothing to say after one of a point's verdicts."""
    for source, at, point in _entries(folder):
        missing = [field for field in _FEEDBACK[point.kind] if not getattr(point.feedback, field).strip()]
        if missing:
            message = f"'{point.id}' has no feedback for {', '.join(missing)}"
            yield source.finding("C06", message, *at, "id", hint=f"a {point.kind} needs what to say for each")


def too_few_examples(folder: CatalogueFolder) -> Iterator[Finding]:
    """C07: a point has fewer than twenty-four exemplars or counter-exemplars."""
    for source, at, point in _entries(folder):
        for field in ("exemplars", "counter_exemplars"):
            count = len(getattr(point, field))
            if count < FEWEST_EXAMPLES:
                message = f"'{point.id}' has {count} {field.replace('_', '-')}"
                yield source.finding(
                    "C07", message, *at, field, hint=f"write at least {FEWEST_EXAMPLES}, all different"
                )


def unknown_point_document(folder: CatalogueFolder) -> Iterator[Finding]:
    """C08: a point cites a document that documents.yaml does not list; silent when it lists none."""
    known = [document.key for document in folder.catalogue.documents]
    for source, at, point in _entries(folder):
        for i, citation in enumerate(point.source):
            if known and citation.document not in known:
                message = f"there is no document '{citation.document}'"
                hint = suggest(citation.document, known) or f"one of {', '.join(known)}"
                yield source.finding("C08", message, *at, "source", i, "document", hint=hint)


def _entries(folder: CatalogueFolder) -> Iterator[Entry]:
    for domain, source in folder.files:
        yield from _points_of(domain, source)


def _points_of(domain: Domain, source: Source) -> Iterator[Entry]:
    for i, point in enumerate(domain.points):
        yield source, ("points", i), point


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(".")
