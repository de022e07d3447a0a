"""Which few of a run's verdicts the debrief leads with: what mattered, what to watch out for, one thing to build on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.catalogue import Citation
from engine.conversation import Turn
from engine.scenario import Route, Scenario
from engine.verdict import Evidence, Kind
from simulator.notes import Note, Standing

MATTERED_AT_MOST = 3
OPEN_AT_MOST = 3


@dataclass(frozen=True)
class Mattered:
    """Something the learner did: their words (`quote`, placed by `evidence`) and what it did."""

    turn: int
    quote: str
    evidence: Evidence
    point: str
    title: str
    what: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class WatchOut:
    """A pitfall, told once however often it came: where it was plainest, at `turn`, and the other turns in `again`.

    `put_right` is the later turn in which the scenario noticed that the learner mended this; None when none did.
    """

    turn: int
    quote: str
    point: str
    title: str
    feedback: str
    repair: str
    phrases: tuple[str, ...]
    again: tuple[int, ...]
    put_right: int | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class BuildOn:
    """The one thing to build on: where it would have fitted and a phrase to say; `quote` where it was partly there."""

    turn: int
    quote: str
    point: str
    title: str
    feedback: str
    phrase: str
    sources: tuple[Citation, ...]


def choose_mattered(turns: Sequence[Turn], notes: Iterable[Note], scenario: Scenario) -> tuple[Mattered, ...]:
    """Return at most three things done, in the order of the conversation, each with the learner's own words.

    First come words on which the conversation turned (the route taken asked for that point), then words that put
    something right, then the points this scenario is about, then the surer verdict. No point comes twice, and no turn
    twice while another turn has something to show. A reply that is also a pitfall is not held up.
    """
    by_number = {turn.number: turn for turn in turns}
    notes = tuple(notes)
    marred = {note.turn for note in notes if note.standing is Standing.WATCH_OUT}
    done = [note for note in notes if note.standing is Standing.DID and note.quote and note.turn not in marred]
    ranked = sorted(done, key=lambda note: _weight(note, by_number[note.turn], scenario), reverse=True)
    chosen: list[Note] = []
    for spread in (True, False):
        for note in ranked:
            if len(chosen) < MATTERED_AT_MOST and not _repeats(note, chosen, spread):
                chosen.append(note)
    return tuple(_mattered(note) for note in sorted(chosen, key=lambda note: note.turn))


def choose_watch_outs(turns: Sequence[Turn], notes: Iterable[Note], scenario: Scenario) -> tuple[WatchOut, ...]:
    """Return every pitfall that is surely there, in the order of the conversation, each point once."""
    by_point: dict[str, list[Note]] = {}
    for note in notes:
        if note.standing is Standing.WATCH_OUT:
            by_point.setdefault(note.point, []).append(note)
    return tuple(_watch_out(found, _put_right(found, turns, scenario)) for found in by_point.values())


def choose_build_on(notes: Iterable[Note], scenario: Scenario) -> BuildOn | None:
    """Return the practice worth building on next, or None when every practice with a sure verdict was done somewhere.

    A practice done once, or perhaps done (an unsure verdict), is not offered. First come the points this scenario is
    about, then those that were partly there, then those there was most often room for, then the scenario's own order.
    """
    by_point: dict[str, list[Note]] = {}
    for note in notes:
        if note.kind is Kind.PRACTICE:
            by_point.setdefault(note.point, []).append(note)
    open_points = [found for found in by_point.values() if all(note.standing in _NOT_DONE for note in found)]
    if not open_points:
        return None
    return _build_on(min(open_points, key=lambda found: _distance(found, scenario)))


def choose_open_questions(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return at most three of what was probably shown and is not sure: pitfalls first, then the likelier one."""
    probably = [note for note in notes if note.standing is Standing.NOT_SURE and note.shown]
    ranked = sorted(probably, key=lambda note: (note.kind is Kind.PRACTICE, -note.probability, note.turn))
    return tuple(ranked[:OPEN_AT_MOST])


_NOT_DONE = (Standing.PARTLY, Standing.NOT_YET)


def _weight(note: Note, turn: Turn, scenario: Scenario) -> tuple[bool, bool, bool, float]:
    route = _route(turn, scenario)
    turned = route is not None and note.point in route.when.points()
    return (turned, turn.repairs, note.point in scenario.reflect_on, note.probability)


def _route(turn: Turn, scenario: Scenario) -> Route | None:
    node = scenario.node.get(turn.node)
    return next((route for route in node.routes if route.id == turn.route), None) if node else None


def _put_right(found: Sequence[Note], turns: Sequence[Turn], scenario: Scenario) -> int | None:
    """Find the repair that is this pitfall's: the very next reply, or one that undoes a flag its own route raised."""
    routes = {turn.number: route for turn in turns if (route := _route(turn, scenario))}
    raised = {flag for note in found if note.turn in routes for flag in routes[note.turn].effects.raises}
    repairs = (turn.number for turn in turns if turn.repairs and turn.number > found[-1].turn and turn.number in routes)
    after = found[-1].turn + 1
    return next((n for n in repairs if n == after or not raised.isdisjoint(routes[n].effects.lowers)), None)


def _repeats(note: Note, chosen: Iterable[Note], spread: bool) -> bool:
    return any(
        note.point == other.point or (note.turn == other.turn and (spread or note.quote == other.quote))
        for other in chosen
    )


def _distance(found: Sequence[Note], scenario: Scenario) -> tuple[bool, bool, int, int]:
    point = found[0].point
    order = scenario.points.index(point) if point in scenario.points else len(scenario.points)
    partly = any(note.standing is Standing.PARTLY for note in found)
    return (point not in scenario.reflect_on, not partly, -len(found), order)


def _mattered(note: Note) -> Mattered:
    if note.evidence is None:
        raise ValueError(f"'{note.point}' was chosen without the learner's words")
    return Mattered(note.turn, note.quote, note.evidence, note.point, note.title, note.feedback, note.sources)


def _watch_out(found: Sequence[Note], put_right: int | None) -> WatchOut:
    plainest = max(found, key=lambda note: note.probability)
    return WatchOut(
        turn=plainest.turn,
        quote=plainest.quote,
        point=plainest.point,
        title=plainest.title,
        feedback=plainest.feedback,
        repair=plainest.repair,
        phrases=plainest.phrases,
        again=tuple(note.turn for note in found if note is not plainest),
        put_right=put_right,
        sources=plainest.sources,
    )


def _build_on(found: Sequence[Note]) -> BuildOn:
    note = next((note for note in reversed(found) if note.standing is Standing.PARTLY), found[0])
    return BuildOn(
        turn=note.turn,
        quote=note.quote if note.standing is Standing.PARTLY else "",
        point=note.point,
        title=note.title,
        feedback=note.feedback,
        phrase=note.phrases[0] if note.phrases else "",
        sources=note.sources,
    )
