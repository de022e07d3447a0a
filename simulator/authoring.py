"""What an author asks of a scenario: which way its walks go, and where any reply at any node would lead and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Standing, Turn
from engine.drawing import Taken
from engine.explaining import Tried, explain_choice
from engine.load import ScenarioFile
from engine.machine import RouteChooser
from engine.ports import Scorer
from engine.scenario import Scenario
from engine.walks import play_walk
from simulator.errors import ReplyRefused
from simulator.run import MAX_REPLY_CHARS
from store.text import storable


@dataclass(frozen=True)
class WalkResult:
    """A walk as it went: `detour` says where it left its way, as `file:line what happened`; empty when it passes."""

    name: str
    learner: str
    about: str
    ending: str
    replies: int
    taken: tuple[Taken, ...]
    detour: str = ""

    @property
    def passes(self) -> bool:
        """True when it went the way it is written."""
        return not self.detour


@dataclass(frozen=True)
class RouteUse:
    """A route, and how many walks take it at least once; `node` and `to` are titles."""

    node: str
    route: str
    to: str
    walks: int


@dataclass(frozen=True)
class Place:
    """Where a reply is tried: what is not named is as at the start; `replies` were given at the node before."""

    node: str
    variables: Mapping[str, int] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    replies: int = 0


@dataclass(frozen=True)
class Trial:
    """A reply tried: the turn it would make, the routes tried for it, the title of where it leads and whether that is
    an ending."""

    turn: Turn
    tried: tuple[Tried, ...]
    leads_to: str
    ends: bool


def play_walks(file: ScenarioFile, catalogue: Catalogue) -> tuple[WalkResult, ...]:
    """Play every walk as it is written; the scenario must be playable."""
    chooser = RouteChooser(file.scenario)
    results = []
    for walk, source in file.walks:
        played = play_walk(file.scenario, walk, catalogue, chooser)
        detour = played.detour
        where = f"{source.path.name}:{source.line(*detour.at)} {detour.message}" if detour else ""
        taken = tuple((turn.node, turn.route) for turn in played.turns)
        ending = title_of(file.scenario, walk.ending)
        name, count = source.path.stem, len(walk.steps)
        results.append(WalkResult(name, walk.learner, walk.about, ending, count, taken, where))
    return tuple(results)


def route_uses(scenario: Scenario, walks: Sequence[WalkResult]) -> tuple[RouteUse, ...]:
    """Return every route in the order of the file, with the number of walks that take it."""
    return tuple(
        RouteUse(node.title, route.id, title_of(scenario, route.to), _count(walks, {(node.id, route.id)}))
        for node in scenario.nodes
        for route in node.routes
    )


def map_labels(scenario: Scenario, walks: Sequence[WalkResult]) -> dict[Taken, str]:
    """Return how many walks go from one place to another by any route, at the first of the routes between the two."""
    between: dict[tuple[str, str], list[Taken]] = {}
    for node in scenario.nodes:
        for route in node.routes:
            between.setdefault((node.id, route.to), []).append((node.id, route.id))
    counts = {routes[0]: _count(walks, set(routes)) for routes in between.values()}
    return {route: str(count) for route, count in counts.items() if count}


def open_at(scenario: Scenario, place: Place) -> Conversation:
    """Return a conversation that opens at a place."""
    start = {name: variable.start for name, variable in scenario.variables.items()}
    visits = {place.node: place.replies} if place.replies else {}
    values = start | dict(place.variables)
    return Conversation(scenario, opening=Standing(node=place.node, variables=values, flags=place.flags, visits=visits))


def try_reply(scenario: Scenario, place: Place, reply: str, scorer: Scorer, catalogue: Catalogue) -> Trial:
    """Have a reply judged at a place and say where it leads and why; nothing is kept.

    Raises ReplyRefused for no reply or one too long, ScoringError when nobody can judge it.
    """
    words = storable(reply).strip()
    if not words:
        raise ReplyRefused("there is no reply to try", hint="type one above")
    if len(words) > MAX_REPLY_CHARS:
        raise ReplyRefused(f"that is {len(words):,} characters, and one reply can hold {MAX_REPLY_CHARS:,}")
    node, conversation = scenario.node[place.node], open_at(scenario, place)
    verdicts = scorer.score(words, node.listens_for, conversation.prompt)
    turn = conversation.answer(words, verdicts)
    titles = {point.id: point.name for point in catalogue.points.values()} | {n.id: n.title for n in scenario.nodes}
    tried = explain_choice(node, conversation.judged(node, verdicts), titles)
    return Trial(turn, tried, title_of(scenario, turn.next), turn.next in scenario.ending)


def title_of(scenario: Scenario, place: str) -> str:
    """Return the title of a node or an ending; its id where there is neither."""
    found = scenario.node.get(place) or scenario.ending.get(place)
    return found.title if found else place


def _count(walks: Iterable[WalkResult], routes: set[Taken]) -> int:
    return sum(not routes.isdisjoint(walk.taken) for walk in walks)
