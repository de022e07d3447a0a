"""Runs as records: composed for export, taken in again, erased, and let go of when they have been idle long enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Turn
from engine.scenario import Ending, Scenario
from simulator.dictated import build_marks, check_record
from simulator.errors import ScenarioMissing
from simulator.library import Library
from simulator.notes import SIGNS, Note, build_notes
from simulator.reflection import ASKED, POINT
from store.export.document import Question, Reading, Recorded, RunDocument
from store.export.exchanged import authors_of
from store.export.json_export import parse_json, write_json
from store.export.markdown import write_markdown
from store.export.xapi import BASE, write_xapi
from store.people import People
from store.records import RunRecord, WholeRun
from store.rows import run_not_found
from store.text import storable
from store.transcripts import Transcripts, utc_now

SUPERVISION = "supervision/"
"""What the key of an answer to a question for supervision begins with; its number follows, from 1."""

OPEN_QUESTION = "What would you like to talk through from this conversation?"
"""Asked where a run was left before its end, and so has no questions of its own."""

MAX_NAME_CHARS = 200
"""A longer name of a learner is cut; it has a table's cell to stand in."""

_NOT_ASKED = ("looked-back",)
"""Reflections that only note where the learner has been."""


class Format(StrEnum):
    """How a run is written: for Word, for print, as text, as data that comes back, or for a learning record store."""

    DOCX = "docx"
    PDF = "pdf"
    MD = "md"
    JSON = "json"
    XAPI = "xapi"

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self not in (Format.DOCX, Format.PDF)


@dataclass(frozen=True)
class Records:
    """The runs of one installation as records. Somebody else's run is told like one that never was."""

    library: Library
    transcripts: Transcripts
    people: People | None = None

    def document(self, run_id: str, owner: str, learner: str = "") -> RunDocument:
        """Compose one of a person's runs; `learner` is the name to put on it. Raises RunNotFound.

        A run whose scenario is gone is composed all the same, with ids where there were titles.
        """
        whole = self.transcripts.whole(run_id)
        if whole.record.owner != owner:
            raise run_not_found(run_id)
        return self.composed(whole, learner)

    def composed(self, whole: WholeRun, learner: str = "") -> RunDocument:
        """Put the words people need beside what is kept, with the names of those who reviewed it."""
        scenario = self._scenario(whole.record)
        document = compose(whole, scenario, self.library.catalogue, on_one_line(learner))
        known = (self.people.get(author) for author in set(authors_of(whole.review))) if self.people else ()
        return document.model_copy(update={"people": {p.id: p.name for p in known if p is not None and p.name}})

    def take_in(self, data: bytes, owner: str, where: str | None = None) -> RunRecord:
        """Keep an exported run as this person's; `where` names its file. Raises DocumentInvalid, RunExists."""
        return self.transcripts.take_in(parse_json(data, where).whole, owner)

    def runs(self, owner: str) -> tuple[RunRecord, ...]:
        """Return a person's runs, newest first, those set aside included."""
        return self.transcripts.runs_of(owner)

    def erase(self, run_id: str, owner: str) -> RunRecord:
        """Delete a run and everything about it; return what it was. Raises RunNotFound."""
        return self.transcripts.erase(run_id, owner)

    def erase_all(self, owner: str) -> tuple[RunRecord, ...]:
        """Delete all of a person's runs; return what they were, newest first."""
        return self.transcripts.erase_all(owner)

    def idle(self, older_than: timedelta, now: datetime | None = None) -> tuple[RunRecord, ...]:
        """Return everybody's runs in which nothing was said or written for so long, oldest first."""
        return self.transcripts.idle((now or utc_now()) - older_than)

    def purge(self, older_than: timedelta, now: datetime | None = None) -> tuple[RunRecord, ...]:
        """Delete what `idle` tells of; return what it was."""
        return self.transcripts.purge((now or utc_now()) - older_than)

    def _scenario(self, record: RunRecord) -> Scenario | None:
        try:
            return self.library.edition(record.scenario, record.scenario_version, record.started_at).scenario
        except ScenarioMissing:
            return None


def on_one_line(name: str) -> str:
    """Return a person's name as it is put on records: on one line, and cut where it is longer than any."""
    return " ".join(storable(name).split())[:MAX_NAME_CHARS]


def write_document(document: RunDocument, form: Format, *, words: bool = False, base: str = BASE) -> bytes:
    """Return the file of a run; `words` lets the learner's own into the xAPI statements, all others have them.

    The ids in those statements begin with `base`.

    A writer is imported when it is wanted: those for Word and print take longer than anything else a page needs.
    """
    if form is Format.DOCX:
        from store.export.docx import write_docx

        return write_docx(document)
    if form is Format.PDF:
        from store.export.pdf import write_pdf

        return write_pdf(document)
    if form is Format.XAPI:
        return write_xapi(document, words=words, base=base).encode()
    return _write_text(document, form).encode()


def _write_text(document: RunDocument, form: Format) -> str:
    return write_markdown(document) if form is Format.MD else write_json(document)


def compose(whole: WholeRun, scenario: Scenario | None, catalogue: Catalogue, learner: str = "") -> RunDocument:
    """Put the words people need beside what is kept; a point, node or scenario that is gone goes by its id."""
    record, turns = whole.record, [kept.turn for kept in whole.turns]
    ending = scenario.ending.get(record.ending or "") if scenario else None
    return RunDocument(
        whole=whole,
        learner=learner,
        title=scenario.title if scenario else record.scenario,
        role=scenario.role if scenario else "",
        ending=ending.title if ending else record.ending or "",
        happened=_happened(scenario, ending, turns),
        names={character.id: character.name for character in scenario.characters} if scenario else {},
        moments={node.id: node.title for node in scenario.nodes} if scenario else {},
        readings=tuple(_reading(note) for turn in turns for note in build_notes(turn, scenario, catalogue)),
        reflection=tuple(_reflection(whole, catalogue)),
        supervision=tuple(_supervision(whole, ending.to_supervision if ending else (OPEN_QUESTION,))),
        recorded=tuple(_recorded(scenario, turns)) if scenario else (),
    )


def _happened(scenario: Scenario | None, ending: Ending | None, turns: Sequence[Turn]) -> tuple[str, ...]:
    if scenario is None or ending is None:
        return ()
    moment = Conversation(scenario, turns).moment
    return tuple(paragraph.text for paragraph in ending.what_happened if paragraph.when.holds(moment))


def _reading(note: Note) -> Reading:
    return Reading(
        turn=note.turn,
        point=note.point,
        title=note.title,
        standing=note.standing.value,
        sign=note.sign,
        word=note.word,
        says=note.question or note.feedback,
        quote=note.quote,
    )


def _recorded(scenario: Scenario, turns: Sequence[Turn]) -> Iterator[Recorded]:
    for row in check_record(scenario, turns):
        marks = tuple(f"{SIGNS[standing][0]} {words}" for standing, words in build_marks(row))
        yield Recorded(decision=row.decision, agreed=row.agreed, marks=marks, said=row.said)


def _reflection(whole: WholeRun, catalogue: Catalogue) -> Iterator[Question]:
    """Yield the questions the learner wrote under, in that order, but those for supervision."""
    for key in (reflection.key for reflection in whole.reflections):
        point = catalogue.points.get(key.removeprefix(POINT))
        if key not in _NOT_ASKED and not key.startswith(SUPERVISION):
            words = key.removeprefix(POINT).replace("-", " ").capitalize()
            yield Question(key=key, text=point.name if point else ASKED.get(key, words))


def _supervision(whole: WholeRun, asked: Sequence[str]) -> Iterator[Question]:
    """Yield the questions for supervision, and after them any that was answered and is asked no more."""
    questions = {f"{SUPERVISION}{number}": text for number, text in enumerate(asked, start=1)}
    written = (reflection.key for reflection in whole.reflections if reflection.key.startswith(SUPERVISION))
    for key in dict.fromkeys([*questions, *written]):
        yield Question(key=key, text=questions.get(key, "To a question that is asked no more"))
