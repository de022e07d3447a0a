"""What a scenario must say, how long a line may be, and what it must rest on."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding
from engine.load import ScenarioFile
from engine.places import all_lines, all_phrases

LONGEST_LINE_WORDS = 60
"""Longer than this nobody says in one breath; design/content.md."""


def line_too_long(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S15: a line, or a phrase to try, has more than sixty words."""
    lines = (((*at, "text"), line.text) for at, line in all_lines(file.scenario))
    phrases = ((at, node.phrases[point]) for at, node, point in all_phrases(file.scenario))
    for at, text in (*lines, *phrases):
        words = len(text.split())
        if words > LONGEST_LINE_WORDS:
            message = f"there are {words} words here; at most {LONGEST_LINE_WORDS} can be said in one breath"
            yield file.source.finding("S15", message, *at, hint="cut it, or make two lines of a line")


def missing_content_note(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S16: nothing says beforehand what the scenario touches."""
    if not file.scenario.content_note.strip():
        hint = "say what it touches and how long it takes"
        yield file.source.finding("S16", "there is no content note", "content_note", hint=hint)


def missing_source(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S17: no guidance is cited."""
    if not file.scenario.sources:
        hint = "cite the document and the section it rests on"
        yield file.source.finding("S17", "no source is given", "sources", hint=hint)


def unknown_document(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S18: a citation names a document the catalogue does not list; silent when it lists none."""
    known = [document.key for document in catalogue.documents]
    for i, citation in enumerate(file.scenario.sources):
        if known and citation.document not in known:
            message = f"there is no document '{citation.document}'"
            hint = suggest(citation.document, known) or f"one of {', '.join(known)}"
            yield file.source.finding("S18", message, "sources", i, "document", hint=hint)


def missing_facilitator_notes(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S23: nothing helps somebody who uses the scenario with a group."""
    if file.scenario.facilitator is None:
        hint = "say what it is for, how long it takes, and what to ask a group"
        yield file.source.finding("S23", "there are no facilitator's notes", "facilitator", hint=hint)
