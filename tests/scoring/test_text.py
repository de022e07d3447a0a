from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.text import LONG_WORDS, MAX_CHARS, MAX_SENTENCES, plain, split_sentences, whole_text, words


def cut(reply: str) -> list[str]:
    return [span.text for span in split_sentences(reply)]


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        ("Hello.", ["Hello."]),
        ("Hello", ["Hello"]),
        ("Hi. How are you? Good!", ["Hi.", "How are you?", "Good!"]),
        ("Wait... then what?", ["Wait...", "then what?"]),
        ("Wait… then what?", ["Wait…", "then what?"]),
        ("What?! Go on.", ["What?!", "Go on."]),
        ("One\nTwo\n\nThree", ["One", "Two", "Three"]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("See me at 3.15 by the gate.", ["See me at 3.15 by the gate."]),
        ("  Hi there.   Sit down.  ", ["Hi there.", "Sit down."]),
        ("🙂 Hi. 🙂", ["🙂 Hi."]),
        ("Ça va? Да. 我在听。", ["Ça va?", "Да.", "我在听。"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(reply: str, sentences: list[str]) -> None:
    assert cut(reply) == sentences


@pytest.mark.parametrize("reply", ["", " ", "\n\n", "...", "?!", "🙂🙂", "___", "— “” …"])
def test_a_reply_without_a_word_has_no_sentence(reply: str) -> None:
    assert split_sentences(reply) == ()


def test_offsets_are_those_of_the_reply_as_typed() -> None:
    reply = "  I’m here.\n\n Tell me… "
    assert [(s.text, s.start, s.end) for s in split_sentences(reply)] == [("I’m here.", 2, 11), ("Tell me…", 14, 22)]


def test_a_long_sentence_is_cut_at_the_clause_nearest_its_middle() -> None:
    first = "I was thinking about what you told me after lunch yesterday when it rained,"
    second = "and I wanted to say that it was right to come and find me."
    assert len(words(first)) + len(words(second)) > LONG_WORDS
    assert cut(f"{first} {second}") == [first, second]


def test_a_sentence_of_exactly_the_length_allowed_stays_whole() -> None:
    allowed = "one two three four five six seven eight nine ten, " + " ".join(["and"] * (LONG_WORDS - 10))
    assert len(words(allowed)) == LONG_WORDS
    assert cut(allowed) == [allowed]
    assert len(cut(f"{allowed} more")) == 2


def test_a_long_sentence_without_a_clause_stays_whole() -> None:
    run_on = " ".join(["word"] * (LONG_WORDS + 10))
    assert cut(run_on) == [run_on]


def test_no_clause_is_shorter_than_five_words() -> None:
    run_on = "yes, no, yes, no, " + " ".join(["word"] * 30) + ", yes, no"
    assert all(len(words(clause)) >= 5 for clause in cut(run_on))


def test_only_the_first_characters_and_pieces_are_read() -> None:
    assert len(split_sentences("No. " * 100)) == MAX_SENTENCES
    assert split_sentences(" " * MAX_CHARS + "Hello.") == ()
    assert split_sentences("a" * 20_000)[-1].end == MAX_CHARS


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_pieces_are_the_replys_own_words_in_order_and_apart(reply: str) -> None:
    spans = split_sentences(reply)
    assert all(reply[s.start : s.end] == s.text and s.text.strip() == s.text for s in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    inside = {place for s in spans for place in range(s.start, s.end)}
    letters = {place for place, character in enumerate(reply) if character.isalnum()}
    assert letters <= inside or len(spans) == MAX_SENTENCES


@settings(deadline=None)
@given(st.text(max_size=200))
def test_anything_can_be_made_plain_and_stays_so(text: str) -> None:
    once = plain(text)
    assert once == once.strip()
    assert not set("‘’“”–—\u00a0") & set(once)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("I’m “fine” – really…", 'I\'m "fine" - really...'),
        ("a\u00a0b \t c\n", "a b c"),
        ("e\u0301", "é"),
        ("ﬁne", "fine"),
        ("a\u200bb\x00c", "abc"),
        ("I BELIEVE YOU COMPLETELY", "i believe you completely"),
        ("Mrs ADDO is kind to everyone", "Mrs ADDO is kind to everyone"),
        ("OK", "OK"),
        ("", ""),
    ],
)
def test_what_the_encoder_sees(typed: str, seen: str) -> None:
    assert plain(typed) == seen


def test_words_are_small_with_straight_apostrophes() -> None:
    assert words("I’m HERE, aren't I? 3 o'clock_sharp") == ["i'm", "here", "aren't", "i", "3", "o'clock", "sharp"]


def test_the_whole_is_its_sentences_with_a_space_between() -> None:
    assert whole_text(["Hi.", "Sit down."]) == "Hi. Sit down."
    assert whole_text([]) == ""
