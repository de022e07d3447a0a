"""What supervision hands out: a line of the queue, and one run as somebody may read it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Turn
from engine.scenario import Scenario
from simulator.debrief import Debrief, build_debrief
from simulator.errors import RequestRefused
from simulator.questions import Question, build_questions
from store.access import Person
from store.records import Remark, RunRecord, WholeRun
from store.review import Review, Share

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*[”’\"']*")


@dataclass(frozen=True)
class Shared:
    """A run in the queue: `unsure` counts the verdicts that wait for this supervisor's own."""

    share: Share
    record: RunRecord
    title: str
    learner: Person
    discussed: bool
    unsure: int


@dataclass(frozen=True)
class SharedRun:
    """A run as one person may read it: `reflections` is empty where they were not shared, `share` is None for the
    learner. `names` says what everybody in it is called, by id."""

    record: RunRecord
    scenario: Scenario
    turns: tuple[Turn, ...]
    debrief: Debrief
    review: Review
    reflections: Mapping[str, str]
    learner: Person
    share: Share | None
    remarks: tuple[Remark, ...]
    questions: tuple[Question, ...]
    names: Mapping[str, str]


@dataclass(frozen=True)
class Reader:
    """How somebody reads a run: by which share, and whether with what the learner wrote when looking back."""

    share: Share | None
    with_reflection: bool


def called(person: Person) -> str:
    """Return what to call somebody: their name, else their e-mail address, else their id."""
    return person.name or person.email or person.id


def build_shared_run(
    whole: WholeRun, scenario: Scenario, catalogue: Catalogue, reader: Reader, people: Sequence[Person]
) -> SharedRun:
    """Put together a run as it is read; `people` is everybody in it, the learner first."""
    turns = tuple(kept.turn for kept in whole.turns)
    debrief = build_debrief(Conversation(scenario, turns), catalogue)
    return SharedRun(
        record=whole.record,
        scenario=scenario,
        turns=turns,
        debrief=debrief,
        review=whole.review,
        reflections={r.key: r.text for r in whole.reflections} if reader.with_reflection else {},
        learner=people[0],
        share=reader.share,
        remarks=whole.remarks,
        questions=build_questions(debrief, whole.remarks, scenario),
        names={person.id: called(person) for person in people},
    )


def waiting(turns: Sequence[Turn], review: Review, supervisor: str) -> int:
    """Count the verdicts that are not sure and on which this supervisor has not said their own."""
    said = {(override.turn, override.point) for override in review.overrides if override.author == supervisor}
    unsure = {(turn.number, verdict.point) for turn in turns for verdict in turn.verdicts if not verdict.sure}
    return len(unsure - said)


def sentences(reply: str) -> tuple[str, ...]:
    """Return a reply's sentences as they stand in it; its lines where they have no full stops."""
    return tuple(match.group().strip() for match in _SENTENCE.finditer(reply) if match.group().strip())


def place_of(words: str, reply: str) -> tuple[int, int]:
    """Return where words stand in a reply, capitals and line ends aside; raises RequestRefused when they do not."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, reply, re.IGNORECASE) if pattern else None
    if found is None:
        raise RequestRefused(f"“{words[:60]}” is not in this reply", hint="copy the words from it as they stand")
    return found.span()
