from __future__ import annotations

import pytest

from scoring.form import QuestionForm, question_form, refuses


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Tell me about it.", QuestionForm.INVITATION),
        ("Could you help me understand?", QuestionForm.INVITATION),
        ("What’s been going on?", QuestionForm.INVITATION),
        ("I'm all ears.", QuestionForm.INVITATION),
        ("Say it in your own words", QuestionForm.INVITATION),
        ("What did he say?", QuestionForm.WH),
        ("ok so who was there", QuestionForm.WH),
        ("Did he shout?", QuestionForm.YES_NO),
        ("are you ok", QuestionForm.YES_NO),
        ("Was it morning or evening?", QuestionForm.OPTIONS),
        ("He was cross, wasn't he?", QuestionForm.TAG),
        ("You were scared, right?", QuestionForm.TAG),
        ("Tell me if it was dark.", QuestionForm.FAUX_INVITATION),
        ("Can you tell me whether he was there?", QuestionForm.FAUX_INVITATION),
        ("Just nod.", QuestionForm.FAUX_INVITATION),
        ("I believe you.", QuestionForm.NONE),
        ("", QuestionForm.NONE),
    ],
)
def test_the_form_of_a_question(sentence: str, form: QuestionForm) -> None:
    assert question_form(sentence) is form


@pytest.mark.parametrize(
    "sentence",
    [
        "I can’t promise that.",
        "We won't keep it.",
        "I'm not going to say that",
        "i wont promise",
        "I would never say so.",
    ],
)
def test_a_refusal_is_heard(sentence: str) -> None:
    assert refuses(sentence)


@pytest.mark.parametrize("sentence", ["You can't say that.", "I promise.", "He won't know.", "I can keep it.", ""])
def test_what_others_will_not_do_is_no_refusal(sentence: str) -> None:
    assert not refuses(sentence)
