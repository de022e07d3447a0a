"""A walk played: the turns its replies make, and where it first went elsewhere than it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Turn
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


def play_walk(scenario: Scenario, walk: Walk, catalogue: Catalogue, chooser: RouteChooser | None = None) -> Played:
    """Play a walk's replies with the verdicts it gives them.

    The scenario must have its start and every target; raises ConversationError when no route out of a node holds.
    """
    conversation = Conversation(scenario, chooser=chooser)
    for i, step in enumerate(walk.steps):
        detour = _detour_before(conversation, step, i)
        if detour:
            return Played(tuple(conversation.turns), detour)
        turn = conversation.answer(step.reply, build_verdicts(scenario, step, catalogue))
        conversation.take(turn)
        if turn.route != step.route:
            message = f"takes the route '{turn.route}' out of '{step.at}', not '{step.route}'"
            return Played(tuple(conversation.turns), Detour(("steps", i, "route"), message))
    return Played(tuple(conversation.turns), _detour_after(conversation, walk))


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


def _detour_before(conversation: Conversation, step: Step, i: int) -> Detour | None:
    if conversation.ending:
        return Detour(("steps", i, "at"), f"has ended in '{conversation.ending.id}' before this reply")
    if conversation.node and conversation.node.id != step.at:
        return Detour(("steps", i, "at"), f"stands at '{conversation.node.id}' here, not at '{step.at}'")
    return None


def _detour_after(conversation: Conversation, walk: Walk) -> Detour | None:
    if conversation.node:
        return Detour(("ending",), f"still stands at '{conversation.node.id}' after its last reply")
    if conversation.ending and conversation.ending.id != walk.ending:
        return Detour(("ending",), f"ends in '{conversation.ending.id}', not in '{walk.ending}'")
    return None
