"""The linear part on toy replies in the word encoder's four dimensions."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.linear import Bag, Linear, fit_linear, predict_linear
from scoring.training import build_bag, take_rows
from tests.scoring.word_encoder import WordEncoder, vector

REPLIES = [
    "Tell me.",
    "Hello. Tell me.",
    "Secret.",
    "Hi. Secret. Bye.",
    "Hello.",
    "Hi. Bye.",
    "Not secret.",
    "Not.",
] * 4
SHOWN = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0]] * 4, float)


def bag() -> Bag:
    return build_bag(REPLIES, WordEncoder())


def test_a_bag_knows_which_sentences_are_whose() -> None:
    first, second, *_ = (bag().reading(i) for i in range(len(bag())))
    assert first.sentences == pytest.approx(np.stack([vector("Tell me.")]))
    assert second.sentences == pytest.approx(np.stack([vector("Hello."), vector("Tell me.")]))
    assert second.whole == pytest.approx(vector("Hello. Tell me."))


def test_a_reply_without_a_word_has_no_row() -> None:
    empty = build_bag(["", "Tell me.", "…"], WordEncoder())
    assert [len(empty.reading(i).sentences) for i in range(3)] == [0, 1, 0]


def test_texts_are_encoded_once_however_often_they_come() -> None:
    encoder = WordEncoder()
    build_bag(["Hi. Hi.", "Hi.", "Hi. Hi."], encoder)
    assert encoder.calls == [["Hi.", "Hi. Hi."]]


def test_rows_are_taken_in_the_order_asked() -> None:
    taken = take_rows(bag(), [3, 0])
    assert len(taken) == 2
    assert len(taken.reading(0).sentences) == 3
    assert taken.reading(1).whole == pytest.approx(vector("Tell me."))


def test_what_can_be_told_apart_is() -> None:
    fitted = fit_linear(bag(), SHOWN, np.ones(SHOWN.shape))
    assert np.array_equal(predict_linear(fitted, bag()) > 0, SHOWN > 0)


def test_the_same_table_gives_the_same_weights() -> None:
    first, second = (fit_linear(bag(), SHOWN, np.ones(SHOWN.shape)) for _ in range(2))
    assert np.array_equal(first.sentence, second.sentence)
    assert np.array_equal(first.bias, second.bias)


def test_a_cell_without_weight_is_not_learnt_from() -> None:
    weights = np.ones(SHOWN.shape)
    weights[:, 1] = 0
    wrong = SHOWN.copy()
    wrong[:, 1] = 1
    fitted = fit_linear(bag(), wrong, weights)
    assert np.abs(fitted.sentence[1]).max() < 1e-6
    assert np.array_equal(predict_linear(fitted, bag())[:, 0] > 0, SHOWN[:, 0] > 0)


def test_an_empty_reply_is_given_a_very_low_logit() -> None:
    linear = Linear(np.ones((1, 4)), np.ones((1, 4)), np.array([9.0]))
    assert predict_linear(linear, build_bag(["…"], WordEncoder())).tolist() == [[-30.0]]
