"""What conditions imply and when they can never hold: by hand, and against every moment there can be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.conditions import Condition, Moment, Range, Variable
from engine.reasoning import both, cases, implies, is_empty, is_within, known_before
from engine.verdict import Judgement, Kind, Verdict
from tests.engine.strategies import conditions

BOUNDS = {"trust": Variable(start=3)}
BEFORE = known_before(BOUNDS, "hall")


def condition(asked: dict[str, Any]) -> Condition:
    return Condition.model_validate(asked)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ({"shown": ["a", "b"]}, {"shown": ["a"]}),
        ({"shown": ["a"]}, {"any_shown": ["a", "b"]}),
        ({"any_shown": ["a"]}, {"any_shown": ["a", "b"]}),
        ({"shown": ["a"]}, {"partly": ["a"]}),
        ({"variables": {"trust": {"at_least": 6}}}, {"variables": {"trust": {"at_least": 5}}}),
        ({"shown": ["a"]}, {"variables": {"trust": {"at_most": 10}}}),
        ({}, {"visits": {"hall": {"at_least": 1}}}),
        ({"flags": ["f"], "shown": ["a"]}, {"flags": ["f"]}),
        ({"all": [{"flags": ["f"]}, {"shown": ["a"]}]}, {"shown": ["a"], "flags": ["f"]}),
        ({"any": [{"shown": ["a", "b"]}, {"shown": ["a", "c"]}]}, {"shown": ["a"]}),
        ({"shown": ["a"]}, {"any": [{"shown": ["a"]}, {"flags": ["f"]}]}),
        ({"no_flags": ["f"]}, {"none": [{"flags": ["f"]}]}),
        ({"none": [{"flags": ["f"]}]}, {"no_flags": ["f"]}),
        ({"not_shown": ["a"]}, {"none": [{"shown": ["a", "b"]}]}),
    ],
)
def test_one_condition_implies_another(asked: dict[str, Any], other: dict[str, Any]) -> None:
    assert implies(condition(asked), condition(other), BEFORE)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ({"shown": ["a"]}, {"shown": ["a", "b"]}),
        ({"any_shown": ["a", "b"]}, {"any_shown": ["a"]}),
        ({"partly": ["a"]}, {"shown": ["a"]}),
        ({"variables": {"trust": {"at_least": 5}}}, {"variables": {"trust": {"at_least": 6}}}),
        ({}, {"visits": {"hall": {"at_least": 2}}}),
        ({}, {"visits": {"pause": {"at_least": 1}}}),
        ({"any": [{"shown": ["a"]}, {"shown": ["b"]}]}, {"shown": ["a"]}),
        ({"none": [{"shown": ["a"]}]}, {"not_shown": ["a"]}),
        ({"shown": ["a"], "not_shown": ["a"]}, {}),
    ],
)
def test_one_condition_does_not_imply_another(asked: dict[str, Any], other: dict[str, Any]) -> None:
    assert not implies(condition(asked), condition(other), BEFORE)


@pytest.mark.parametrize(
    "asked",
    [
        {"shown": ["a"], "not_shown": ["a"]},
        {"any_shown": ["a", "b"], "not_shown": ["a", "b"]},
        {"flags": ["f"], "no_flags": ["f"]},
        {"variables": {"trust": {"at_least": 11}}},
        {"variables": {"trust": {"at_least": 3, "at_most": 2}}},
        {"visits": {"hall": {"at_most": 0}}},
        {"flags": ["f"], "all": [{"no_flags": ["f"]}]},
        {"flags": ["f"], "none": [{"flags": ["f"]}]},
        {"shown": ["a"], "any": [{"not_shown": ["a"]}, {"shown": ["b"], "not_shown": ["b"]}]},
        {"none": [{}]},
    ],
)
def test_what_contradicts_itself_has_no_cases(asked: dict[str, Any]) -> None:
    assert cases(condition(asked), BEFORE) == ()


def test_alternatives_are_cases_of_their_own() -> None:
    asked = condition({"any": [{"shown": ["a"]}, {"shown": ["b"]}], "flags": ["f"]})
    assert [sorted(case.shown) for case in cases(asked)] == [["a"], ["b"]]


def test_a_great_many_alternatives_are_left_out_of_account() -> None:
    choice = {"any": [{"shown": [f"p-{i}"]} for i in range(10)]}
    assert len(cases(condition({"all": [choice, choice, choice]}))) <= 64


def test_ranges() -> None:
    assert both(Range(at_least=1), Range(at_most=4)) == Range(at_least=1, at_most=4)
    assert both(Range(at_least=1, at_most=9), Range(at_least=3)) == Range(at_least=3, at_most=9)
    assert is_empty(Range(at_least=2, at_most=1)) and not is_empty(Range(at_least=1, at_most=1))
    assert is_within(Range(at_least=2, at_most=3), Range(at_least=2)) and not is_within(Range(), Range(at_least=2))


drawn = conditions(["hall", "pause"], ["a", "b"])
verdicts = st.sampled_from(("met", "partial", "missed", "unsure-met", "unsure-missed"))


def moment(trust: int, hall: int, pause: int, flags: list[str], judged: list[str]) -> Moment:
    return Moment(
        variables={"trust": trust},
        flags=frozenset(flags),
        visits={"hall": hall, "pause": pause},
        verdicts={
            point: Verdict(
                point=point,
                kind=Kind.PRACTICE,
                verdict=Judgement(word.removeprefix("unsure-")),
                probability=0.5,
                sure=not word.startswith("unsure"),
            )
            for point, word in zip(("a", "b"), judged, strict=True)
        },
    )


moments = st.builds(
    moment,
    st.integers(0, 10),
    st.integers(1, 10),
    st.integers(0, 10),
    st.lists(st.sampled_from(("promised", "named")), unique=True),
    st.lists(verdicts, min_size=2, max_size=2),
)


@settings(max_examples=400, deadline=None)
@given(drawn, drawn, moments)
def test_it_never_claims_what_some_moment_denies(first: Any, second: Any, now: Moment) -> None:
    one, other = condition(first), condition(second)
    if one.holds(now):
        assert cases(one, BEFORE)
        assert other.holds(now) or not implies(one, other, BEFORE)
