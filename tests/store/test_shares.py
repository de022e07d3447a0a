from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from store.access import Relation
from store.database import Database
from store.errors import RunNotFound
from store.shares import Shares
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, Clock, begin


@pytest.fixture
def shares(database: Database) -> Shares:
    return Shares(database, now=Clock())


def test_a_share_opens_one_run_to_one_person(shares: Shares, database: Database) -> None:
    run, other = begin(database), begin(database)
    share = shares.share(run.id, "bea", with_reflection=False)
    assert (share.run_id, share.owner, share.supervisor, share.with_reflection) == (run.id, "ada", "bea", False)
    assert (share.shared_at, share.open) == (NOON, True)
    assert shares.of_run(run.id) == shares.with_supervisor("bea") == (share,)
    assert shares.get(share.id) == share
    assert shares.relation("ada", run.id) is Relation.OWN
    assert shares.relation("bea", run.id) is Relation.SHARED
    assert shares.relation("cem", run.id) is shares.relation("bea", other.id) is Relation.NONE
    assert shares.relation("ada", "nowhere") is Relation.NONE


def test_shared_again_only_the_reflection_changes(shares: Shares, database: Database) -> None:
    run = begin(database)
    first = shares.share(run.id, "bea", with_reflection=False)
    assert shares.share(run.id, "bea", with_reflection=True) == replace(first, with_reflection=True)
    assert shares.relation("bea", run.id) is Relation.SHARED_WITH_REFLECTION
    assert len(shares.of_run(run.id)) == 1


def test_a_withdrawn_share_opens_nothing_and_stays_listed(shares: Shares, database: Database) -> None:
    run = begin(database)
    first = shares.share(run.id, "bea", with_reflection=True)
    gone = shares.withdraw(first.id)
    assert gone == replace(first, withdrawn_at=NOON + timedelta(minutes=1))
    assert shares.withdraw(first.id) == gone
    assert shares.relation("bea", run.id) is Relation.NONE
    assert shares.with_supervisor("bea") == ()
    again = shares.share(run.id, "bea", with_reflection=False)
    assert again.id != first.id
    assert shares.of_run(run.id) == (again, gone)
    assert shares.relation("bea", run.id) is Relation.SHARED


def test_what_is_open_to_a_supervisor_comes_newest_first(shares: Shares, database: Database) -> None:
    one, two, three = begin(database), begin(database, "cem"), begin(database)
    for run in (one, two):
        shares.share(run.id, "bea", with_reflection=False)
    shares.share(three.id, "dan", with_reflection=False)
    assert [(share.run_id, share.owner) for share in shares.with_supervisor("bea")] == [
        (two.id, "cem"),
        (one.id, "ada"),
    ]


def test_what_is_not_there_is_said_to_be_missing(shares: Shares, database: Database) -> None:
    with pytest.raises(RunNotFound):
        shares.share("nowhere", "bea", with_reflection=False)
    with pytest.raises(RunNotFound, match="no share 'nowhere'"):
        shares.withdraw("nowhere")
    run = begin(database)
    share = shares.share(run.id, "bea", with_reflection=False)
    Transcripts(database).erase(run.id, "ada")
    with pytest.raises(RunNotFound):
        shares.withdraw(share.id)
    assert shares.of_run(run.id) == shares.with_supervisor("bea") == ()
    assert shares.relation("bea", run.id) is Relation.NONE


def test_shared_from_many_windows_at_once_there_is_one_share(shares: Shares, database: Database) -> None:
    run = begin(database)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: shares.share(run.id, "bea", with_reflection=True).id, range(16)))
    assert made == {share.id for share in shares.of_run(run.id)}
    assert len(made) == 1
