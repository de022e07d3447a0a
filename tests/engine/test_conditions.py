"""Each thing a condition can ask, with the moments worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from engine.conditions import ALWAYS, Condition, Effects, Moment, Range, Variable
from engine.verdict import Judgement, Kind, Verdict

MET = Verdict(point="met", kind=Kind.PRACTICE, verdict=Judgement.MET, probability=0.9)
PARTIAL = Verdict(point="partial", kind=Kind.PRACTICE, verdict=Judgement.PARTIAL, probability=0.4)
MISSED = Verdict(point="missed", kind=Kind.PRACTICE, verdict=Judgement.MISSED, probability=0.1)
PRESENT = Verdict(point="present", kind=Kind.PITFALL, verdict=Judgement.PRESENT, probability=0.8)
UNSURE_MET = Verdict(point="unsure-met", kind=Kind.PRACTICE, verdict=Judgement.MET, probability=0.55, sure=False)
UNSURE_MISSED = Verdict(
    point="unsure-missed", kind=Kind.PRACTICE, verdict=Judgement.MISSED, probability=0.45, sure=False
)
UNSURE_PRESENT = Verdict(
    point="unsure-present", kind=Kind.PITFALL, verdict=Judgement.PRESENT, probability=0.55, sure=False
)
VERDICTS = (MET, PARTIAL, MISSED, PRESENT, UNSURE_MET, UNSURE_MISSED, UNSURE_PRESENT)

MOMENT = Moment(
    variables={"trust": 4}, flags=frozenset({"promised"}), visits={"hall": 2}, verdicts={v.point: v for v in VERDICTS}
)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({}, True),
        ({"shown": ["met", "present"]}, True),
        ({"shown": ["met", "partial"]}, False),
        ({"shown": ["nowhere"]}, False),
        ({"any_shown": ["missed", "met"]}, True),
        ({"any_shown": ["missed", "partial"]}, False),
        ({"not_shown": ["missed", "partial"]}, True),
        ({"not_shown": ["met"]}, False),
        ({"not_shown": ["nowhere"]}, False),
        ({"partly": ["partial", "met"]}, True),
        ({"partly": ["missed"]}, False),
        ({"shown": ["unsure-met"]}, True),
        ({"shown": ["unsure-present"]}, False),
        ({"not_shown": ["unsure-missed"]}, False),
        ({"not_shown": ["unsure-present"]}, True),
        ({"variables": {"trust": {"at_least": 4, "at_most": 4}}}, True),
        ({"variables": {"trust": {"at_least": 5}}}, False),
        ({"variables": {"unknown": {"at_most": 0}}}, True),
        ({"flags": ["promised"]}, True),
        ({"no_flags": ["promised"]}, False),
        ({"no_flags": ["named"]}, True),
        ({"visits": {"hall": {"at_least": 2}}}, True),
        ({"visits": {"pause": {"at_least": 1}}}, False),
        ({"all": [{"flags": ["promised"]}, {"shown": ["met"]}]}, True),
        ({"all": [{"flags": ["promised"]}, {"shown": ["missed"]}]}, False),
        ({"any": [{"flags": ["named"]}, {"shown": ["met"]}]}, True),
        ({"any": [{"flags": ["named"]}, {"shown": ["missed"]}]}, False),
        ({"none": [{"flags": ["named"]}, {"shown": ["missed"]}]}, True),
        ({"none": [{"flags": ["named"]}, {"shown": ["met"]}]}, False),
        ({"shown": ["met"], "flags": ["named"]}, False),
    ],
)
def test_a_condition_holds_when_all_it_asks_is_so(asked: dict[str, Any], holds: bool) -> None:
    assert Condition.model_validate(asked).holds(MOMENT) is holds


def test_only_an_empty_condition_is_always() -> None:
    assert ALWAYS.always and Condition().always
    assert not Condition(flags=("x",)).always


def test_points_are_found_inside_other_conditions() -> None:
    condition = Condition.model_validate({"shown": ["a"], "any": [{"not_shown": ["b"], "none": [{"partly": ["c"]}]}]})
    assert condition.points() == {"a", "b", "c"}


def test_a_range_is_closed_and_open_where_left_out() -> None:
    assert [Range(at_least=2, at_most=3).holds(n) for n in (1, 2, 3, 4)] == [False, True, True, False]
    assert Range().holds(-100)


def test_effects_add_then_stop_at_the_bounds() -> None:
    bounds = {"trust": Variable(start=4, max=5), "clock": Variable(start=1)}
    effects = Effects(change={"trust": 3, "clock": -2}, raises=("named",), lowers=("promised",))
    after = Moment(variables={"trust": 4, "clock": 1}, flags=frozenset({"promised"})).after(effects, bounds)
    assert after.variables == {"trust": 5, "clock": 0}
    assert after.flags == {"named"}


def test_set_comes_before_change_and_lowering_after_raising() -> None:
    effects = Effects(set={"trust": 1}, change={"trust": 2}, raises=("x",), lowers=("x",))
    after = Moment(variables={"trust": 9}).after(effects, {"trust": Variable(start=0)})
    assert after.variables == {"trust": 3}
    assert after.flags == frozenset()


def test_effects_keep_visits_and_verdicts() -> None:
    after = MOMENT.after(Effects(change={"trust": 1}), {})
    assert (after.visits, after.verdicts) == (MOMENT.visits, MOMENT.verdicts)


def test_a_variable_starts_within_its_bounds() -> None:
    with pytest.raises(ValidationError, match="start 11 is not between min 0 and max 10"):
        Variable(start=11)


@pytest.mark.parametrize(("probability", "counts"), [(0.49, False), (0.5, True)])
def test_a_practice_that_is_not_sure_counts_when_it_is_more_likely_than_not(probability: float, counts: bool) -> None:
    unsure = Verdict(
        point="show-belief", kind=Kind.PRACTICE, verdict=Judgement.MET, probability=probability, sure=False
    )
    moment = Moment(verdicts={"show-belief": unsure})
    assert Condition(shown=("show-belief",)).holds(moment) is counts
    assert Condition(partly=("show-belief",)).holds(moment)
    assert not Condition(not_shown=("show-belief",)).holds(moment)
