"""Margins of sentences to a point's examples, in the word encoder's four dimensions, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.margins import Comparison, Margins
from tests.scoring.word_encoder import vector

NOTHING = np.zeros((0, 4), np.float32)


def rows(*texts: str) -> np.ndarray:
    return np.array([vector(text) for text in texts], np.float32).reshape(-1, 4)


def test_a_sentence_nearer_to_the_exemplars_has_a_margin_above_nought() -> None:
    # 'Tell me.' is the exemplar itself, and at a right angle to 'Hello.'; 'A secret.' is at a right angle to both.
    margins = Margins([(rows("Tell me."), rows("Hello."))])
    assert margins.of(rows("Tell me.", "Hello.", "A secret.")).margin.tolist() == [[1.0], [-1.0], [0.0]]


def test_the_nearest_three_of_each_side_count() -> None:
    # To the exemplars 1, 1, 0 and 0, of which the nearest three are 1, 1 and 0; to the one counter-exemplar 0.
    margins = Margins([(rows("Tell.", "Tell me.", "Hello.", "A secret."), rows("Not."))])
    assert margins.of(rows("Tell me.")).margin[0, 0] == pytest.approx(2 / 3)


def test_each_point_has_its_own_examples() -> None:
    margins = Margins([(rows("Tell me."), rows("Hello.")), (rows("Hello."), rows("Tell me.", "Tell."))])
    assert margins.of(rows("Tell me.")).margin.tolist() == [[1.0, -1.0]]


def test_a_point_with_examples_of_one_side_only_has_none() -> None:
    assert Margins([(rows("Tell me."), NOTHING), (NOTHING, NOTHING)]).of(rows("Tell me.")).margin.tolist() == [
        [0.0, 0.0]
    ]


def test_no_sentence_and_no_example_make_no_margin() -> None:
    assert Margins([(rows("Tell me."), rows("Hello."))]).of(NOTHING).margin.shape == (0, 1)
    assert Margins([]).of(rows("Tell me.")).margin.shape == (1, 0)


def test_many_sentences_are_as_one() -> None:
    margins = Margins([(rows("Tell me."), rows("Hello."))])
    assert (margins.of(np.repeat(rows("Tell me."), 600, axis=0)).margin == 1.0).all()


def test_the_nearest_example_of_each_side_is_named_by_its_place() -> None:
    margins = Margins([(rows("Hello.", "Tell me."), rows("A secret.")), (rows("Tell me."), NOTHING)])
    near = margins.of(rows("Tell me.", "Hello."))
    assert near.exemplar.tolist() == [[1, 0], [0, 0]]
    assert near.counter_exemplar.tolist() == [[0, -1], [0, -1]]
    assert near.cosine.tolist() == [[1.0, 1.0], [1.0, 0.0]]


def test_a_sentence_added_twice_is_compared_once_and_found_by_its_text() -> None:
    compared = Comparison(Margins([(rows("Tell me."), rows("Hello."))]))
    compared.add(["Hello.", "Tell me."], {"Hello.": vector("Hello."), "Tell me.": vector("Tell me.")})
    compared.add(["Hello.", "A secret."], {"A secret.": vector("A secret.")})  # no vector of 'Hello.' is asked for
    assert compared.of(["Tell me.", "A secret.", "Hello."]).margin.tolist() == [[1.0], [0.0], [-1.0]]
    assert compared.of([]).margin.shape == (0, 1)
