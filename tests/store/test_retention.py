"""How long runs are kept: private ones as their owner chose, shared ones as the organisation says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.database import Database
from store.erasures import Erasures
from store.errors import StoreError
from store.retention import Retention
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, begin


@pytest.fixture
def retention(database: Database) -> Retention:
    return Retention(database)


def day(number: float):
    return NOON + timedelta(days=number)


def expired(database: Database, shared_days: int | None, on: float) -> set[str]:
    return {record.id for record in Transcripts(database).expired(shared_days, day(on))}


def test_a_choice_is_kept_changed_and_taken_back(retention: Retention) -> None:
    assert retention.private_days("ada") is None
    retention.set_private_days("ada", 30)
    retention.set_private_days("bea", 90)
    retention.set_private_days("ada", 31)
    assert (retention.private_days("ada"), retention.private_days("bea")) == (31, 90)
    for _ in range(2):
        retention.set_private_days("ada", None)
        assert (retention.private_days("ada"), retention.private_days("bea")) == (None, 90)


@pytest.mark.parametrize("days", [0, -1, 36_501])
def test_a_number_of_days_that_is_none_is_refused(retention: Retention, days: int) -> None:
    with pytest.raises(StoreError, match=f"{days} is no number of days"):
        retention.set_private_days("ada", days)
    assert retention.private_days("ada") is None


def test_a_private_run_goes_only_when_its_owner_chose_so(retention: Retention, database: Database) -> None:
    mine, other = begin(database, "ada"), begin(database, "cem")
    assert expired(database, 1, 9999) == set()
    retention.set_private_days("ada", 30)
    assert expired(database, 1, 30) == set()
    assert expired(database, 1, 30.001) == {mine.id}
    retention.set_private_days("cem", 60)
    assert expired(database, 1, 59) == {mine.id}
    assert expired(database, None, 61) == {mine.id, other.id}


def test_a_shared_run_is_kept_as_the_organisation_says_and_a_withdrawn_one_is_private_again(
    retention: Retention, database: Database
) -> None:
    run = begin(database)
    retention.set_private_days("ada", 30)
    share = Shares(database, now=lambda: day(10)).share(run.id, "bea", with_reflection=False)
    assert expired(database, None, 9999) == set()
    assert expired(database, 365, 375) == set()
    assert expired(database, 365, 376) == {run.id}
    Shares(database, now=lambda: day(400)).withdraw(share.id)
    assert expired(database, 365, 430) == set()
    assert expired(database, None, 431) == {run.id}


def test_a_run_shared_with_two_is_shared_until_both_are_withdrawn(retention: Retention, database: Database) -> None:
    run = begin(database)
    shares = Shares(database, now=lambda: day(0))
    first, second = (shares.share(run.id, who, with_reflection=False) for who in ("bea", "cem"))
    shares.withdraw(first.id)
    assert expired(database, 365, 366) == {run.id}
    shares.withdraw(second.id)
    assert expired(database, 365, 366) == set()


@pytest.mark.parametrize("step", ["comment", "override", "agree", "done", "sign"])
def test_whatever_supervision_last_did_counts(database: Database, step: str) -> None:
    run = begin(database)
    Shares(database, now=lambda: day(0)).share(run.id, "bea", with_reflection=False)
    reviews = Reviews(database, now=lambda: day(0))
    action = reviews.agree(run.id, "bea", "Practise pauses", None)
    later = Reviews(database, now=lambda: day(5))
    {
        "comment": lambda: later.comment(run.id, "bea", "x"),
        "override": lambda: later.override(run.id, 1, "open-invitation", "bea", "met", ""),
        "agree": lambda: later.agree(run.id, "bea", "x", None),
        "done": lambda: later.done(action.id, run.id, is_done=True),
        "sign": lambda: later.sign(run.id, "ada", "learner", "Ada"),
    }[step]()
    assert expired(database, 30, 35) == set()
    assert expired(database, 30, 36) == {run.id}


def test_what_is_expired_is_purged_and_listed(retention: Retention, database: Database) -> None:
    run, kept = begin(database), begin(database, "cem")
    retention.set_private_days("ada", 30)
    transcripts = Transcripts(database)
    listed = transcripts.expired(None, day(31))
    assert transcripts.purge_expired(None, day(31)) == listed
    assert [record.id for record in listed] == [run.id]
    assert transcripts.purge_expired(None, day(31)) == ()
    assert transcripts.runs_of("cem") == (kept,)
    assert [(line.run_id, line.by) for line in Erasures(database).of_owner("ada")] == [(run.id, "retention")]
