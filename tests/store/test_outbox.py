from __future__ import annotations

from datetime import timedelta

import pytest

from store.database import Database
from store.errors import RunNotFound, StoreError
from store.outbox import Outbox, Waiting
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, begin

LATER = NOON + timedelta(minutes=5)
FIRST = {"id": "a", "verb": {"id": "https://example.org/answered"}, "object": {"words": "🧸", "list": [1, 2.5, None]}}
SECOND = {"id": "b"}


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database, now=lambda: NOON)


def test_a_statement_waits_until_it_is_delivered(outbox: Outbox, database: Database) -> None:
    run = begin(database)
    outbox.add(run.id, "ada", [FIRST])
    waiting = Waiting("a", run.id, "ada", FIRST, 0, NOON)
    assert outbox.due(NOON, 10) == outbox.of_owner("ada") == (waiting,)
    assert outbox.due(NOON - timedelta(seconds=1), 10) == outbox.of_owner("cem") == ()
    outbox.failed("a", "the store is asleep", LATER)
    outbox.failed("a", "still asleep", LATER)
    failed = Waiting("a", run.id, "ada", FIRST, 2, LATER, "still asleep")
    assert outbox.of_owner("ada") == (failed,)
    assert outbox.due(NOON, 10) == ()
    assert outbox.due(LATER, 10) == (failed,)
    for _ in range(2):
        outbox.delivered("a")
    outbox.failed("a", "too late", LATER)
    assert outbox.of_owner("ada") == (Waiting("a", run.id, "ada", FIRST, 2, LATER, None, NOON),)
    assert outbox.due(LATER, 10) == ()


def test_a_statement_added_again_is_left_as_it_is(outbox: Outbox, database: Database) -> None:
    run = begin(database)
    outbox.add(run.id, "ada", [FIRST, FIRST])
    outbox.delivered("a")
    outbox.add(run.id, "ada", [{"id": "a", "changed": True}, SECOND])
    assert [(w.id, w.statement, w.delivered_at) for w in outbox.of_owner("ada")] == [
        ("a", FIRST, NOON),
        ("b", SECOND, None),
    ]


def test_so_many_at_a_time_come_the_longest_due_first(outbox: Outbox, database: Database) -> None:
    run = begin(database)
    outbox.add(run.id, "ada", [{"id": id_} for id_ in "abc"])
    outbox.failed("a", "no", LATER)
    assert [w.id for w in outbox.due(LATER, 2)] == ["b", "c"]


def test_all_of_a_call_or_nothing(outbox: Outbox, database: Database) -> None:
    run = begin(database)
    for nameless in ({}, {"id": ""}, {"id": 3}):
        with pytest.raises(StoreError, match="a statement has no id"):
            outbox.add(run.id, "ada", [FIRST, nameless])
    with pytest.raises(RunNotFound):
        outbox.add("nowhere", "ada", [FIRST])
    assert outbox.of_owner("ada") == ()


def test_what_is_erased_is_not_sent(outbox: Outbox, database: Database) -> None:
    run = begin(database)
    outbox.add(run.id, "ada", [FIRST])
    Transcripts(database).erase(run.id, "ada")
    assert outbox.due(NOON, 10) == ()
    outbox.delivered("a")
    outbox.failed("a", "gone", LATER)
    assert outbox.of_owner("ada") == ()
