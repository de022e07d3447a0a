"""A walk played: the turns its replies make, and where it first went elsewhere than it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Turn, judge, opening_moment
from engine.machine import RouteChooser
from engine.scenario import Scenario, Step, Walk
from engine.verdict import Judgement, Kind, Verdict
from engine.yaml_reader import Location


@dataclass(frozen=True)
class Detour:
    """Where a walk went elsewhere: the location in its file, and what happened instead."""

    at: Location
    message: str


@dataclass(frozen=True)
class Played:
    """The turns a walk made, up to its detour if it has one."""

    turns: tuple[Turn, ...]
    detour: Detour | None = None


@dataclass(frozen=True)
class Followed:
    """The node, the route and where it led of each reply of a walk, up to its detour if it has one."""

    taken: tuple[tuple[str, str, str], ...]
    detour: Detour | None = None


def play_walk(scenario: Scenario, walk: Walk, catalogue: Catalogue, chooser: RouteChooser | None = None) -> Played:
    """Play a walk's replies with the verdicts it gives them.

    The scenario must have its start and every target; raises ConversationError when no route out of a node holds.
    """
    conversation = Conversation(scenario, chooser=chooser)

    def answer(step: Step) -> tuple[str, str]:
        turn = conversation.answer(step.reply, build_verdicts(scenario, step, catalogue))
        conversation.take(turn)
        return turn.route, turn.next

    detour = _detour(scenario, walk, answer)
    return Played(tuple(conversation.turns), detour)


def follow_walk(scenario: Scenario, walk: Walk, catalogue: Catalogue, chooser: RouteChooser) -> Followed:
    """Follow the routes a walk takes, as `play_walk` does but keeping no turns.

    Each turn keeps a copy of all visits so far, which for a long walk takes the square of its length; here one is kept.
    All that a walk states is sure, so a route changes just what it says.
    """
    moment = opening_moment(scenario)
    visits: dict[str, int] = {}
    taken: list[tuple[str, str, str]] = []

    def answer(step: Step) -> tuple[str, str]:
        nonlocal moment
        visits[step.at] = visits.get(step.at, 0) + 1
        judged = judge(scenario, moment, visits, build_verdicts(scenario, step, catalogue))
        route = chooser.choose(step.at, judged)
        moment = judged.after(route.effects, scenario.variables)
        taken.append((step.at, route.id, route.to))
        return route.id, route.to

    detour = _detour(scenario, walk, answer)
    return Followed(tuple(taken), detour)


def build_verdicts(scenario: Scenario, step: Step, catalogue: Catalogue) -> tuple[Verdict, ...]:
    """Build the verdicts a step's reply is said to earn, one a point of its node; none at an unknown node."""
    node = scenario.node.get(step.at)
    return tuple(_verdict(point, step, catalogue) for point in (node.listens_for if node else ()))


def _verdict(point: str, step: Step, catalogue: Catalogue) -> Verdict:
    known = catalogue.points.get(point)
    kind = known.kind if known else Kind.PRACTICE
    if point in step.shows:
        judgement, probability = (Judgement.MET if kind is Kind.PRACTICE else Judgement.PRESENT), 1.0
    elif point in step.partial and kind is Kind.PRACTICE:
        judgement, probability = Judgement.PARTIAL, 0.5
    else:
        judgement, probability = (Judgement.MISSED if kind is Kind.PRACTICE else Judgement.ABSENT), 0.0
    return _stated(point, kind, judgement, probability)


@lru_cache(maxsize=4096)
def _stated(point: str, kind: Kind, judgement: Judgement, probability: float) -> Verdict:
    """The same few verdicts are stated at every step; one of each is enough, frozen as it is."""
    return Verdict(point=point, kind=kind, verdict=judgement, probability=probability)


def _detour(scenario: Scenario, walk: Walk, answer: Callable[[Step], tuple[str, str]]) -> Detour | None:
    """Where a walk goes elsewhere; `answer` gives a reply and returns the route it takes and where that leads."""
    where = scenario.start
    for i, step in enumerate(walk.steps):
        if where in scenario.ending:
            return Detour(("steps", i, "at"), f"has ended in '{where}' before this reply")
        if where != step.at:
            return Detour(("steps", i, "at"), f"stands at '{where}' here, not at '{step.at}'")
        route, where = answer(step)
        if route != step.route:
            message = f"takes the route '{route}' out of '{step.at}', not '{step.route}'"
            return Detour(("steps", i, "route"), message)
    if where not in scenario.ending:
        return Detour(("ending",), f"still stands at '{where}' after its last reply")
    if where != walk.ending:
        return Detour(("ending",), f"ends in '{where}', not in '{walk.ending}'")
    return None
