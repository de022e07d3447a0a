"""What a scenario's walks show: paths that changed, and places no walk has been."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding
from engine.lint_graph import unknown_target
from engine.lint_routes import missing_otherwise
from engine.load import ScenarioFile
from engine.machine import RouteChooser
from engine.places import all_routes
from engine.scenario import Node, Step
from engine.verdict import Kind
from engine.walks import Followed, follow_walk
from engine.yaml_reader import Source

Problem = tuple[tuple[str | int, ...], str, str | None]
"""Where in a step, what is wrong, and a hint."""


def lint_walks(file: ScenarioFile, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return what is wrong with the walks, each followed once (W01 to W05).

    Only what they name is checked while an unknown target or a missing otherwise keeps the scenario from being played.
    """
    findings = [*no_walks(file, catalogue), *unknown_in_walk(file, catalogue)]
    if not any(unknown_target(file, catalogue)) and not any(missing_otherwise(file, catalogue)):
        chooser = RouteChooser(file.scenario)
        followed = [(follow_walk(file.scenario, walk, catalogue, chooser), source) for walk, source in file.walks]
        findings += [
            *walk_goes_elsewhere(followed),
            *ending_never_reached(file, followed),
            *route_never_taken(file, followed),
        ]
    return tuple(findings)


def walk_goes_elsewhere(followed: list[tuple[Followed, Source]]) -> Iterator[Finding]:
    """W01: a walk does not take the path, or reach the ending, it says."""
    for run, source in followed:
        if run.detour:
            hint = "mend the scenario, or what the walk expects of it"
            yield source.finding("W01", f"the walk {run.detour.message}", *run.detour.at, hint=hint)


def unknown_in_walk(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """W02: a walk names a node, route, point or ending that is not there."""
    for walk, source in file.walks:
        for i, step in enumerate(walk.steps):
            node = file.scenario.node.get(step.at)
            for at, message, hint in _unknown_in_step(step, node, catalogue, file):
                yield source.finding("W02", message, "steps", i, *at, hint=hint)
        if walk.ending not in file.scenario.ending:
            hint = suggest(walk.ending, file.scenario.ending)
            yield source.finding("W02", f"there is no ending '{walk.ending}'", "ending", hint=hint)


def ending_never_reached(file: ScenarioFile, followed: list[tuple[Followed, Source]]) -> Iterator[Finding]:
    """W03: no walk reaches an ending; silent when there are no walks at all."""
    reached = {to for run, _ in followed for _, _, to in run.taken}
    for i, ending in enumerate(file.scenario.endings):
        if followed and ending.id not in reached:
            message = f"no walk reaches the ending '{ending.id}'"
            yield file.source.finding("W03", message, "endings", i, "id", hint="write a walk that ends there")


def route_never_taken(file: ScenarioFile, followed: list[tuple[Followed, Source]]) -> Iterator[Finding]:
    """W04: no walk takes a route; silent when there are no walks at all."""
    taken = {(node, route) for run, _ in followed for node, route, _ in run.taken}
    for at, node, route in all_routes(file.scenario):
        if followed and (node.id, route.id) not in taken:
            message = f"no walk takes the route '{route.id}' out of '{node.id}'"
            yield file.source.finding("W04", message, *at, "id", hint="write a walk with a reply that takes it")


def no_walks(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """W05: there are no walks, so nothing shows that the scenario plays as meant."""
    if not file.walks:
        hint = "write walks/skilled.yaml, mixed.yaml, poor.yaml and repair.yaml"
        yield file.source.finding("W05", "there are no walks", "id", hint=hint)


def _unknown_in_step(step: Step, node: Node | None, catalogue: Catalogue, file: ScenarioFile) -> Iterator[Problem]:
    if node is None:
        yield ("at",), f"there is no node '{step.at}'", suggest(step.at, file.scenario.node)
        return
    routes = [route.id for route in node.routes]
    if step.route not in routes:
        yield ("route",), f"'{node.id}' has no route '{step.route}'", suggest(step.route, routes)
    for field in ("shows", "partial"):
        for i, point in enumerate(getattr(step, field)):
            if point not in node.listens_for:
                yield (field, i), f"'{node.id}' does not listen for '{point}'", suggest(point, node.listens_for)
    for i, point in enumerate(step.partial):
        if point in catalogue.points and catalogue.points[point].kind is Kind.PITFALL:
            yield ("partial", i), f"'{point}' is a pitfall, which is never partly shown", "list it under shows"
        if point in step.shows:
            yield ("partial", i), f"'{point}' is also under shows", "keep one of them"
