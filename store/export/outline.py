"""A run in reading order, as blocks that every kind of document can set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.conversation import Said
from engine.scenario import NARRATOR
from store.export.dates import written_date
from store.export.document import Question, Reading, Recorded, RunDocument
from store.export.reviewed import comments_on, filled_actions, said_otherwise, signed_rows
from store.records import KeptTurn, Remark
from store.text import storable

NOTICE = "Training simulation, not a case record"
ABOUT = (
    "Everybody in this conversation is invented. A program read the replies and can be wrong; where the learner sees "
    "it otherwise, that stands beside it. This is for practice and reflection, and is no test of fitness to practise."
)
BY_ITS_WORDS = "Found by its words alone, so this can miss something that was put another way."
LEARNER = "Learner"
AGREED_ROWS = 4

_IN_PASSING = ("not-yet", "clear")
_EMPTY_ACTION = (("",) * 5,)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, the title, to 3, one turn."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `quiet` is of less weight."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Fields:
    """Names and values, a row each; an empty value is a line to write on."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Speech:
    """A line as it was said; `own` when by the learner, `name` empty for a stage direction."""

    name: str
    text: str
    own: bool = False


@dataclass(frozen=True)
class Judged:
    """A verdict in full, and what the learner and a supervisor said of it."""

    sign: str
    word: str
    title: str
    quote: str
    says: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """A question with the learner's answer; an empty one is room to write."""

    question: str
    answer: str


@dataclass(frozen=True)
class Noted:
    """A comment from supervision; `quote` is the learner's words it is about, empty for a comment on all of them."""

    name: str
    quote: str
    text: str


@dataclass(frozen=True)
class Table:
    """Two columns with their heads, the second the wider; lines within a cell stay lines."""

    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Form:
    """A table to fill in by hand or in a word processor; cells are empty, or name their row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Fields | Speech | Judged | Answered | Noted | Table | Form


def build_outline(document: RunDocument) -> tuple[Block, ...]:
    """Return the whole record, from its title to the lines for signatures; `NOTICE` stands above, on every page."""
    return (
        *_opening(document),
        *_conversation(document),
        *_record(document),
        *_on_the_whole(document),
        Heading(2, "Reflection"),
        *_answers(document, document.reflection, "Nothing has been written."),
        Heading(2, "Questions for supervision"),
        *_answers(document, document.supervision, ""),
        *_agreement(document),
    )


def printable(text: str) -> str:
    """Return the text without what no document format takes; a noncharacter becomes U+FFFD."""
    return "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c for c in storable(text))


def _opening(document: RunDocument) -> Iterator[Block]:
    record = document.whole.record
    yield Heading(1, printable(document.title))
    yield Paragraph(ABOUT, quiet=True)
    yield Fields(
        (
            (LEARNER, printable(document.learner)),
            ("Scenario", f"{printable(document.title)} ({record.scenario}, version {record.scenario_version})"),
            ("Part played", printable(document.role) or "–"),
            ("Date", written_date(record.started_at)),
            ("Ending", printable(document.ending) or "Left before the end"),
            ("Record", record.id + _tried_again(record.branched_at)),
        )
    )
    if document.happened:
        yield Heading(2, "What happened next")
        yield from (Paragraph(printable(text)) for text in document.happened)


def _tried_again(branched_at: int | None) -> str:
    return f"; an earlier run, tried again from turn {branched_at}" if branched_at else ""


def _conversation(document: RunDocument) -> Iterator[Block]:
    turns = document.whole.turns
    yield Heading(2, "The conversation")
    for kept in turns:
        yield from _turn(document, kept)
    if not turns:
        yield Paragraph("Nothing was said.", quiet=True)
    else:
        yield from (_spoken(document, line) for line in turns[-1].turn.answer)


def _turn(document: RunDocument, kept: KeptTurn) -> Iterator[Block]:
    turn = kept.turn
    yield Heading(3, f"{turn.number}. {printable(document.moments.get(turn.node, turn.node))}")
    yield from (_spoken(document, line) for line in turn.said)
    yield Speech(LEARNER, printable(turn.reply), own=True)
    if turn.repairs:
        yield Paragraph("Here the learner put something right.", quiet=True)
    readings = document.readings_of(turn.number)
    said_of = {point: _said_of(document, turn.number, point) for point in {r.point for r in readings}}
    in_full = [r for r in readings if r.standing not in _IN_PASSING or said_of[r.point]]
    yield from (_judged(reading, said_of[reading.point]) for reading in in_full)
    yield from _in_passing([r for r in readings if r not in in_full])
    yield from _noted(document, turn.number, turn.reply)


def _record(document: RunDocument) -> Iterator[Block]:
    if document.recorded:
        yield Heading(2, "What was agreed, and what the record says")
        yield Paragraph(BY_ITS_WORDS, quiet=True)
        yield Table(("What was agreed", "What the record says"), tuple(map(_decision, document.recorded)))


def _decision(row: Recorded) -> tuple[str, str]:
    decision = row.decision if row.agreed else f"Not agreed: {row.decision}"
    lines = ("   ".join(row.marks), *(f"“{sentence}”" for sentence in row.said))
    return printable(decision), printable("\n".join(lines))


def _on_the_whole(document: RunDocument) -> Iterator[Block]:
    noted = tuple(_noted(document, None, ""))
    if noted:
        yield Heading(2, "Comments from supervision")
        yield from noted


def _noted(document: RunDocument, turn: int | None, reply: str) -> Iterator[Noted]:
    for name, quote, text in comments_on(document, turn, reply):
        yield Noted(printable(name), printable(quote), printable(text))


def _spoken(document: RunDocument, line: Said) -> Speech:
    name = "" if line.who == NARRATOR else document.names.get(line.who, line.who)
    return Speech(printable(name), printable(line.text))


def _judged(reading: Reading, remarks: tuple[str, ...]) -> Judged:
    title, quote, says = (printable(text) for text in (reading.title, reading.quote, reading.says))
    return Judged(reading.sign, reading.word, title, quote, says, remarks)


def _in_passing(readings: list[Reading]) -> Iterator[Block]:
    for standing in _IN_PASSING:
        of_one = [reading for reading in readings if reading.standing == standing]
        if of_one:
            titles = "; ".join(printable(reading.title) for reading in of_one)
            yield Paragraph(f"{of_one[0].sign} {of_one[0].word}: {titles}", quiet=True)


def _said_of(document: RunDocument, turn: int, point: str) -> tuple[str, ...]:
    remarks = [remark for remark in document.whole.remarks if (remark.turn, remark.point) == (turn, point)]
    return (*map(_remark, remarks), *map(printable, said_otherwise(document, turn, point)))


def _remark(remark: Remark) -> str:
    if remark.kind == "unsure":
        return "The learner says: this was meant." if remark.meant else "The learner says: this was not meant."
    reason = f": {printable(remark.text)}" if remark.text else "."
    return "The learner sees this otherwise" + reason


def _answers(document: RunDocument, questions: tuple[Question, ...], none: str) -> Iterator[Block]:
    for question in questions:
        yield Answered(printable(question.text), printable(document.answer(question.key)))
    if not questions and none:
        yield Paragraph(none, quiet=True)


def _agreement(document: RunDocument) -> Iterator[Block]:
    actions = tuple(tuple(map(printable, row)) for row in filled_actions(document))
    yield Heading(2, "Agreed actions")
    yield Form(
        ("Decision", "Why", "Action", "Who", "By when"), (*actions, *_EMPTY_ACTION * (AGREED_ROWS - len(actions)))
    )
    yield Heading(2, "Signatures")
    rows = tuple(tuple(map(printable, row)) for row in signed_rows(document))
    yield Form(("", "Name", "Signature", "Date"), rows)
    yield Paragraph("Both keep a copy.", quiet=True)
