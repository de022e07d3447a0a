"""Delivery to a small learning record store that runs here, on a port of this computer."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from simulator import delivery as module
from simulator.delivery import Delivery, DeliveryState, Round, build_client, pause_after, statements_at_end
from simulator.library import Library
from simulator.records import Records
from simulator.settings import Settings
from store.database import Database
from store.export.xapi_rules import find_faults
from store.outbox import Outbox
from store.transcripts import Transcripts
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import make_simulator

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BASE = "https://learning.example/attune"
SAID = ("I won't tell anyone, so tell me about it.", "Perhaps it's your fault.", "Next I find Mrs Hale.")


class RecordStore(ThreadingHTTPServer):
    """It answers with the codes it was given, then 204, and keeps what it takes in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.codes: list[int] = []
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.kept: dict[str, Any] = {}
        self.slow = threading.Event()
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"


class _Answers(BaseHTTPRequestHandler):
    server: RecordStore

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.command, self.path, dict(self.headers.items())))
        if self.server.slow.is_set():
            self.server.released.wait(5)
        code = self.server.codes.pop(0) if self.server.codes else 204
        if code == 204:
            (id_,) = parse_qs(urlsplit(self.path).query)["statementId"]
            code = 204 if self.server.kept.setdefault(id_, json.loads(body)) == json.loads(body) else 409
        self.send_response(code)
        answer = b"" if code == 204 else b"a <b>reason</b>\n"
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def store() -> Iterator[RecordStore]:
    server = RecordStore()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


class Clock:
    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


def settings_for(url: str, **more: str) -> Settings:
    return Settings.from_environment({"ATTUNE_LRS_URL": url, **{f"ATTUNE_{k.upper()}": v for k, v in more.items()}})


def deliver_to(url: str, database: Database, clock: Clock) -> Delivery:
    client = build_client(settings_for(url, lrs_key="attune", lrs_secret="quiet:word"))
    return Delivery(Outbox(database, clock), client, clock)


def play(library: Library, database: Database, clock: Clock, words: bool = False) -> str:
    """End a run, and return its id."""
    at_end = statements_at_end(Records(library, Transcripts(database)), BASE, words=words)
    simulator = make_simulator(library, database, KeywordScorer(), transcripts=Transcripts(database, clock, at_end))
    run = simulator.begin("the-last-coat", "quiet", "ada")
    for reply in SAID:
        run.say(reply)
    assert run.ending is not None
    return run.record.id


def test_a_run_that_ends_leaves_its_statements_and_one_that_goes_on_none(
    library: Library, database: Database, clock: Clock
) -> None:
    run_id = play(library, database, clock)
    waiting = Outbox(database).waiting()
    assert {one.run_id for one in waiting} == {run_id}
    assert len(waiting) == 6
    statements = sorted(
        (one.statement for one in waiting), key=lambda s: (s["timestamp"], "initialized" not in s["verb"]["id"])
    )
    assert not [
        fault for s in statements for fault in find_faults([s]) if "session" not in fault and "defined" not in fault
    ]
    assert not any(words in json.dumps(statements) for words in SAID)
    assert all(s["actor"]["account"] == {"homePage": BASE, "name": "ada"} for s in statements)


def test_the_learners_words_go_only_when_asked_for(library: Library, database: Database, clock: Clock) -> None:
    play(library, database, clock, words=True)
    sent = [one.statement["result"].get("response") for one in Outbox(database).waiting() if "result" in one.statement]
    assert sorted(reply for reply in sent if reply) == sorted(SAID)


def test_each_statement_is_put_under_its_own_id(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    play(library, database, clock)
    delivery = deliver_to(store.url, database, clock)
    assert delivery.send_due() == Round(delivered=6, put_off=0)
    assert {one.id: one.statement for one in Outbox(database).of_owner("ada")} == store.kept
    for verb, path, headers in store.asked:
        assert verb == "PUT"
        assert path.startswith("/xapi/statements?statementId=")
        assert headers["X-Experience-API-Version"] == "1.0.3"
        assert headers["Content-Type"] == "application/json"
        assert headers["Authorization"] == "Basic " + base64.b64encode(b"attune:quiet:word").decode()
    assert delivery.send_due() == Round(0, 0)
    assert delivery.state("ada") == DeliveryState("127.0.0.1", False, 6, 0, "")


def test_a_store_that_is_down_is_asked_once_and_everything_waits(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    with RecordStore() as gone:
        url = gone.url
    play(library, database, clock)
    assert deliver_to(url, database, clock).send_due() == Round(0, 6)
    waiting = Outbox(database).waiting()
    assert {(one.attempts, one.next_at) for one in waiting} == {(1, NOON + timedelta(minutes=1))}
    assert all("cannot be reached" in (one.last_error or "") for one in waiting)
    up = deliver_to(store.url, database, clock)
    assert up.send_due() == Round(0, 0)
    clock.moment += timedelta(minutes=1)
    assert up.send_due() == Round(6, 0)
    assert len(store.kept) == 6


def test_a_500_puts_everything_off_longer_each_time_and_then_it_arrives(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    play(library, database, clock)
    delivery = deliver_to(store.url, database, clock)
    store.codes = [500, 503]
    assert delivery.send_due() == Round(0, 6)
    assert len(store.asked) == 1
    state = delivery.state("ada")
    assert (state.delivered, state.waiting, state.last_error) == (0, 6, "it answered 500: a <b>reason</b>")
    clock.moment += timedelta(minutes=1)
    assert delivery.send_due() == Round(0, 6)
    assert {one.next_at for one in delivery.waiting()} == {clock.moment + timedelta(minutes=2)}
    clock.moment += timedelta(minutes=2)
    assert delivery.send_due() == Round(6, 0)
    assert len(store.kept) == 6


def test_what_is_there_already_has_arrived(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    play(library, database, clock)
    store.codes = [409] * 6
    assert deliver_to(store.url, database, clock).send_due() == Round(6, 0)
    assert Outbox(database).waiting() == ()


def test_an_answer_that_was_lost_makes_no_duplicate(
    library: Library, database: Database, clock: Clock, store: RecordStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is so slow that we give up waiting, and takes the statement in all the same."""
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.05)
    play(library, database, clock)
    store.slow.set()
    assert deliver_to(store.url, database, clock).send_due() == Round(0, 6)
    assert {one.last_error for one in Outbox(database).waiting()} == {"it did not answer in time"}
    store.slow.clear()
    store.released.set()
    monkeypatch.undo()
    clock.moment += timedelta(minutes=1)
    assert deliver_to(store.url, database, clock).send_due() == Round(6, 0)
    assert len(store.kept) == 6


def test_one_statement_that_is_refused_does_not_hold_up_the_rest(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    play(library, database, clock)
    store.codes = [400]
    assert deliver_to(store.url, database, clock).send_due() == Round(5, 1)
    (refused,) = Outbox(database).waiting()
    assert refused.last_error == "it answered 400: a <b>reason</b>"


@pytest.mark.parametrize("code", [302, 401, 403, 404, 429, 502])
def test_an_answer_about_the_store_ends_the_round(
    library: Library, database: Database, clock: Clock, store: RecordStore, code: int
) -> None:
    play(library, database, clock)
    store.codes = [code]
    assert deliver_to(store.url, database, clock).send_due() == Round(0, 6)
    assert len(store.asked) == 1


def test_pauses_grow_from_a_minute_to_six_hours() -> None:
    minutes = [pause_after(failures) / timedelta(minutes=1) for failures in (0, 1, 2, 8, 9, 10, 100_000)]
    assert minutes == [1, 2, 4, 256, 360, 360, 360]


def test_erasing_a_run_takes_what_waits_with_it(library: Library, database: Database, clock: Clock) -> None:
    run_id = play(library, database, clock)
    Transcripts(database).erase(run_id, "ada")
    assert Outbox(database).waiting() == ()


def test_what_cannot_be_stated_never_costs_the_turn(library: Library, database: Database, clock: Clock) -> None:
    at_end = statements_at_end(Records(library, Transcripts(database)), "no iri", words=False)
    simulator = make_simulator(library, database, KeywordScorer(), transcripts=Transcripts(database, clock, at_end))
    run = simulator.begin("the-last-coat", "quiet", "ada")
    for reply in SAID:
        run.say(reply)
    assert simulator.open(run.record.id, "ada").ending is not None
    assert Outbox(database).waiting() == ()


def test_the_thread_delivers_and_goes_on_after_a_failure(
    library: Library, database: Database, clock: Clock, store: RecordStore
) -> None:
    play(library, database, clock)
    store.codes = [500]
    stop = threading.Event()
    delivery = deliver_to(store.url, database, clock)
    thread = delivery.start(stop, every_seconds=0.01)
    clock.moment += timedelta(hours=1)
    for _ in range(500):
        if len(store.kept) == 6:
            break
        stop.wait(0.01)
        clock.moment += timedelta(hours=1)
    stop.set()
    thread.join(5)
    assert len(store.kept) == 6
    assert not thread.is_alive()


def test_the_client_follows_nobody_and_needs_no_name() -> None:
    client = build_client(settings_for("https://store.example/xapi/"))
    assert client.follow_redirects is False
    assert client.auth is None
    assert client.base_url == httpx.URL("https://store.example/xapi/")
