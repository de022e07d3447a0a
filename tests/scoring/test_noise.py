from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.noise import add_noise, slip

TEXT = "You don't have to tell me now, because I'm here tomorrow and there's no hurry. What's best for you?"


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(0, 1000))
def test_the_same_seed_makes_the_same_slips_and_never_nothing_of_something(text: str, seed: int) -> None:
    first, second = (add_noise(text, Random(seed)) for _ in range(2))
    assert first == second
    assert bool(first) == bool(text)


def test_about_half_of_all_texts_come_back_unchanged() -> None:
    share = sum(add_noise(TEXT, Random(seed)) == TEXT for seed in range(1000)) / 1000
    assert 0.45 < share < 0.65


def test_every_kind_of_slip_happens() -> None:
    noisy = " ".join(add_noise(TEXT, Random(seed)) for seed in range(300))
    for trace in (" u ", "dont", "cos", "tmrw", " n ", "Im ", "hurry What"):
        assert trace in noisy, trace


@pytest.mark.parametrize("word", ["", "a", "now", "I'm"])
def test_a_short_word_stays_as_it_is(word: str) -> None:
    assert {slip(word, Random(seed)) for seed in range(20)} == {word}


def test_a_slip_swaps_drops_or_doubles_a_letter_inside() -> None:
    assert {slip("abcd", Random(seed)) for seed in range(200)} == {"acbd", "abdc", "acd", "abd", "abbcd", "abccd"}
