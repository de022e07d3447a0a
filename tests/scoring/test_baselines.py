"""The baselines on the toy catalogue, where cosines can be worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.load import load_catalogue
from scoring.baselines import Baseline, run_baselines, stated
from scoring.examples import Examples, from_replies
from scoring.labels import load_folder
from tests.scoring.toy import CATALOGUE
from tests.scoring.word_encoder import WordEncoder

REPLIES = ["Tell me.", "Not a secret.", "Hello."]


def fitting() -> Examples:
    return from_replies(load_folder(CATALOGUE / "replies"), load_catalogue(CATALOGUE))


def baselines() -> dict[str, Baseline]:
    found = run_baselines(load_catalogue(CATALOGUE), fitting(), REPLIES, WordEncoder())
    return {baseline.name: baseline for baseline in found}


def test_there_are_three_with_a_number_a_reply_and_point() -> None:
    assert list(baselines()) == ["max cosine", "nearest neighbour", "tf-idf regression"]
    for baseline in baselines().values():
        assert baseline.fitted.shape == (6, 2)
        assert baseline.tested.shape == (3, 2)


def test_max_cosine_is_that_to_the_nearest_exemplar() -> None:
    half = 2**-0.5
    expected = np.array([[1, 0], [0, half], [0, 0]])
    assert baselines()["max cosine"].tested == pytest.approx(expected, abs=1e-6)


def test_nearest_neighbour_says_nothing_where_a_counter_exemplar_is_nearer() -> None:
    expected = np.array([[1, 0], [0, 0], [0, 0]])
    assert baselines()["nearest neighbour"].tested == pytest.approx(expected, abs=1e-6)


def test_tfidf_follows_the_words_of_the_exemplars() -> None:
    tested = baselines()["tf-idf regression"].tested
    assert tested[0, 0] > tested[1, 0]
    assert tested[1, 1] > tested[0, 1]
    assert ((tested >= 0) & (tested <= 1)).all()


def test_the_threshold_is_the_best_on_the_fitting_replies() -> None:
    says = stated(baselines()["nearest neighbour"], fitting())
    assert says.tolist() == [[True, False], [False, False], [False, False]]


def test_without_fitting_replies_the_threshold_is_a_half() -> None:
    nothing = from_replies([], load_catalogue(CATALOGUE))
    baseline = Baseline("any", np.zeros((0, 2)), np.array([[0.49, 0.5]]))
    assert stated(baseline, nothing).tolist() == [[False, True]]
