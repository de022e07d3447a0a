"""The machine tries routes in the author's order and says plainly when none can be taken."""

from __future__ import annotations

import pytest

from engine.conditions import Moment
from engine.errors import ConversationError
from engine.machine import RouteChooser
from engine.scenario import Scenario
from engine.verdict import Judgement, Kind, Verdict
from tests.engine.examples import base_scenario, base_with


def moment(*shown: str, visits: int = 1) -> Moment:
    verdicts = {
        point: Verdict(point=point, kind=Kind.PRACTICE, verdict=Judgement.MET, probability=1) for point in shown
    }
    return Moment(visits={"hall": visits}, verdicts=verdicts)


@pytest.mark.parametrize(
    ("shown", "visits", "route"),
    [
        (("promises-secrecy", "open-invitation"), 1, "promised"),
        (("leading-question", "open-invitation"), 1, "led"),
        ((), 1, "stayed"),
        ((), 2, "stayed"),
        ((), 3, "left"),
    ],
)
def test_the_first_route_that_holds_is_taken(shown: tuple[str, ...], visits: int, route: str) -> None:
    assert RouteChooser(base_scenario()).choose("hall", moment(*shown, visits=visits)).id == route


def test_one_chooser_serves_any_number_of_conversations_in_any_order() -> None:
    chooser = RouteChooser(base_scenario())
    nodes = ["pause", "hall", "telling", "hall", "pause"]
    assert [chooser.choose(node, moment()).id for node in nodes] == ["gone", "stayed", "missed", "stayed", "gone"]


def test_ids_with_hyphens_and_words_of_python_are_ids() -> None:
    scenario = base_with("nodes: [{id: pause, routes: [{id: return, to: trigger-it, otherwise: true}]}]\n")
    data = scenario.model_dump()
    data["endings"] = [data["endings"][0] | {"id": name} for name in ("trigger-it", "heard", "waiting")]
    assert RouteChooser(Scenario.model_validate(data)).choose("pause", moment()).to == "trigger-it"


def test_an_unknown_node_is_refused() -> None:
    with pytest.raises(ConversationError, match="there is no node 'attic'"):
        RouteChooser(base_scenario()).choose("attic", moment())


def test_a_node_without_a_route_that_holds_is_refused() -> None:
    scenario = base_with("nodes: [{id: pause, routes: [{id: a, to: heard, when: {flags: [promised-secrecy]}}]}]\n")
    with pytest.raises(ConversationError, match="no route out of 'pause' holds"):
        RouteChooser(scenario).choose("pause", moment())


def test_an_unknown_target_is_refused_when_it_is_taken() -> None:
    chooser = RouteChooser(base_with("nodes: [{id: pause, routes: [{id: a, to: attic, otherwise: true}]}]\n"))
    assert chooser.choose("hall", moment()).id == "stayed"
    with pytest.raises(ConversationError, match="out of 'pause' leads nowhere"):
        chooser.choose("pause", moment())
