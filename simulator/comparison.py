"""Two runs of one scenario side by side, turn by turn. What changed, not which was better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from engine.catalogue import Catalogue
from engine.conversation import Turn
from engine.scenario import Scenario
from simulator.errors import RequestRefused
from simulator.notes import Note, Standing, build_notes
from simulator.run import Run

_TOLD = (Standing.WATCH_OUT, Standing.DID, Standing.PARTLY, Standing.NOT_SURE)


@dataclass(frozen=True)
class Side:
    """One run's turn at a moment: the reply and what was told of it."""

    number: int
    reply: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Moment:
    """A moment both runs stood at, or only one: then the other side is None."""

    node: str
    title: str
    first: Side | None
    second: Side | None


@dataclass(frozen=True)
class Changed:
    """A practice point that stood otherwise in the second run; a standing is None where the point was never told."""

    point: str
    title: str
    first: Standing | None
    second: Standing | None


@dataclass(frozen=True)
class Comparison:
    """Two runs beside one another; an ending is empty for a run left before its end."""

    moments: tuple[Moment, ...]
    changed: tuple[Changed, ...]
    endings: tuple[str, str]


def compare_runs(first: Run, second: Run, catalogue: Catalogue) -> Comparison:
    """Lay two runs side by side, their turns matched by the moments they stood at, in order.

    Raises RequestRefused for runs of two scenarios.
    """
    if first.record.scenario != second.record.scenario:
        hint = "choose two runs of the same conversation"
        raise RequestRefused("these two runs are of different conversations", hint=hint)
    scenario = first.scenario
    told = [[_told(turn, run.scenario, catalogue) for turn in run.turns] for run in (first, second)]
    endings = tuple(run.ending.title if run.ending else "" for run in (first, second))
    return Comparison(
        tuple(_moments(first.turns, second.turns, told[0], told[1], scenario)),
        tuple(_changed(told[0], told[1])),
        (endings[0], endings[1]),
    )


def _told(turn: Turn, scenario: Scenario, catalogue: Catalogue) -> Side:
    notes = tuple(note for note in build_notes(turn, scenario, catalogue) if note.standing in _TOLD)
    return Side(turn.number, turn.reply, notes)


def _moments(
    first: Sequence[Turn], second: Sequence[Turn], one: Sequence[Side], other: Sequence[Side], scenario: Scenario
) -> Iterable[Moment]:
    here, there = ([turn.node for turn in turns] for turns in (first, second))
    for how, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if how == "equal":
            pairs: list[tuple[int | None, int | None]] = list(zip_longest(range(a, b), range(c, d)))
        else:
            pairs = [*((i, None) for i in range(a, b)), *((None, j) for j in range(c, d))]
        for i, j in pairs:
            node = here[i] if i is not None else there[j or 0]
            place = scenario.node.get(node)
            sides = (one[i] if i is not None else None, other[j] if j is not None else None)
            yield Moment(node, place.title if place else node.replace("-", " "), *sides)


def _changed(first: Sequence[Side], second: Sequence[Side]) -> Iterable[Changed]:
    standings = [_standings(sides) for sides in (first, second)]
    titles = {note.point: note.title for side in (*first, *second) for note in side.notes}
    for point, title in titles.items():
        before, after = standings[0].get(point), standings[1].get(point)
        if before is not after:
            yield Changed(point, title, before, after)


def _standings(sides: Iterable[Side]) -> dict[str, Standing]:
    """Return how each point stood in a run at its most telling: a pitfall or a practice done before one partly done."""
    found: dict[str, Standing] = {}
    for note in (note for side in sides for note in side.notes):
        if note.point not in found or _TOLD.index(note.standing) < _TOLD.index(found[note.point]):
            found[note.point] = note.standing
    return found
