from __future__ import annotations

from dataclasses import replace

import pytest

from store.access import Relation
from store.database import Database
from store.errors import DocumentInvalid, RunExists
from store.received import Received
from store.records import WholeRun
from store.review import ActionState, Review, Signature
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts
from tests.store.export.examples import RUN, at, make_whole

ADA = "file:" + "a" * 32


def sent(whole: WholeRun | None = None, owner: str = ADA) -> WholeRun:
    whole = whole or make_whole()
    return replace(whole, record=replace(whole.record, owner=owner))


def test_it_is_the_senders_and_open_to_who_opened_it(database: Database) -> None:
    record = Received(database).keep(sent(), "local")
    assert record == sent().record
    assert Shares(database).relation("local", RUN) is Relation.SHARED_WITH_REFLECTION
    assert Shares(database).relation("bea", RUN) is Relation.NONE
    assert Transcripts(database).whole(RUN) == sent()
    assert Transcripts(database).runs_of("local") == ()


def test_without_reflection_it_is_shared_without(database: Database) -> None:
    Received(database).keep(replace(sent(), reflections=()), "local")
    assert Shares(database).relation("local", RUN) is Relation.SHARED


def test_opened_again_it_keeps_what_was_said_of_it(database: Database) -> None:
    received, reviews = Received(database), Reviews(database)
    received.keep(replace(sent(), reflections=()), "local")
    comment = reviews.comment(RUN, "local", "You waited.", turn=1)
    signed = Signature(RUN, ADA, "learner", "Ada", at(5000))
    received.keep(replace(sent(), review=Review(signatures=(signed,))), "local")
    assert reviews.of_run(RUN) == Review(comments=(comment,), signatures=(signed,))
    assert len(Transcripts(database).reflections(RUN)) == 2
    assert [share.with_reflection for share in Shares(database).of_run(RUN)] == [True]


def test_actions_are_done_or_not_as_the_sender_says_and_none_is_lost(database: Database) -> None:
    received, reviews = Received(database), Reviews(database)
    received.keep(sent(), "local")
    pauses, policy, rest = (reviews.agree(RUN, "local", text, None) for text in ("Pauses", "Policy", "Rest"))
    reviews.done(rest.id, RUN, is_done=True)
    rest = reviews.of_run(RUN).actions[2]
    comment = reviews.comment(RUN, "local", "You waited.", turn=1)
    verdict = reviews.override(RUN, 1, "open-invitation", "local", "partial", "It closed again.")
    states = (ActionState(pauses.id, at(900)), ActionState(policy.id), ActionState("f" * 32, at(900)))
    received.keep(sent(), "local", states)
    done = replace(pauses, done_at=at(900))
    assert reviews.of_run(RUN) == Review((comment,), (verdict,), (done, policy, rest))
    received.keep(sent(), "local", (ActionState(pauses.id), ActionState(rest.id, at(950))))
    assert reviews.of_run(RUN).actions == (pauses, policy, replace(rest, done_at=at(950)))


def test_states_of_actions_of_another_run_touch_nothing(database: Database) -> None:
    other = Transcripts(database).begin("bea", "the-last-coat", 2, "", "quiet")
    theirs = Reviews(database).agree(other.id, "cleo", "Rest", None)
    for _ in range(2):
        Received(database).keep(sent(), "local", (ActionState(theirs.id, at(900)),))
    assert Reviews(database).of_run(other.id).actions == (theirs,)
    assert Reviews(database).of_run(RUN).actions == ()


def cut(whole: WholeRun) -> WholeRun:
    record = replace(whole.record, turns=1, ended_at=None, ending=None)
    return replace(whole, record=record, turns=whole.turns[:1], remarks=())


def test_one_that_goes_further_takes_its_place_and_an_earlier_one_does_not(database: Database) -> None:
    received = Received(database)
    received.keep(cut(sent()), "local")
    assert received.keep(sent(), "local").turns == 2
    with pytest.raises(DocumentInvalid, match="a later transcript"):
        received.keep(cut(sent()), "local")
    assert Transcripts(database).whole(RUN) == sent()


def test_one_that_begins_otherwise_is_refused(database: Database) -> None:
    received = Received(database)
    received.keep(sent(), "local")
    other = sent().turns[0].turn.model_copy(update={"reply": "Tell me about it, now."})
    changed = replace(sent(), turns=(replace(sent().turns[0], turn=other), sent().turns[1]))
    with pytest.raises(DocumentInvalid, match="begins otherwise"):
        received.keep(changed, "local")
    assert Transcripts(database).whole(RUN) == sent()


@pytest.mark.parametrize("owner", ["local", "file:" + "b" * 32])
def test_anothers_run_is_never_replaced(database: Database, owner: str) -> None:
    Transcripts(database).take_in(make_whole(), owner)
    with pytest.raises(RunExists, match="already kept here"):
        Received(database).keep(sent(), "local")
    assert Transcripts(database).run(RUN).owner == owner
    assert Shares(database).of_run(RUN) == ()
