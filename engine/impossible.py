"""Why a condition can never hold: the part that asks for what cannot be so, and the reason in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.conditions import Range
from engine.places import Asked, parts
from engine.reasoning import both, cases, is_empty, known_before
from engine.scenario import Scenario
from engine.yaml_reader import Location

Reason = tuple[Location, str]


def impossible_parts(
    asked: Asked, scenario: Scenario, raised: frozenset[str], known_points: Collection[str]
) -> Iterator[Reason]:
    """Yield each part of a condition that can never hold, and why; the whole when only its parts together cannot.

    `raised` are the flags some effect raises. Names that are not known at all are left to other rules.
    """
    found = False
    for part in parts(asked):
        for reason in _reasons(part, scenario, raised, known_points):
            found = True
            yield reason
    condition = asked.condition
    if not found and (condition.all or condition.any or condition.none):
        before = known_before(scenario.variables, asked.node.id if asked.node else None)
        if not cases(condition, before):
            yield asked.at, "its parts rule each other out"


def _reasons(
    part: Asked, scenario: Scenario, raised: frozenset[str], known_points: Collection[str]
) -> Iterator[Reason]:
    condition = part.condition
    if condition.shown or condition.any_shown or condition.not_shown or condition.partly:
        yield from _unheard_points(part, known_points)
        yield from _opposed_points(part)
    yield from _variables(part, scenario)
    yield from _visits(part)
    yield from _flags(part, scenario, raised)
    for i, inner in enumerate(condition.none):
        if inner.always:
            yield (*part.at, "none", i), "an empty condition always holds"


def _unheard_points(part: Asked, known_points: Collection[str]) -> Iterator[Reason]:
    for field in ("shown", "any_shown", "not_shown", "partly"):
        for i, point in enumerate(getattr(part.condition, field)):
            if part.node is None:
                yield (*part.at, field, i), f"no reply is judged here, so '{point}' cannot be asked for"
            elif point in known_points and point not in part.node.listens_for:
                yield (*part.at, field, i), f"'{part.node.id}' does not listen for '{point}'"


def _opposed_points(part: Asked) -> Iterator[Reason]:
    condition = part.condition
    for i, point in enumerate(condition.not_shown):
        if point in condition.shown:
            yield (*part.at, "not_shown", i), f"'{point}' is asked to be shown and not shown"
    if condition.any_shown and set(condition.any_shown) <= set(condition.not_shown):
        yield (*part.at, "any_shown"), "each of these points is also asked not to be shown"


def _variables(part: Asked, scenario: Scenario) -> Iterator[Reason]:
    for name, limits in part.condition.variables.items():
        variable = scenario.variables.get(name)
        if is_empty(limits):
            yield (*part.at, "variables", name), f"at_least {limits.at_least} is above at_most {limits.at_most}"
        elif variable and is_empty(both(limits, Range(at_least=variable.min, at_most=variable.max))):
            yield (*part.at, "variables", name), f"'{name}' stays between {variable.min} and {variable.max}"


def _visits(part: Asked) -> Iterator[Reason]:
    for name, limits in part.condition.visits.items():
        own = part.node is not None and name == part.node.id
        if is_empty(limits):
            yield (*part.at, "visits", name), f"at_least {limits.at_least} is above at_most {limits.at_most}"
        elif is_empty(both(limits, Range(at_least=1 if own else 0))):
            reason = "this reply is a visit already" if own else "visits are never fewer than 0"
            yield (*part.at, "visits", name), reason


def _flags(part: Asked, scenario: Scenario, raised: frozenset[str]) -> Iterator[Reason]:
    condition = part.condition
    for i, flag in enumerate(condition.flags):
        if flag in scenario.flags and flag not in raised:
            yield (*part.at, "flags", i), f"nothing raises the flag '{flag}'"
    for i, flag in enumerate(condition.no_flags):
        if flag in condition.flags:
            yield (*part.at, "no_flags", i), f"the flag '{flag}' is asked to be raised and not raised"
