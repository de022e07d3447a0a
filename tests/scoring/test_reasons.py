from __future__ import annotations

import pytest

from engine.catalogue import PracticePoint
from engine.verdict import Judgement, Kind
from scoring.reasons import explain


def point(name: str, kind: Kind = Kind.PITFALL) -> PracticePoint:
    return PracticePoint(id=name, kind=kind, exemplars=(), counter_exemplars=())


@pytest.mark.parametrize(
    ("name", "sentence", "because"),
    [
        ("promises-secrecy", "I can’t promise that.", "you said you would not promise it"),
        ("promises-secrecy", "That's all right.", None),
        ("doubts-child", "I won't say you made it up.", None),
    ],
)
def test_an_absent_pitfall_was_refused_or_nothing_is_said(name: str, sentence: str, because: str | None) -> None:
    assert explain(point(name), Judgement.ABSENT, sentence) == because


@pytest.mark.parametrize(
    ("sentence", "because"),
    [
        ("Did he shout?", "it can be answered with yes or no"),
        ("Was it him or her?", "it offers a choice of answers"),
        ("It was him, wasn't it?", "it asks for agreement"),
        ("Tell me if it was him.", "it begins like an invitation but asks for a yes or no"),
        ("Tell me about it.", None),
    ],
)
def test_a_question_is_explained_by_its_form(sentence: str, because: str | None) -> None:
    assert explain(point("leading-question"), Judgement.PRESENT, sentence) == because
    assert explain(point("open-invitation", Kind.PRACTICE), Judgement.MISSED, sentence) == because


def test_a_practice_that_is_met_needs_no_excuse() -> None:
    assert explain(point("open-invitation", Kind.PRACTICE), Judgement.MET, "Did he shout?") is None


def test_the_form_says_nothing_of_points_that_are_not_about_questions() -> None:
    assert explain(point("alarm"), Judgement.PRESENT, "Did he shout?") is None
