from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Thread

import pytest

from simulator.settings import Settings
from store.database import Database
from store.outbox import Outbox
from tests.cli.conftest import Attune
from tests.cli.kept import keep_example
from tests.simulator.test_delivery import RecordStore
from tests.store.export.examples import RUN


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordStore]:
    with RecordStore() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("ATTUNE_LRS_URL", server.url)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def kept(store: RecordStore) -> None:
    keep_example()
    database = Database(Settings.from_environment(os.environ).database_url)
    Outbox(database).add(RUN, "local", [{"id": f"statement-{number}"} for number in (1, 2)])
    database.close()


def test_without_a_store_it_says_what_to_set(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTUNE_LRS_URL", raising=False)
    ran = attune("deliver")
    assert (ran.code, ran.out) == (2, "")
    assert "ATTUNE_LRS_URL: no learning record store is set" in ran.err


def test_what_waits_is_delivered_once(attune: Attune, store: RecordStore, kept: None) -> None:
    ran = attune("deliver", "--json")
    assert (ran.code, ran.json) == (0, {"delivered": 2, "put_off": 0})
    assert sorted(store.kept) == ["statement-1", "statement-2"]
    assert attune("deliver", "--json").json == {"delivered": 0, "put_off": 0}
    assert "nothing waits" in attune("deliver", "--list").err


def test_what_failed_is_listed_with_why_and_can_be_sent_at_once(attune: Attune, store: RecordStore, kept: None) -> None:
    store.codes = [503]
    ran = attune("deliver")
    assert (ran.code, ran.out) == (1, "")
    assert "0 delivered, 2 put off" in ran.err
    (first, second) = attune("deliver", "--list", "--json").json
    assert (first["run"], first["failed"], first["why"]) == (RUN, 1, "it answered 503: a <b>reason</b>")
    assert {first["id"], second["id"]} == {"statement-1", "statement-2"}
    assert "statement-1" in attune("deliver", "--list").out
    assert attune("deliver", "--json").json == {"delivered": 0, "put_off": 0}
    assert attune("deliver", "--now", "--json").json == {"delivered": 2, "put_off": 0}
