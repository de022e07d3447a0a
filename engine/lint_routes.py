"""What is wrong with the routes out of a node and with the conditions a scenario asks."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import Catalogue
from engine.findings import Finding
from engine.impossible import impossible_parts
from engine.load import ScenarioFile
from engine.places import all_effects, named_points
from engine.reasoning import Facts, cases, known_before
from engine.scenario import Node
from engine.verdict import Kind
from engine.yaml_reader import Location


def missing_otherwise(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S05: a node's last route is not its only `otherwise`, or an `otherwise` has a condition."""
    for i, node in enumerate(file.scenario.nodes):
        at: Location = ("nodes", i, "routes")
        if not any(route.otherwise for route in node.routes):
            hint = "end the routes with one that has otherwise: true"
            yield file.source.finding("S05", f"'{node.id}' has no otherwise", "nodes", i, "id", hint=hint)
        for j, route in enumerate(node.routes):
            if route.otherwise and route is not node.routes[-1]:
                message = f"the otherwise '{route.id}' is not the last route of '{node.id}'"
                yield file.source.finding("S05", message, *at, j, "otherwise", hint="put it last, and have only one")
            if route.otherwise and not route.when.always:
                message = f"the otherwise '{route.id}' has a condition, which is never asked"
                yield file.source.finding("S05", message, *at, j, "when", hint="remove the when, or the otherwise")


def shadowed_route(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S06: wherever a route's condition holds, an earlier route's does too, so it is never taken."""
    for i, node in enumerate(file.scenario.nodes):
        before = known_before(file.scenario.variables, node.id)
        for j, earlier in _shadowed(node, before):
            route = node.routes[j]
            message = f"'{route.id}' is never taken: '{earlier}', before it, holds whenever it does"
            hint = f"put '{route.id}' before '{earlier}', or change a condition"
            yield file.source.finding("S06", message, "nodes", i, "routes", j, "id", hint=hint)


def condition_that_never_holds(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S07: a condition, or a part of one, contradicts itself or asks for what cannot be so."""
    scenario = file.scenario
    raised = frozenset(flag for _, effects in all_effects(scenario) for flag in effects.raises)
    for asked in file.conditions:
        for at, reason in impossible_parts(asked, scenario, raised, catalogue.points.keys()):
            yield file.source.finding("S07", f"this can never hold: {reason}", *at, hint="change it or remove it")


def partly_asked_of_a_pitfall(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S21: a condition asks whether a pitfall was partly shown; a pitfall is present or absent."""
    for part in file.parts:
        for i, point in enumerate(part.condition.partly):
            if point in catalogue.points and catalogue.points[point].kind is Kind.PITFALL:
                message = f"'{point}' is a pitfall, which is present or absent, never partly shown"
                yield file.source.finding("S21", message, *part.at, "partly", i, hint="use shown")


def point_never_used(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S14: a node listens for a point that none of its routes asks about and the debrief does not report."""
    used: dict[str, set[str]] = {}
    for part in file.parts:
        if part.node:
            used.setdefault(part.node.id, set()).update(point for _, point in named_points(part))
    for i, node in enumerate(file.scenario.nodes):
        for j, point in enumerate(node.listens_for):
            if point not in used.get(node.id, ()) and point not in file.scenario.debrief:
                message = f"'{node.id}' listens for '{point}', but no route of it asks for it"
                hint = "ask for it in a route, list it under debrief, or stop listening for it"
                yield file.source.finding("S14", message, "nodes", i, "listens_for", j, hint=hint)


def _shadowed(node: Node, before: Facts) -> Iterator[tuple[int, str]]:
    for j, route in enumerate(node.routes[1:], start=1):
        held = cases(route.when, before)
        for earlier in node.routes[:j]:
            if not earlier.otherwise and held and all(case.imply(earlier.when) for case in held):
                yield j, earlier.id
                break
