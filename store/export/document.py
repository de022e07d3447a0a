"""A run as plain values: what is kept about it, and the words people need to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field, model_validator

from engine.verdict import FROZEN
from store.records import WholeRun
from store.review_rules import moments_of, review_problems

StandingName = Literal["watch-out", "did", "partly", "not-sure", "not-yet", "clear"]


class Reading(BaseModel):
    """One verdict as the learner was shown it: a sign and a word for how it stands, and what it says.

    `quote` is the learner's own words it rests on; empty when there are none.
    """

    model_config = FROZEN
    turn: int
    point: str
    title: str
    standing: StandingName
    sign: str
    word: str
    says: str = ""
    quote: str = ""


class Question(BaseModel):
    """Something the learner was asked; `key` is where their answer is found among the reflections."""

    model_config = FROZEN
    key: str
    text: str


class Recorded(BaseModel):
    """One decision of a meeting beside the dictated record: each of `marks` a sign and words, `said` the learner's own
    sentences about it. One that was not `agreed` is here because it was recorded all the same."""

    model_config = FROZEN
    decision: str
    agreed: bool
    marks: tuple[str, ...]
    said: tuple[str, ...] = ()


class RunDocument(BaseModel):
    """One run, whole. `names` are those of characters, `moments` the titles of nodes, both by id; readings in order.

    `people` are the names of those who reviewed it, by id, where they are known. `learner` is empty where nobody gave
    a name. Of a run left before its end, `ending` is empty. `recorded` is for people to read: it follows from the
    scenario and the turns, and so is not in the JSON.
    """

    model_config = FROZEN
    whole: WholeRun
    title: str
    learner: str = ""
    role: str = ""
    ending: str = ""
    happened: tuple[str, ...] = ()
    names: dict[str, str] = {}
    moments: dict[str, str] = {}
    people: dict[str, str] = {}
    readings: tuple[Reading, ...] = ()
    reflection: tuple[Question, ...] = ()
    supervision: tuple[Question, ...] = ()
    recorded: tuple[Recorded, ...] = Field(default=(), exclude=True)

    @model_validator(mode="after")
    def _is_a_run(self) -> RunDocument:
        for problem in _problems(self.whole):
            raise ValueError(problem)
        return self

    def readings_of(self, turn: int) -> tuple[Reading, ...]:
        """Return one turn's readings in reading order; empty when there are none."""
        return tuple(reading for reading in self.readings if reading.turn == turn)

    def answer(self, key: str) -> str:
        """Return what the learner wrote under a question; empty when nothing."""
        return next((reflection.text for reflection in self.whole.reflections if reflection.key == key), "")


def _problems(whole: WholeRun) -> Iterator[str]:
    """Yield what would not hold together in a database."""
    if [kept.turn.number for kept in whole.turns] != list(range(1, whole.record.turns + 1)):
        yield "its turns are not numbered from 1 to as many as it says it has"
    judged = {(kept.turn.number, verdict.point) for kept in whole.turns for verdict in kept.turn.verdicts}
    if any((remark.turn, remark.point) not in judged for remark in whole.remarks):
        yield "a remark belongs to no verdict"
    if _repeats((r.turn, r.point, r.kind) for r in whole.remarks) or _repeats(r.key for r in whole.reflections):
        yield "a remark or a reflection is there twice"
    yield from review_problems(whole.record.id, (kept.turn for kept in whole.turns), whole.review)
    if any(moment.tzinfo is None for moment in _moments(whole)):
        yield "a time has no zone"


def _repeats(keys: Iterable[object]) -> bool:
    listed = list(keys)
    return len(listed) != len(set(listed))


def _moments(whole: WholeRun) -> Iterator[datetime]:
    yield whole.record.started_at
    if whole.record.ended_at is not None:
        yield whole.record.ended_at
    yield from (kept.taken_at for kept in whole.turns)
    yield from (moment for written in whole.reflections for moment in (written.written_at, written.changed_at))
    yield from (remark.made_at for remark in whole.remarks)
    yield from moments_of(whole.review)
