"""What is wrong with the shape of a scenario's graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding
from engine.graph import dead_ends, reachable
from engine.load import ScenarioFile
from engine.loops import endless_loops
from engine.places import all_routes
from engine.scenario import Scenario
from engine.yaml_reader import Location


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def unknown_target(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S01: the start or a route names a node or ending that is not there."""
    scenario = file.scenario
    known = scenario.node.keys() | scenario.ending.keys()
    if scenario.start not in scenario.node:
        hint = suggest(scenario.start, scenario.node)
        yield file.source.finding("S01", f"the start '{scenario.start}' is not a node", "start", hint=hint)
    for at, _, route in all_routes(scenario):
        if route.to not in known:
            message = f"the route '{route.id}' leads to '{route.to}', which is neither a node nor an ending"
            yield file.source.finding("S01", message, *at, "to", hint=suggest(route.to, known))


def unreachable_node(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S02: no path of routes leads from the start to a node or an ending; silent when the start is unknown."""
    found = reachable(file.scenario)
    for at, place in _numbered(file.scenario):
        if found and place.id not in found:
            message = f"no route leads from the start to '{place.id}'"
            yield file.source.finding("S02", message, *at, "id", hint="lead a route there, or remove it")


def dead_end(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S03: every route of a node leads back to itself."""
    for node in dead_ends(file.scenario):
        at = ("nodes", file.scenario.nodes.index(node))
        message = f"'{node.id}' has no route to anywhere else"
        yield file.source.finding("S03", message, *at, "id", hint="add a route to another node or to an ending")


def loop_without_a_way_out(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S04: a learner who keeps answering in one way may stay among these nodes for ever."""
    place_of = {node.id: i for i, node in enumerate(file.scenario.nodes)}
    stuck = {(node.id,) for node in dead_ends(file.scenario)}
    for loop in endless_loops(file.scenario):
        if loop in stuck:
            continue
        names = ", ".join(f"'{node}'" for node in loop[:6]) + (f" and {len(loop) - 6} more" if len(loop) > 6 else "")
        message = f"nothing ever has to lead out of {names}"
        hint = f"before the routes that stay, add one that leaves, with visits: {{{loop[0]}: {{at_least: 3}}}}"
        yield file.source.finding("S04", message, "nodes", place_of[loop[0]], "id", hint=hint)


def repeated_id(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S20: two nodes, endings, characters or flags, or two routes of one node, have one id."""
    scenario = file.scenario
    yield from _repeated(file, _numbered(scenario), "a node or ending")
    yield from _repeated(file, _items(("characters",), scenario.characters), "a character")
    for i, node in enumerate(scenario.nodes):
        yield from _repeated(file, _items(("nodes", i, "routes"), node.routes), f"a route of '{node.id}'")
    for i, flag in enumerate(scenario.flags):
        if flag in scenario.flags[:i]:
            yield file.source.finding("S20", f"the flag '{flag}' is already listed", "flags", i, hint="remove one")


def _repeated(file: ScenarioFile, items: Iterable[tuple[Location, _Named]], what: str) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    for at, item in items:
        if item.id in first:
            message = f"'{item.id}' is already {what}, on line {file.source.line(*first[item.id], 'id')}"
            yield file.source.finding("S20", message, *at, "id", hint="give it another id")
        first.setdefault(item.id, at)


def _numbered(scenario: Scenario) -> Iterator[tuple[Location, _Named]]:
    yield from _items(("nodes",), scenario.nodes)
    yield from _items(("endings",), scenario.endings)


def _items(at: Location, items: Sequence[_Named]) -> Iterator[tuple[Location, _Named]]:
    for i, item in enumerate(items):
        yield (*at, i), item
