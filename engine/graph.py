"""Pure questions about a scenario's graph: what can be reached, where it ends, how deep it goes."""

from __future__ import annotations

import networkx as nx

from engine.scenario import Node, Scenario


def build_graph(scenario: Scenario) -> nx.MultiDiGraph[str]:
    """Build the graph of nodes and endings, one edge a route keyed by its id, without unknown targets."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from([*scenario.node, *scenario.ending])
    for node in scenario.nodes:
        for route in node.routes:
            if route.to in graph:
                graph.add_edge(node.id, route.to, key=route.id)
    return graph


def reachable(scenario: Scenario) -> frozenset[str]:
    """Nodes and endings that some path of routes leads to, the start included; empty when the start is unknown."""
    graph = build_graph(scenario)
    if scenario.start not in graph:
        return frozenset()
    return frozenset({scenario.start, *nx.descendants(graph, scenario.start)})


def dead_ends(scenario: Scenario) -> tuple[Node, ...]:
    """Nodes whose every route leads back to themselves, in the order of the file."""
    return tuple(node for node in scenario.nodes if all(route.to == node.id for route in node.routes))


def layers(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """Nodes in rows by the fewest replies that lead to them, then the endings as the last row.

    The first row holds the start alone. Nodes that cannot be reached share the row before the endings. Within a row the
    order is that of the file.
    """
    far = _distances(scenario)
    unreached = max(far.values(), default=-1) + 1
    rows: dict[int, list[str]] = {}
    for node in scenario.node:
        rows.setdefault(far.get(node, unreached), []).append(node)
    return (*(tuple(rows[row]) for row in sorted(rows)), tuple(scenario.ending))


def depth(scenario: Scenario) -> int:
    """Return the fewest replies after which every ending that can be reached may have been, 0 when none can be."""
    far = _distances(scenario)
    return max((far[ending] for ending in scenario.ending if ending in far), default=0)


def _distances(scenario: Scenario) -> dict[str, int]:
    if scenario.start not in scenario.node:
        return {}
    found: dict[str, int] = nx.single_source_shortest_path_length(build_graph(scenario), scenario.start)
    return found
