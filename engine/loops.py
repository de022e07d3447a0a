"""Where a conversation could go round for ever: loops that no route out must eventually break.

A learner may answer anything, so a route that waits for a certain reply never has to be taken. What does change,
whatever they say: the count of visits, a variable that only falls or only rises, a flag that is raised and never
lowered. An edge of a loop lasts only if nothing of the kind ends it; what is reported is a loop made of lasting edges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import networkx as nx

from engine.conditions import Condition, Effects, Range
from engine.scenario import Node, Route, Scenario

LARGEST_SEARCHED = 60
"""Nodes of a loop up to which it is asked what every way round passes; in larger ones only the edge itself counts."""

Edge = tuple[Node, Route]
Test = Callable[[Edge], bool]


def endless_loops(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """Return the groups of nodes among which a conversation may stay for ever, each in the order of the file."""
    edges = [(node, r) for node in scenario.nodes for r in node.routes if r.to in scenario.node]
    waiting = [_Loop(scenario, part) for part in _cyclic_parts(edges)]
    endless: list[set[str]] = []
    while waiting:
        loop = waiting.pop()
        lasting = [edge for edge in loop.edges if not loop.ends(edge)]
        if len(lasting) == len(loop.edges):
            endless.append({node.id for node, _ in lasting})
        else:
            waiting.extend(_Loop(scenario, part) for part in _cyclic_parts(lasting))
    order = {node: i for i, node in enumerate(scenario.node)}
    return tuple(sorted((tuple(sorted(nodes, key=order.__getitem__)) for nodes in endless), key=lambda g: order[g[0]]))


def _cyclic_parts(edges: list[Edge]) -> Iterator[tuple[Edge, ...]]:
    """The edges that lie on some way round, in groups that lead round to one another."""
    graph = nx.DiGraph((node.id, route.to) for node, route in edges)
    part_of = {node: i for i, part in enumerate(nx.strongly_connected_components(graph)) for node in part}
    groups: dict[int, list[Edge]] = {}
    for node, route in edges:
        if part_of[node.id] == part_of[route.to]:
            groups.setdefault(part_of[node.id], []).append((node, route))
    return (tuple(group) for group in groups.values())


@dataclass
class _Loop:
    """Edges that lead round to one another, and what must become of variables, flags and visits when one goes round."""

    scenario: Scenario
    edges: tuple[Edge, ...]
    _every_way: dict[tuple[str, str], bool] = field(default_factory=dict)

    def ends(self, edge: Edge) -> bool:
        """True when the edge can be taken only so many times by somebody who never leaves this loop."""
        node, taken = edge
        earlier = node.routes[: node.routes.index(taken)]
        spent = not taken.otherwise and self._settles(taken.when, edge, False)
        return spent or any(route.otherwise or self._settles(route.when, edge, True) for route in earlier)

    def _settles(self, condition: Condition, edge: Edge, outcome: bool) -> bool:
        """True when, the edge being taken again and again, the condition comes to hold (or not to hold) for good."""
        c = condition
        if outcome and (c.shown or c.any_shown or c.not_shown or c.partly):
            return False
        settled = [self._flag_settles(flag, edge, outcome) for flag in c.flags]
        settled += [self._flag_settles(flag, edge, not outcome) for flag in c.no_flags]
        settled += [self._number_settles(name, limits, edge, outcome) for name, limits in c.variables.items()]
        settled += [self._visits_settle(name, limits, edge, outcome) for name, limits in c.visits.items()]
        settled += [self._settles(inner, edge, outcome) for inner in c.all]
        settled += [self._settles(inner, edge, not outcome) for inner in c.none]
        if c.any:
            choices = [self._settles(inner, edge, outcome) for inner in c.any]
            settled.append(any(choices) if outcome else all(choices))
        return all(settled) if outcome else any(settled)

    def _flag_settles(self, flag: str, edge: Edge, raised: bool) -> bool:
        def raises(e: Edge) -> bool:
            return any(flag in effects.raises for effects in self._effects(e))

        def lowers(e: Edge) -> bool:
            return any(flag in effects.lowers for effects in self._effects(e))

        toward, away = (raises, lowers) if raised else (lowers, raises)
        return not any(away(e) for e in self.edges) and self._recurs(("flag", f"{flag} {raised}"), toward, edge)

    def _number_settles(self, name: str, limits: Range, edge: Edge, inside: bool) -> bool:
        variable = self.scenario.variables.get(name)
        if variable is None or any(name in effects.set for e in self.edges for effects in self._effects(e)):
            return False

        def rises(e: Edge) -> bool:
            return any(effects.change.get(name, 0) > 0 for effects in self._effects(e))

        def falls(e: Edge) -> bool:
            return any(effects.change.get(name, 0) < 0 for effects in self._effects(e))

        for last, toward, away in ((variable.max, rises, falls), (variable.min, falls, rises)):
            if not any(away(e) for e in self.edges) and self._recurs(("to", f"{name} {last}"), toward, edge):
                return limits.holds(last) is inside
        return False

    def _visits_settle(self, name: str, limits: Range, edge: Edge, inside: bool) -> bool:
        grows = self._recurs(("visits", name), lambda e: name in (e[0].id, e[1].to), edge)
        return grows and (limits.at_most is None) is inside

    def _effects(self, edge: Edge) -> tuple[Effects, Effects]:
        return self.scenario.each_reply, edge[1].effects

    def _recurs(self, key: tuple[str, str], test: Test, edge: Edge) -> bool:
        """True when what the test looks for happens again and again: on the edge itself, or on every way round."""
        if test(edge):
            return True
        if key not in self._every_way:
            self._every_way[key] = self._on_every_way(test)
        return self._every_way[key]

    def _on_every_way(self, test: Test) -> bool:
        rest = [(node.id, route.to) for node, route in self.edges if not test((node, route))]
        if len({node.id for node, _ in self.edges}) > LARGEST_SEARCHED:
            return not rest
        return nx.is_directed_acyclic_graph(nx.DiGraph(rest))
