"""What words alone say, on a few texts whose counts can be done by hand."""

import numpy as np
import pytest

from scoring.words import BUCKETS, Words, fit_words, mark_negation

TEXTS = ["tell me", "tell me", "go away", "go away"]


def test_a_point_follows_the_words_that_show_it() -> None:
    words = fit_words(TEXTS, np.array([[1.0], [1.0], [0.0], [0.0]]), np.ones((4, 1)))
    shown, not_shown = words.logits(["tell me", "go away"])[:, 0]
    assert shown > 0 > not_shown


def test_a_point_never_shown_stays_silent() -> None:
    words = fit_words(TEXTS, np.zeros((4, 1)), np.ones((4, 1)))
    assert words.logits(["tell me"]).tolist() == [[0.0]]


def test_rows_of_less_weight_than_one_are_not_learnt_from() -> None:
    weights = np.array([[1.0], [0.15], [1.0], [0.15]])
    learned = fit_words(TEXTS, np.array([[1.0], [0.0], [0.0], [1.0]]), weights)
    assert learned.logits(["tell me"])[0, 0] > learned.logits(["go away"])[0, 0]


def test_a_bucket_seen_in_every_text_weighs_one_and_a_rare_one_more() -> None:
    words = fit_words(["a rare word", "a word"], np.zeros((2, 1)), np.ones((2, 1)))
    # log((1 + texts) / (1 + texts with it)) + 1: in both texts log(3/3) + 1, in one log(3/2) + 1, in none log(3/1) + 1.
    assert {round(float(r), 6) for r in words.rarity} == {1.0, round(np.log(1.5) + 1, 6), round(np.log(3) + 1, 6)}


def test_a_text_without_a_word_has_only_the_bias() -> None:
    words = Words(np.ones((1, BUCKETS)), np.array([-2.0]), np.ones(BUCKETS))
    assert words.logits([""]).tolist() == [[-2.0]]


def test_spelling_in_capitals_and_curly_quotes_changes_nothing() -> None:
    words = fit_words(["i won't tell", "no"], np.array([[1.0], [0.0]]), np.ones((2, 1)))
    assert words.logits(["I WON’T TELL"])[0, 0] == pytest.approx(words.logits(["i won't tell"])[0, 0])


def test_a_negation_reaches_to_the_end_of_its_clause() -> None:
    marked = mark_negation("I can't keep this to myself, but I won’t rush you.")
    assert marked == [
        "i", "can't", "not_keep", "not_this", "not_to", "not_myself", "but", "i", "won't", "not_rush", "not_you",
    ]  # fmt: skip


def test_a_negation_reaches_four_words_and_a_second_one_starts_anew() -> None:
    assert mark_negation("never a b c d e") == ["never", "not_a", "not_b", "not_c", "not_d", "e"]
    assert mark_negation("dont not say") == ["dont", "not_not", "not_say"]


def test_the_same_words_with_the_stance_turned_are_told_apart() -> None:
    texts = ["i will tell", "i will not tell", "we will tell", "we will not tell"]
    words = fit_words(texts, np.array([[1.0], [0.0], [1.0], [0.0]]), np.ones((4, 1)))
    told, untold = words.logits(["they will tell", "they will not tell"])[:, 0]
    assert told > 0 > untold
