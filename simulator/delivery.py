"""Statements delivered to a learning record store (xAPI 1.0.3): from the outbox, each until it has arrived.

They are in the outbox before anything is sent, so a store that is down, slow or wrong disturbs nobody; ids made from
the run let a statement be sent twice without being there twice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from engine.errors import SimulatorError
from simulator.records import Records
from simulator.settings import Settings
from store.export.xapi import conforming_statements
from store.outbox import Outbox, Waiting
from store.records import WholeRun
from store.transcripts import utc_now

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
AT_ONCE = 100
ROUND_SECONDS = 30
"""How often the app looks whether something is due."""

TIMEOUT_SECONDS = 10
ARRIVED = (200, 204, 409)
"""Taken in, or there already: xAPI 1.0.3, part three, 2.1.1 and 2.1.2."""

_ITS_OWN_FAULT = (400, 413, 415, 422)
"""Answers about one statement; all others are about the store as a whole."""

_MOST_DOUBLINGS = 9
_MOST_ERROR_CHARS = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """How many statements arrived, and how many were put off."""

    delivered: int
    put_off: int


@dataclass(frozen=True)
class DeliveryState:
    """Of one person's statements: where they go, how many arrived, how many wait, and why: empty while none failed."""

    host: str
    words: bool
    delivered: int
    waiting: int
    last_error: str


@dataclass(frozen=True)
class _Failure:
    reason: str
    of_store: bool


class Delivery:
    """The way from the outbox to one learning record store."""

    def __init__(
        self, outbox: Outbox, client: httpx.Client, now: Callable[[], datetime] = utc_now, words: bool = False
    ) -> None:
        self.outbox, self._client, self._now, self._words = outbox, client, now, words

    def send_due(self, limit: int = AT_ONCE, ahead: timedelta = timedelta(0)) -> Round:
        """Send what is due, or will be so far ahead, each statement once; what fails is put off, longer each time.

        Where the store as a whole fails, it is not asked again for the rest. Raises StoreError.
        """
        due, delivered = self.outbox.due(self._now() + ahead, limit), 0
        for place, waiting in enumerate(due):
            failure = _send(self._client, waiting.statement)
            if failure is None:
                self.outbox.delivered(waiting.id)
                delivered += 1
                continue
            for other in due[place:] if failure.of_store else (waiting,):
                self.outbox.failed(other.id, failure.reason, self._now() + pause_after(other.attempts))
            if failure.of_store:
                break
        return Round(delivered, len(due) - delivered)

    def state(self, owner: str) -> DeliveryState:
        """Return how one person's statements stand."""
        mine = self.outbox.of_owner(owner)
        waiting = [statement for statement in mine if statement.delivered_at is None]
        error = next((one.last_error for one in waiting if one.last_error), "")
        return DeliveryState(self._client.base_url.host, self._words, len(mine) - len(waiting), len(waiting), error)

    def waiting(self) -> tuple[Waiting, ...]:
        """Return everybody's statements that have not arrived, the longest due first."""
        return self.outbox.waiting()

    def start(self, stop: threading.Event | None = None, every_seconds: float = ROUND_SECONDS) -> threading.Thread:
        """Deliver in the background for as long as this process lives, or until told to stop."""
        arguments = (self, stop or threading.Event(), every_seconds)
        thread = threading.Thread(target=_keep_delivering, args=arguments, name="delivery", daemon=True)
        thread.start()
        return thread


def build_client(settings: Settings) -> httpx.Client:
    """Return a client that speaks to this installation's store, and follows it nowhere else."""
    known = (settings.lrs_key, settings.lrs_secret.get_secret_value()) if settings.lrs_key else None
    version = {"X-Experience-API-Version": "1.0.3"}
    return httpx.Client(base_url=settings.lrs_url, auth=known, headers=version, timeout=TIMEOUT_SECONDS)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait when a statement fails that failed so often before: 1 minute, doubled up to 6 hours."""
    return min(FIRST_PAUSE * (1 << min(failures, _MOST_DOUBLINGS)), LONGEST_PAUSE)


def statements_at_end(records: Records, base: str, *, words: bool) -> Callable[[WholeRun], list[dict[str, Any]]]:
    """Return what says, of a run that has just ended, what is to be sent about it.

    Nothing is, and the log says so, where that cannot be told: the turn that ended the run is kept all the same.
    """

    def say(whole: WholeRun) -> list[dict[str, Any]]:
        try:
            return conforming_statements(records.composed(whole), words=words, base=base)
        except (SimulatorError, ValueError) as error:
            _log.warning("no statements about run %s: %s", whole.record.id, type(error).__name__)
            return []

    return say


def _send(client: httpx.Client, statement: dict[str, Any]) -> _Failure | None:
    try:
        answer = client.put("/statements", params={"statementId": statement["id"]}, json=statement)
    except httpx.TimeoutException:
        return _Failure("it did not answer in time", of_store=True)
    except httpx.HTTPError as error:
        return _Failure(f"it cannot be reached: {error}"[:_MOST_ERROR_CHARS], of_store=True)
    if answer.status_code in ARRIVED:
        return None
    said = " ".join(answer.text.split())[:_MOST_ERROR_CHARS]
    reason = f"it answered {answer.status_code}{': ' if said else ''}{said}"
    return _Failure(reason, of_store=answer.status_code not in _ITS_OWN_FAULT)


def _keep_delivering(delivery: Delivery, stop: threading.Event, every_seconds: float) -> None:
    while True:
        try:
            while delivery.send_due().delivered == AT_ONCE:
                pass
        except SimulatorError as error:
            _log.warning("statements could not be delivered: %s", error.message)
        if stop.wait(every_seconds):
            return
