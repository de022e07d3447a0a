"""How one person's practice goes on over their runs, point by point. Never a ranking, and only sure verdicts count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.catalogue import PracticePoint
from engine.conversation import Turn
from engine.scenario import Node, Scenario
from engine.verdict import Kind, Verdict
from simulator.library import Library
from store.records import RunRecord

SETTLED_RUNS = 3
"""A point has settled when it went well in this many runs in a row, the last ones that gave it a chance."""


@dataclass(frozen=True)
class Tally:
    """One point in one run: how many replies gave each sure verdict, and how many could not be told."""

    run: str
    scenario: str
    started_at: datetime
    met: int = 0
    partial: int = 0
    missed: int = 0
    present: int = 0
    absent: int = 0
    unsure: int = 0

    @property
    def sure(self) -> int:
        """How many replies were surely judged on it."""
        return self.met + self.partial + self.missed + self.present + self.absent

    @property
    def went_well(self) -> bool:
        """True when a practice was done at least once, or a pitfall never."""
        return self.met > 0 or (self.absent > 0 and self.present == 0)


@dataclass(frozen=True)
class PointProgress:
    """One point over the runs that listened for it, oldest first; `stopped` is a pitfall that was there once."""

    point: str
    title: str
    kind: Kind
    domain: str
    tallies: tuple[Tally, ...]
    settled: bool
    stopped: bool


@dataclass(frozen=True)
class Suggestion:
    """What to practise next, and where: a node that listens for the point, in a scenario played least."""

    point: str
    title: str
    kind: Kind
    scenario: str
    scenario_title: str
    node: str
    node_title: str


@dataclass(frozen=True)
class Progress:
    """Points in the order of the catalogue; `next` is None before the first turn, or when all has settled."""

    runs: tuple[RunRecord, ...]
    points: tuple[PointProgress, ...]
    next: Suggestion | None

    @property
    def settled(self) -> tuple[PointProgress, ...]:
        """The points that have settled."""
        return tuple(point for point in self.points if point.settled)


def build_progress(runs: Iterable[RunRecord], turns: Mapping[str, Sequence[Turn]], library: Library) -> Progress:
    """Return what these runs show; runs set aside count nowhere, and a copied turn counts only where it was taken."""
    counted = tuple(sorted((run for run in runs if not run.discarded), key=lambda run: (run.started_at, run.id)))
    tallies: dict[str, list[Tally]] = {}
    for run in counted:
        for point, tally in _tallies(run, turns.get(run.id, ())):
            tallies.setdefault(point, []).append(tally)
    known = library.catalogue.points
    points = tuple(
        _point_progress(known[point], library.catalogue.domain_of[point], tallies[point])
        for point in known
        if point in tallies
    )
    return Progress(counted, points, _suggest(points, counted, library))


def _tallies(run: RunRecord, turns: Iterable[Turn]) -> Iterable[tuple[str, Tally]]:
    own = [turn for turn in turns if turn.number >= (run.branched_at or 1)]
    counts: dict[str, Counter[str]] = {}
    for turn in own:
        for verdict in turn.verdicts:
            counts.setdefault(verdict.point, Counter())[_column(verdict)] += 1
    return [(point, Tally(run.id, run.scenario, run.started_at, **counted)) for point, counted in counts.items()]


def _column(verdict: Verdict) -> str:
    return verdict.verdict.value if verdict.sure else "unsure"


def _point_progress(point: PracticePoint, domain: str, tallies: Sequence[Tally]) -> PointProgress:
    judged = [tally for tally in tallies if tally.sure]
    lately = judged[-SETTLED_RUNS:]
    settled = len(lately) == SETTLED_RUNS and all(tally.went_well for tally in lately)
    return PointProgress(
        point=point.id,
        title=point.name,
        kind=point.kind,
        domain=domain,
        tallies=tuple(tallies),
        settled=settled,
        stopped=settled and any(tally.present for tally in judged),
    )


def _suggest(points: Iterable[PointProgress], runs: Sequence[RunRecord], library: Library) -> Suggestion | None:
    """Suggest the point in most need that some scenario listens for; None when nothing is."""
    open_points = [point for point in points if _need(point) > 0]
    for point in sorted(open_points, key=_need, reverse=True):
        place = _place(point.point, runs, library)
        if place is not None:
            scenario, node = place
            return Suggestion(
                point.point, point.title, point.kind, scenario.id, scenario.title, node.id, node.title
            )  # fmt: skip
    return None


def _need(point: PointProgress) -> float:
    """Weigh a point's last runs from 0, all well, to 2: pitfalls that are there before practices that are not."""
    lately = [tally for tally in point.tallies if tally.sure][-SETTLED_RUNS:]
    if not lately or point.settled:
        return 0
    share = sum(not tally.went_well for tally in lately) / len(lately)
    return share + 1 if share and point.kind is Kind.PITFALL else share


def _place(point: str, runs: Sequence[RunRecord], library: Library) -> tuple[Scenario, Node] | None:
    """Find a node that listens for a point: in the scenario played least, and there one whose routes turn on it."""
    played = Counter(run.scenario for run in runs)
    for file in sorted(library.scenarios, key=lambda file: played[file.scenario.id]):
        nodes = [node for node in file.scenario.nodes if point in node.listens_for]
        if nodes:
            return file.scenario, max(nodes, key=lambda node: _turns_on(node, point))
    return None


def _turns_on(node: Node, point: str) -> bool:
    return any(point in route.when.points() for route in node.routes)
