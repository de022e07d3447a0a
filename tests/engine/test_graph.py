"""Questions on the base graph: hall → telling ⇄ pause, hall and pause → waiting, telling and pause → heard."""

from __future__ import annotations

from engine.graph import build_graph, dead_ends, depth, layers, reachable
from tests.engine.examples import base_scenario, base_with

CUT_OFF = "nodes: [{id: hall, routes: [{id: left, to: waiting, otherwise: true}]}]\n"
NOWHERE = "nodes: [{id: pause, routes: [{id: gone, to: attic, otherwise: true}]}]\n"
STUCK = "nodes: [{id: pause, routes: [{id: again, to: pause, otherwise: true}]}]\n"


def test_the_graph_has_an_edge_for_each_route() -> None:
    graph = build_graph(base_scenario())
    assert graph.number_of_nodes() == 3 + 2
    assert graph.number_of_edges() == 5 + 5 + 3
    assert set(graph["telling"]["pause"]) == {"secret", "nearly", "missed"}


def test_a_route_to_nowhere_is_no_edge() -> None:
    assert list(build_graph(base_with(NOWHERE)).successors("pause")) == []


def test_everything_is_reachable_in_a_valid_scenario() -> None:
    assert reachable(base_scenario()) == {"hall", "telling", "pause", "heard", "waiting"}


def test_what_no_route_leads_to_is_not_reachable() -> None:
    assert reachable(base_with(CUT_OFF)) == {"hall", "waiting"}


def test_nothing_is_reachable_from_an_unknown_start() -> None:
    assert reachable(base_with("start: attic\n")) == frozenset()


def test_a_dead_end_leads_only_to_itself() -> None:
    assert dead_ends(base_scenario()) == ()
    assert [node.id for node in dead_ends(base_with(STUCK))] == ["pause"]


def test_a_route_to_nowhere_makes_no_dead_end() -> None:
    assert dead_ends(base_with(NOWHERE)) == ()


def test_layers_go_by_the_fewest_replies_and_end_with_the_endings() -> None:
    assert layers(base_scenario()) == (("hall",), ("telling",), ("pause",), ("heard", "waiting"))


def test_what_cannot_be_reached_comes_before_the_endings() -> None:
    assert layers(base_with(CUT_OFF)) == (("hall",), ("telling", "pause"), ("heard", "waiting"))
    assert layers(base_with("start: attic\n")) == (("hall", "telling", "pause"), ("heard", "waiting"))


def test_depth_is_that_of_the_ending_furthest_from_the_start() -> None:
    assert depth(base_scenario()) == 2  # heard: hall, telling
    assert depth(base_with(CUT_OFF)) == 1
    assert depth(base_with("start: attic\n")) == 0
