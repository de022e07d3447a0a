"""What can be said of one turn, verdict by verdict: stated where the verdict is sure, asked where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.catalogue import Catalogue, Citation, Feedback, PracticePoint
from engine.conversation import Turn
from engine.scenario import Scenario
from engine.verdict import Evidence, Judgement, Kind, Verdict


class Standing(StrEnum):
    """How a verdict is shown; in the order in which notes are read."""

    WATCH_OUT = "watch-out"
    DID = "did"
    PARTLY = "partly"
    NOT_SURE = "not-sure"
    NOT_YET = "not-yet"
    CLEAR = "clear"


SIGNS: dict[Standing, tuple[str, str]] = {
    Standing.WATCH_OUT: ("!", "Watch out"),
    Standing.DID: ("✓", "You did"),
    Standing.PARTLY: ("◐", "Partly"),
    Standing.NOT_SURE: ("?", "Not sure"),
    Standing.NOT_YET: ("○", "Not yet"),
    Standing.CLEAR: ("–", "Not here"),
}
"""A sign and a word for each standing, because a colour alone is not read by everyone."""

_STANDINGS = {
    Judgement.MET: Standing.DID,
    Judgement.PARTIAL: Standing.PARTLY,
    Judgement.MISSED: Standing.NOT_YET,
    Judgement.PRESENT: Standing.WATCH_OUT,
    Judgement.ABSENT: Standing.CLEAR,
}
_READING_ORDER = tuple(Standing)

ASKED_AT_MOST = 3
"""Questions about one turn; the supervisor is asked about all."""

ASKED_FROM = 0.15
"""What is less likely than this is not asked: about one such question in twenty would be to the point."""

_QUOTATION_MARKS = " '\"‘’“”"


@dataclass(frozen=True)
class Note:
    """One verdict in words. An unsure verdict has a `question` and no `feedback`, a sure one the other way; `shown` is
    which way it leans. `phrases` is what could be said: at this very moment first, then what the point has anywhere."""

    turn: int
    point: str
    title: str
    kind: Kind
    standing: Standing
    feedback: str
    question: str
    evidence: Evidence | None
    probability: float
    shown: bool
    phrases: tuple[str, ...]
    repair: str
    sources: tuple[Citation, ...]
    because: str | None

    @property
    def sign(self) -> str:
        """The sign of its standing, for instance ✓."""
        return SIGNS[self.standing][0]

    @property
    def word(self) -> str:
        """The words of its standing, for instance 'You did'."""
        return SIGNS[self.standing][1]

    @property
    def quote(self) -> str:
        """The learner's own words it rests on, without a quotation mark that was opened or closed elsewhere; empty when
        there are none."""
        return self.evidence.text.strip(_QUOTATION_MARKS) if self.evidence else ""


@dataclass(frozen=True)
class CoachNote:
    """What coach mode says under a reply: what the learner did, then at most one thing more. Either may be missing."""

    did: Note | None
    next: Note | None


def point_of(catalogue: Catalogue, verdict: Verdict) -> PracticePoint:
    """Return a verdict's practice point; one the catalogue no longer has keeps its name and has nothing to say."""
    known = catalogue.points.get(verdict.point)
    return known or PracticePoint(id=verdict.point, kind=verdict.kind, exemplars=(), counter_exemplars=())


def standing_of(verdict: Verdict) -> Standing:
    """Return how a verdict is shown; an unsure one is always a question."""
    return _STANDINGS[verdict.verdict] if verdict.sure else Standing.NOT_SURE


def build_notes(turn: Turn, scenario: Scenario | None, catalogue: Catalogue) -> tuple[Note, ...]:
    """Return a note a verdict: pitfalls first, then done, partly done, unsure, not yet, and pitfalls kept out of.

    Where the scenario or its node is gone, the phrases are the points' own.
    """
    node = scenario.node.get(turn.node) if scenario else None
    here = node.phrases if node else {}
    notes = (_note(turn.number, verdict, point_of(catalogue, verdict), here) for verdict in turn.verdicts)
    return tuple(sorted(notes, key=lambda note: _READING_ORDER.index(note.standing)))


def build_coach_note(turn: Turn, scenario: Scenario, catalogue: Catalogue) -> CoachNote:
    """Return what to say right after a reply.

    What was done is named only with the learner's own words; a missed practice only where nothing else can be said.
    """
    notes = build_notes(turn, scenario, catalogue)
    did = _first(notes, Standing.DID, with_evidence=True)
    watch_out = _first(notes, Standing.WATCH_OUT)
    other = watch_out or _first(notes, Standing.PARTLY) or next(iter(to_ask(notes)), None)
    return CoachNote(did, other or (None if did else _first(notes, Standing.NOT_YET)))


def to_ask(notes: Iterable[Note]) -> list[Note]:
    """Return the notes that are not sure and worth asking about under one turn, the likeliest first."""
    unsure = [note for note in notes if note.standing is Standing.NOT_SURE and note.probability >= ASKED_FROM]
    return sorted(unsure, key=lambda note: -note.probability)[:ASKED_AT_MOST]


def _first(notes: Sequence[Note], standing: Standing, with_evidence: bool = False) -> Note | None:
    fitting = (n for n in notes if n.standing is standing and (n.evidence or not with_evidence))
    return next(fitting, None)


def _note(turn: int, verdict: Verdict, point: PracticePoint, here: Mapping[str, str]) -> Note:
    standing = standing_of(verdict)
    unsure = standing is Standing.NOT_SURE
    return Note(
        turn=turn,
        point=point.id,
        title=point.name,
        kind=verdict.kind,
        standing=standing,
        feedback="" if unsure else _said(point.feedback, verdict.verdict) or point.definition,
        question=_question(point) if unsure else "",
        evidence=verdict.evidence,
        probability=verdict.probability,
        shown=verdict.shown,
        phrases=(here[point.id], *point.phrases) if point.id in here else point.phrases,
        repair=point.feedback.repair,
        sources=point.source,
        because=verdict.because,
    )


def _said(feedback: Feedback, judgement: Judgement) -> str:
    return {
        Judgement.MET: feedback.met,
        Judgement.PARTIAL: feedback.partial,
        Judgement.MISSED: feedback.missed,
        Judgement.PRESENT: feedback.present,
        Judgement.ABSENT: feedback.absent,
    }[judgement]


def _question(point: PracticePoint) -> str:
    return point.feedback.unsure or f"This could be read either way. Did you mean it as “{point.name}”?"
