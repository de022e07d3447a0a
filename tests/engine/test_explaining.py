"""Why a route was taken, in words worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from engine.conditions import Condition, Moment
from engine.conversation import Conversation, Standing
from engine.explaining import explain, explain_choice
from engine.verdict import Judgement, Kind, Verdict
from tests.engine.examples import base_scenario
from tests.engine.strategies import POINTS, conditions
from tests.engine.test_conditions import MOMENT

TITLES = {"met": "Open invitation", "present": "Promises secrecy", "hall": "In the hall"}


def one(asked: dict[str, Any]) -> tuple[bool, str]:
    (reason,) = explain(Condition.model_validate(asked), MOMENT, TITLES)
    return reason.holds, reason.words


@pytest.mark.parametrize(
    ("asked", "holds", "words"),
    [
        ({"shown": ["met"]}, True, "“Open invitation” was heard"),
        ({"shown": ["partial"]}, False, "“partial” was heard only in part"),
        ({"shown": ["missed"]}, False, "“missed” was not heard"),
        ({"shown": ["nowhere"]}, False, "“nowhere” is not listened for here"),
        ({"shown": ["unsure-met"]}, True, "“unsure-met” was heard, though not surely, and counts"),
        ({"shown": ["unsure-present"]}, False, "“unsure-present” is not sure, and does not count"),
        ({"not_shown": ["unsure-missed"]}, False, "“unsure-missed” is not sure, and is held against nobody"),
        ({"not_shown": ["present"]}, False, "“Promises secrecy” was heard"),
        ({"partly": ["partial"]}, True, "“partial” was heard only in part"),
        ({"any_shown": ["missed", "met"]}, True, "“Open invitation” was heard"),
        ({"any_shown": ["missed", "partial"]}, False, "“missed” was not heard, and “partial” was heard only in part"),
        ({"variables": {"trust": {"at_least": 5}}}, False, "trust is 4 (asked for: at least 5)"),
        (
            {"variables": {"trust": {"at_least": 2, "at_most": 6}}},
            True,
            "trust is 4 (asked for: at least 2 and at most 6)",
        ),
        ({"variables": {"trust": {"at_least": 4, "at_most": 4}}}, True, "trust is 4 (asked for: 4)"),
        ({"variables": {"trust": {}}}, True, "trust is 4"),
        ({"flags": ["promised"]}, True, "the flag “promised” is raised"),
        ({"flags": ["named"]}, False, "the flag “named” is not raised"),
        ({"no_flags": ["promised"]}, False, "the flag “promised” is raised"),
        (
            {"visits": {"hall": {"at_most": 1}}},
            False,
            "2 replies have been given at “In the hall” (asked for: at most 1)",
        ),
        ({"all": [{"flags": ["promised"]}]}, True, "the flag “promised” is raised"),
        ({"any": [{"flags": ["named"]}, {"shown": ["met"]}]}, True, "“Open invitation” was heard"),
        (
            {"any": [{"flags": ["named"]}, {"shown": ["missed"], "flags": ["promised"]}]},
            False,
            "none of its alternatives is so: the flag “named” is not raised; or “missed” was not heard",
        ),
        ({"none": [{"flags": ["named"]}]}, True, "the flag “named” is not raised"),
        (
            {"none": [{"shown": ["met"], "flags": ["promised"]}]},
            False,
            "what must not be so is: “Open invitation” was heard, and the flag “promised” is raised",
        ),
    ],
)
def test_each_thing_asked_is_told_as_it_is(asked: dict[str, Any], holds: bool, words: str) -> None:
    assert one(asked) == (holds, words)


def test_an_empty_condition_has_no_reasons() -> None:
    assert explain(Condition(), MOMENT, TITLES) == ()


@given(asked=conditions(["hall", "pause"], list(POINTS)))
def test_all_reasons_hold_exactly_when_the_condition_does(asked: dict[str, Any]) -> None:
    condition = Condition.model_validate(asked)
    heard = Verdict(point=POINTS[0], kind=Kind.PRACTICE, verdict=Judgement.MET, probability=0.9)
    missed = Verdict(point=POINTS[1], kind=Kind.PRACTICE, verdict=Judgement.MISSED, probability=0.1)
    moment = Moment({"trust": 4}, frozenset({"named"}), {"hall": 2}, {v.point: v for v in (heard, missed)})
    assert all(reason.holds for reason in explain(condition, moment, {})) is condition.holds(moment)


def tried_in_the_hall(visits: int) -> list[tuple[str, bool, tuple[str, ...]]]:
    """What is said of each route when a reply shows nothing after so many others at the same node."""
    scenario = base_scenario()
    opening = Standing(node="hall", variables={"trust": 3}, flags=(), visits={"hall": visits})
    conversation = Conversation(scenario, opening=opening)
    node = scenario.node["hall"]
    kinds = {"open-invitation": Kind.PRACTICE, "leading-question": Kind.PITFALL, "promises-secrecy": Kind.PITFALL}
    verdicts = [Verdict(point=p, kind=k, verdict=NOTHING[k], probability=0.1) for p, k in kinds.items()]
    tried = explain_choice(node, conversation.judged(node, verdicts), {"hall": "By the door"})
    assert tried[-1].route == conversation.answer("Hm.", verdicts).route
    return [(one.route, one.taken, tuple(reason.words for reason in one.because)) for one in tried]


NOTHING = {Kind.PRACTICE: Judgement.MISSED, Kind.PITFALL: Judgement.ABSENT}
PASSED_OVER = [
    ("promised", False, ("“promises-secrecy” was not heard",)),
    ("invited", False, ("“open-invitation” was not heard",)),
    ("led", False, ("“leading-question” was not heard",)),
]


def test_routes_are_told_in_order_up_to_the_one_taken() -> None:
    stayed = ("stayed", True, ("1 reply has been given at “By the door” (asked for: at most 2)",))
    assert tried_in_the_hall(0) == [*PASSED_OVER, stayed]


def test_what_is_left_over_asks_nothing() -> None:
    stayed = ("stayed", False, ("3 replies have been given at “By the door” (asked for: at most 2)",))
    assert tried_in_the_hall(2) == [*PASSED_OVER, stayed, ("left", True, ())]
