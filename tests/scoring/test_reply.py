"""Which sentence moved which point: worked by hand with the toy head."""

from __future__ import annotations

import numpy as np

from scoring.reply import Reply
from tests.scoring.toy import HIGH, LOW, toy_head
from tests.scoring.word_encoder import vector


def read(text: str, **changes: object) -> Reply:
    reply = Reply(text, toy_head(**changes), np.array([0, 1]))
    reply.read({t: vector(t) for t in reply.texts})
    return reply


def read_closely(text: str, **changes: object) -> Reply:
    reply = read(text, **changes)
    while doubtful := reply.in_doubt():
        leave_out(reply, doubtful)
    return reply


def leave_out(reply: Reply, sentences: list[int]) -> None:
    for sentence in sentences:
        without = reply.without(sentence)
        without.read({t: vector(t) for t in without.texts})
        reply.compare(sentence, without)


def test_its_sentences_and_its_whole_are_encoded() -> None:
    assert Reply("Hi.  Tell me.", toy_head(), np.array([0])).texts == ["Hi.", "Tell me.", "Hi. Tell me."]


def test_a_reply_without_a_word_encodes_nothing_and_shows_nothing() -> None:
    reply = read("… 🙂")
    assert reply.texts == []
    assert reply.probability.tolist() == [0, 0]
    assert not reply.noticed.any()
    assert reply.in_doubt() == []
    assert reply.moved_by(0) is None


def test_probabilities_are_rounded() -> None:
    assert read("Tell me.").probability.tolist() == [HIGH, LOW]


def test_points_come_in_the_order_of_the_columns() -> None:
    reply = Reply("Tell me.", toy_head(), np.array([1, 0]))
    reply.read({t: vector(t) for t in reply.texts})
    assert reply.probability.tolist() == [LOW, HIGH]


def test_a_sentence_that_stands_out_needs_no_second_look() -> None:
    # For `open-invitation` the sentences give -5 and 5; without the second, at least half of the ten between is lost.
    reply = read("Hello. Tell me.")
    assert reply.in_doubt() == []
    assert reply.moved_by(0) == 1


def test_of_two_sentences_alike_the_second_is_left_out_when_the_first_changed_nothing() -> None:
    reply = read("Tell me. Hello. Do tell.")
    assert reply.in_doubt() == [0]
    assert reply.without(0).alone == ["Hello.", "Do tell."]
    leave_out(reply, [0])
    assert reply.in_doubt() == [2]
    leave_out(reply, [2])
    assert reply.in_doubt() == []


def test_what_may_have_moved_it_is_not_quoted_before_it_was_seen_to() -> None:
    assert read("Tell me. Hello. Do tell.").moved_by(0) is None


def test_what_is_left_is_cut_as_it_would_stand() -> None:
    reply = read("One two three four five six seven eight nine ten eleven twelve, " + "and tell " * 6 + ". Bye.")
    first, second, bye = reply.alone
    assert (first[-7:], second[:8], bye) == ("twelve,", "and tell", "Bye.")
    assert reply.without(1).alone == [f"{first} Bye."]


def test_where_leaving_either_out_changes_nothing_no_sentence_moved_it() -> None:
    assert read_closely("Tell me. Do tell.").moved_by(0) is None


def test_the_sentence_whose_absence_costs_most_moved_it() -> None:
    # Alone, 'Tell a secret.' gives 7.07 - 5 for the invitation and 'Tell me.' gives 5; without either the other remains.
    assert read_closely("Tell a secret. Tell me.").moved_by(0) == 1


def test_what_is_not_noticed_was_moved_by_nothing() -> None:
    reply = read("Hello. Tell me.")
    assert reply.noticed.tolist() == [True, False]
    assert reply.moved_by(1) is None


def test_a_single_sentence_moved_what_it_shows() -> None:
    assert read("Tell me.").moved_by(0) == 0


def test_a_point_is_noticed_from_where_it_may_be_partial_or_unsure() -> None:
    assert not read("Hello.").noticed[0]
    assert read("Hello.", partial=[0.005, 0.5]).noticed[0]
    assert read("Hello.", unsure_from=[0.005, 0.4]).noticed[0]
