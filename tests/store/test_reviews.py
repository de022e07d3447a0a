from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.database import Database
from store.errors import RunNotFound, StoreError
from store.records import RunRecord
from store.review import AgreedAction, Comment, Override, Review, Signature
from store.reviews import Reviews
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, REPLY, Clock, begin, make_review


@pytest.fixture
def reviews(database: Database) -> Reviews:
    return Reviews(database, now=Clock())


@pytest.fixture
def run(database: Database) -> RunRecord:
    return begin(database)


def minute(number: int):
    return NOON + timedelta(minutes=number)


def test_a_comment_is_on_a_run_a_turn_or_words_of_a_reply(reviews: Reviews, run: RunRecord) -> None:
    whole = reviews.comment(run.id, "bea", " You stayed calm.\0 ")
    turn = reviews.comment(run.id, "bea", "Here you waited.", turn=2)
    words = reviews.comment(run.id, "cem", "An open start.", turn=1, start=0, end=len(REPLY))
    assert whole == Comment(whole.id, run.id, "bea", "You stayed calm.", NOON)
    assert (words.made_at, words.turn, words.start, words.end) == (minute(2), 1, 0, 17)
    assert reviews.of_run(run.id) == Review(comments=(whole, turn, words))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (" \n", {}, "says nothing"),
        ("x", {"turn": 3}, "no turn 3"),
        ("x", {"turn": 0}, "no turn 0"),
        ("x", {"start": 0, "end": 4}, "needs its turn"),
        ("x", {"turn": 1, "start": 0, "end": 18}, "characters 0 to 18 are not in the reply of turn 1"),
        ("x", {"turn": 1, "start": -1, "end": 4}, "characters -1 to 4"),
        ("x", {"turn": 1, "start": 4, "end": 4}, "characters 4 to 4"),
        ("x", {"turn": 1, "start": 4}, "characters 4 to None"),
    ],
)
def test_a_comment_on_nothing_is_refused(
    reviews: Reviews, run: RunRecord, text: str, place: dict, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        reviews.comment(run.id, "bea", text, **place)
    assert reviews.of_run(run.id) == Review()


def test_only_its_author_removes_a_comment(reviews: Reviews, run: RunRecord) -> None:
    comment = reviews.comment(run.id, "bea", "You stayed calm.")
    reviews.remove_comment(comment.id, "cem")
    assert reviews.of_run(run.id).comments == (comment,)
    reviews.remove_comment(comment.id, "bea")
    reviews.remove_comment(comment.id, "bea")
    assert reviews.of_run(run.id) == Review()


def test_an_override_stands_beside_the_verdict_and_is_replaced_by_its_author(
    reviews: Reviews, run: RunRecord, database: Database
) -> None:
    before = Transcripts(database).turns(run.id)
    reviews.override(run.id, 1, "open-invitation", "bea", "missed", "It closed.")
    other = reviews.override(run.id, 1, "open-invitation", "cem", "met", "")
    mine = reviews.override(run.id, 1, "open-invitation", "bea", "partial", " Half of it. ")
    assert mine == Override(run.id, 1, "open-invitation", "bea", "partial", "Half of it.", minute(2))
    assert reviews.of_run(run.id).overrides == (other, mine)
    assert Transcripts(database).turns(run.id) == before
    reviews.withdraw_override(run.id, 1, "open-invitation", "bea")
    reviews.withdraw_override(run.id, 1, "open-invitation", "bea")
    assert reviews.of_run(run.id).overrides == (other,)


@pytest.mark.parametrize(
    ("turn", "point", "verdict", "reason", "message"),
    [
        (3, "open-invitation", "met", "x", "turn 3 of this run has no verdict on 'open-invitation'"),
        (1, "plain-words", "met", "x", "no verdict on 'plain-words'"),
        (1, "open-invitation", "absent", "x", "a practice is not judged 'absent'"),
        (1, "presses-for-answer", "missed", "x", "a pitfall is not judged 'missed'"),
        (1, "open-invitation", "excellent", "x", "not judged 'excellent'"),
        (1, "open-invitation", "partial", " ", "differs from the verdict on 'open-invitation', so it needs a reason"),
        (1, "presses-for-answer", "absent", "", "needs a reason"),
    ],
)
def test_an_override_that_cannot_be_is_refused(
    reviews: Reviews, run: RunRecord, turn: int, point: str, verdict, reason: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        reviews.override(run.id, turn, point, "bea", verdict, reason)
    assert reviews.of_run(run.id) == Review()


def test_actions_are_agreed_done_and_removed(reviews: Reviews, run: RunRecord, database: Database) -> None:
    action = reviews.agree(run.id, "bea", " Practise pauses ", date(2026, 4, 1))
    someday = reviews.agree(run.id, "ada", "Read the policy", None)
    assert action == AgreedAction(action.id, run.id, "bea", "Practise pauses", NOON, date(2026, 4, 1))
    for _ in range(2):
        reviews.done(action.id, run.id, is_done=True)
    assert reviews.of_run(run.id).actions == (replace(action, done_at=minute(2)), someday)
    reviews.done(action.id, run.id, is_done=False)
    assert reviews.of_run(run.id).actions == (action, someday)
    reviews.remove_action(action.id, "ada")
    reviews.remove_action(someday.id, "ada")
    assert reviews.of_run(run.id).actions == (action,)
    with pytest.raises(StoreError, match="no agreed action"):
        reviews.done(action.id, begin(database).id, is_done=True)
    with pytest.raises(StoreError, match="says nothing"):
        reviews.agree(run.id, "bea", " ", None)


def test_a_run_is_discussed_once_both_have_signed_and_the_first_signature_stands(
    reviews: Reviews, run: RunRecord
) -> None:
    first = reviews.sign(run.id, "bea", "supervisor", " Bea Żak ")
    assert first == Signature(run.id, "bea", "supervisor", "Bea Żak", NOON)
    assert reviews.sign(run.id, "bea", "supervisor", "B. Żak") == first
    assert not reviews.of_run(run.id).discussed
    with pytest.raises(StoreError, match="no name"):
        reviews.sign(run.id, "ada", "learner", " ")
    reviews.sign(run.id, "ada", "learner", "Ada")
    assert reviews.of_run(run.id).discussed


def test_a_review_read_from_a_file_is_taken_in_and_replaces_what_is_the_same(reviews: Reviews, run: RunRecord) -> None:
    own = reviews.comment(run.id, "ada", "I see it now.")
    review = make_review(run.id)
    reviews.take_in(run.id, review)
    assert reviews.of_run(run.id) == replace(
        review, comments=tuple(sorted((own, *review.comments), key=lambda c: (c.made_at, c.id)))
    )
    newer = replace(review, comments=(replace(review.comments[0], text="You waited, and well."),))
    reviews.remove_comment(own.id, "ada")
    for _ in range(2):
        reviews.take_in(run.id, newer)
        assert reviews.of_run(run.id) == newer


def test_what_was_done_here_stays_done_when_an_older_file_is_taken_in(reviews: Reviews, run: RunRecord) -> None:
    review = make_review(run.id)
    reviews.take_in(run.id, review)
    reviews.done(review.actions[0].id, run.id, is_done=True)
    reviews.take_in(run.id, review)
    assert reviews.of_run(run.id).actions == (replace(review.actions[0], done_at=NOON),)


def test_what_is_not_done_any_more_is_not_done_again_by_a_file(reviews: Reviews, run: RunRecord) -> None:
    review = make_review(run.id)
    reviews.take_in(run.id, review)
    reviews.take_in(run.id, replace(review, actions=(replace(review.actions[0], done_at=NOON),)))
    assert reviews.of_run(run.id).actions == review.actions


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: replace(r, comments=(replace(r.comments[0], turn=9),)), "no turn 9"),
        (lambda r: replace(r, overrides=(replace(r.overrides[0], reason=""),)), "needs a reason"),
        (lambda r: replace(r, actions=(replace(r.actions[0], text=""),)), "says nothing"),
        (lambda r: replace(r, signatures=(replace(r.signatures[0], name=""),)), "no name"),
        (lambda r: replace(r, signatures=(replace(r.signatures[0], run_id="other"),)), "about another run"),
        (lambda r: replace(r, signatures=r.signatures * 2), "there twice"),
        (lambda r: replace(r, actions=r.actions * 2), "there twice"),
    ],
)
def test_of_a_review_that_does_not_fit_nothing_is_taken_in(
    reviews: Reviews, run: RunRecord, change, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        reviews.take_in(run.id, change(make_review(run.id)))
    assert reviews.of_run(run.id) == Review()


@pytest.mark.parametrize("part", ["comments", "actions"])
def test_a_file_cannot_carry_off_what_another_run_or_author_has(
    reviews: Reviews, run: RunRecord, database: Database, part: str
) -> None:
    reviews.take_in(run.id, make_review(run.id))
    other = begin(database, "cem")
    alone = Review(**{part: getattr(make_review(other.id), part)})
    with pytest.raises(StoreError, match="id of something else"):
        reviews.take_in(other.id, alone)
    (mine,) = getattr(make_review(run.id), part)
    with pytest.raises(StoreError, match="id of something else"):
        reviews.take_in(run.id, Review(**{part: (replace(mine, author="cem"),)}))
    assert reviews.of_run(run.id) == make_review(run.id)
    assert reviews.of_run(other.id) == Review()


def test_a_run_that_is_not_there_is_said_to_be_missing(reviews: Reviews) -> None:
    asks = [
        lambda: reviews.comment("nowhere", "bea", "x"),
        lambda: reviews.override("nowhere", 1, "open-invitation", "bea", "met", ""),
        lambda: reviews.withdraw_override("nowhere", 1, "open-invitation", "bea"),
        lambda: reviews.agree("nowhere", "bea", "x", None),
        lambda: reviews.done("a", "nowhere", True),
        lambda: reviews.sign("nowhere", "bea", "supervisor", "Bea"),
        lambda: reviews.of_run("nowhere"),
        lambda: reviews.take_in("nowhere", Review()),
    ]
    for ask in asks:
        with pytest.raises(RunNotFound):
            ask()
