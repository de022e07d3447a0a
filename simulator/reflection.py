"""Looking back before any verdict: the questions a learner may choose to answer, and their view beside the machine's.

The structures are Rolfe's (2001) three questions and Gibbs' (1988) six steps; the words are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.conversation import Turn
from engine.scenario import Scenario
from simulator.notes import Note, Standing, build_notes

POINT = "point/"
"""What the key of the learner's view of a practice point begins with; the point's id follows."""

VIEWS = ("Yes, I think so", "Partly", "Not this time", "Not sure")
"""What a learner may say of a practice point."""


@dataclass(frozen=True)
class Structure:
    """A way to reflect: its name, and its questions by the key their answers are kept under."""

    id: str
    name: str
    questions: Mapping[str, str]


STRUCTURES = (
    Structure(
        "own-words", "In my own words", {"own-words": "What stays with you? What would you do again, or otherwise?"}
    ),
    Structure(
        "three-questions",
        "What, so what, now what",
        {
            "what": "What happened, and what did you say and do?",
            "so-what": "So what: what did it mean for them, and for you?",
            "now-what": "Now what: what will you do with it, next time or this week?",
        },
    ),
    Structure(
        "six-steps",
        "Six steps",
        {
            "description": "Description: what happened?",
            "feelings": "Feelings: what did you feel and think at the time?",
            "evaluation": "Evaluation: what went well, and what was hard?",
            "analysis": "Analysis: what do you make of it, and why did it go that way?",
            "conclusion": "Conclusion: what else could you have said?",
            "action": "Action: what will you do next time?",
        },
    ),
)  # fmt: skip

ASKED = {key: text for structure in STRUCTURES for key, text in structure.questions.items()}
"""Every question by its key."""


@dataclass(frozen=True)
class Beside:
    """A practice point as the learner saw it and as the machine did: by each standing, the replies it was found in.

    `yours` is empty where the learner did not say.
    """

    point: str
    title: str
    yours: str
    machine: Mapping[Standing, tuple[int, ...]]


def structure_of(written: Mapping[str, str]) -> Structure:
    """Return the structure somebody wrote in; the first when they wrote nothing."""
    used = (s for s in STRUCTURES if any(written.get(key) for key in s.questions))
    return next(used, STRUCTURES[0])


def answers(written: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return each question that was answered with its answer, in the order of the structures."""
    return tuple((question, written[key]) for key, question in ASKED.items() if written.get(key))


def lay_beside(
    written: Mapping[str, str], turns: Iterable[Turn], scenario: Scenario, catalogue: Catalogue
) -> tuple[Beside, ...]:
    """Return the points the learner was asked about, in that order; empty when they said nothing of any."""
    notes = [note for turn in turns for note in build_notes(turn, scenario, catalogue)]
    asked = [point for point in scenario.reflect_on if written.get(f"{POINT}{point}")]
    return tuple(_beside(point, written[f"{POINT}{point}"], notes, catalogue) for point in asked)


def _beside(point: str, yours: str, notes: Sequence[Note], catalogue: Catalogue) -> Beside:
    known = catalogue.points.get(point)
    found: dict[Standing, tuple[int, ...]] = {}
    for note in notes:
        if note.point == point and note.standing not in (Standing.NOT_YET, Standing.CLEAR):
            found[note.standing] = (*found.get(note.standing, ()), note.turn)
    return Beside(point, known.name if known else point, yours, found)
