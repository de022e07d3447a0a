"""Loops one can stay in for ever, and the ways whatever-is-said breaks them; each worked out by hand."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.conversation import Conversation
from engine.loops import endless_loops
from engine.scenario import Scenario
from engine.verdict import Judgement, Kind, Verdict
from tests.engine.examples import base_scenario, base_with
from tests.engine.strategies import scenarios

OUT = "{id: out, to: heard, when: {shown: [honest-confidentiality]}}"
STAY = "{id: stay, to: pause, otherwise: true}"


def loops(routes: str, top: str = "") -> tuple[tuple[str, ...], ...]:
    """The endless loops of the base scenario with these routes out of pause."""
    return endless_loops(base_with(f"{top}\nnodes: [{{id: pause, routes: [{routes}]}}]\n"))


def both(pause: str, telling: str) -> tuple[tuple[str, ...], ...]:
    return endless_loops(
        base_with(f"nodes: [{{id: pause, routes: [{pause}]}}, {{id: telling, routes: [{telling}]}}]\n")
    )


def test_the_base_scenario_has_none() -> None:
    assert endless_loops(base_scenario()) == ()


def test_staying_with_only_a_reply_to_wait_for_is_endless() -> None:
    assert loops(f"{OUT}, {STAY}") == (("pause",),)


@pytest.mark.parametrize(
    ("routes", "top"),
    [
        ("{id: long, to: heard, when: {visits: {pause: {at_least: 3}}}}", ""),
        ("{id: late, to: heard, when: {variables: {clock: {at_most: 0}}}}", "{clock: -1}"),
        ("{id: late, to: heard, when: {variables: {clock: {at_least: 10}}}}", "{clock: 2}"),
        ("{id: late, to: heard, when: {any: [{visits: {pause: {at_least: 3}}}, {shown: [open-invitation]}]}}", ""),
        ("{id: late, to: heard, when: {none: [{visits: {pause: {at_most: 3}}}]}}", ""),
        ("{id: late, to: heard, when: {all: [{visits: {pause: {at_least: 3}}}]}}", ""),
    ],
)
def test_a_way_out_that_must_come_breaks_it(routes: str, top: str) -> None:
    clock = f"variables: {{clock: {{start: 5}}}}\neach_reply: {{change: {top}}}\n" if top else ""
    assert loops(f"{OUT}, {routes}, {STAY}", clock) == ()


@pytest.mark.parametrize(
    ("routes", "top"),
    [
        ("{id: long, to: heard, when: {visits: {pause: {at_least: 3}}, shown: [open-invitation]}}", ""),
        ("{id: long, to: heard, when: {visits: {hall: {at_least: 3}}}}", ""),
        ("{id: early, to: heard, when: {visits: {pause: {at_most: 3}}, shown: [open-invitation]}}", ""),
        ("{id: late, to: heard, when: {variables: {clock: {at_most: 0}}}}", "{clock: 1}"),
        ("{id: late, to: heard, when: {variables: {clock: {at_most: -1}}}}", "{clock: -1}"),
        ("{id: late, to: heard, when: {any: [{flags: [promised-secrecy]}, {shown: [open-invitation]}]}}", ""),
        ("{id: late, to: heard, when: {none: [{visits: {pause: {at_least: 3}}}], shown: [open-invitation]}}", ""),
    ],
)
def test_a_way_out_that_need_not_come_does_not(routes: str, top: str) -> None:
    clock = f"variables: {{clock: {{start: 5}}}}\neach_reply: {{change: {top}}}\n" if top else ""
    assert loops(f"{OUT}, {routes}, {STAY}", clock) == (("pause",),)


def test_a_route_before_the_way_out_may_be_taken_for_ever() -> None:
    long = "{id: long, to: heard, when: {visits: {pause: {at_least: 3}}}}"
    again = "{id: again, to: pause, when: {shown: [open-invitation]}}"
    assert loops(f"{long}, {again}, {STAY}") == ()
    assert loops(f"{again}, {long}, {STAY}") == (("pause",),)


def test_a_flag_that_staying_raises_opens_the_way_out() -> None:
    out = "{id: out, to: heard, when: {flags: [promised-secrecy]}}"
    stay = "{id: stay, to: pause, otherwise: true, effects: {raises: [promised-secrecy]}}"
    assert loops(f"{out}, {stay}") == ()
    lower = "{id: lower, to: pause, when: {shown: [open-invitation]}, effects: {lowers: [promised-secrecy]}}"
    assert loops(f"{lower}, {out}, {stay}") == (("pause",),)


def test_a_route_that_closes_itself_is_taken_once() -> None:
    once = "{id: once, to: pause, when: {no_flags: [promised-secrecy]}, effects: {raises: [promised-secrecy]}}"
    assert loops(f"{once}, {{id: gone, to: waiting, otherwise: true}}") == ()


def test_a_loop_of_two_nodes_is_named_in_the_order_of_the_file() -> None:
    telling, pause = "{id: go, to: pause, otherwise: true}", "{id: back, to: telling, otherwise: true}"
    assert both(pause, telling) == (("telling", "pause"),)


def test_visits_of_the_other_node_count_where_every_way_round_passes_it() -> None:
    telling = "{id: go, to: pause, otherwise: true}"
    pause = "{id: out, to: heard, when: {visits: {telling: {at_least: 2}}}}, {id: back, to: telling, otherwise: true}"
    assert both(pause, telling) == ()
    assert both(pause.replace("to: telling, o", "to: pause, o"), telling) == (("pause",),)


def test_a_variable_set_in_the_loop_is_not_relied_on() -> None:
    routes = (
        "{id: out, to: heard, when: {variables: {trust: {at_least: 9}}}}, {id: s, to: pause, otherwise: true, EFFECT}"
    )
    assert loops(routes.replace("EFFECT", "effects: {change: {trust: 1}}")) == ()
    assert loops(routes.replace("EFFECT", "effects: {set: {trust: 1}}")) == (("pause",),)


def drawn(points: tuple[str, ...], random: Random) -> list[Verdict]:
    words = [random.choice((Judgement.MET, Judgement.PARTIAL, Judgement.MISSED)) for _ in points]
    return [
        Verdict(point=point, kind=Kind.PRACTICE, verdict=word, probability=0.5, sure=random.random() < 0.7)
        for point, word in zip(points, words, strict=True)
    ]


@settings(max_examples=120, deadline=None)
@given(scenarios(), st.randoms(use_true_random=False))
def test_without_an_endless_loop_even_somebody_who_never_wants_to_end_comes_to_an_ending(
    scenario: Scenario, random: Random
) -> None:
    if endless_loops(scenario):
        return
    conversation = Conversation(scenario)
    for _ in range(400):
        if (node := conversation.node) is None:
            return
        turns = [conversation.answer("…", drawn(node.listens_for, random)) for _ in range(6)]
        conversation.take(next((turn for turn in turns if turn.next in scenario.node), turns[0]))
    raise AssertionError(f"still at {conversation.node}")
