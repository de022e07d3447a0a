"""Statements waiting for a learning record store: kept before they are sent, so that none is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Update, select, update

from store.database import Database
from store.outbox_rows import put_statements
from store.rows import locked_run
from store.tables import OutboxRow
from store.text import storable
from store.transcripts import utc_now


@dataclass(frozen=True)
class Waiting:
    """One statement on its way; `id` is the statement's own, `attempts` those that failed.

    It is tried again from `next_at` on, and has arrived once `delivered_at` is set.
    """

    id: str
    run_id: str
    owner: str
    statement: dict[str, Any]
    attempts: int
    next_at: datetime
    last_error: str | None = None
    delivered_at: datetime | None = None


class Outbox:
    """Statements by their own ids; erasing a run takes its statements out."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def add(self, run_id: str, owner: str, statements: Sequence[dict[str, Any]]) -> None:
        """Keep statements about a run, due at once; one whose id is there already is left as it is.

        Raises RunNotFound, and StoreError for a statement without an id; then none is kept.
        """
        with self._database.writing() as session:
            locked_run(session, run_id)
            put_statements(session, run_id, owner, statements, self._now())

    def due(self, now: datetime, limit: int) -> tuple[Waiting, ...]:
        """Return at most so many statements that are to be sent by now, the longest due first."""
        return self._listed(
            select(OutboxRow).where(OutboxRow.delivered_at.is_(None), OutboxRow.next_at <= now).limit(limit)
        )

    def delivered(self, id: str) -> None:
        """Say that a statement arrived; nothing happens when its run was erased meanwhile."""
        with self._database.writing() as session:
            session.execute(_waiting(id).values(delivered_at=self._now(), last_error=None))

    def failed(self, id: str, error: str, next_at: datetime) -> None:
        """Say why a statement could not be sent and when to try again; nothing happens when it is gone or arrived."""
        with self._database.writing() as session:
            counted = OutboxRow.attempts + 1
            session.execute(_waiting(id).values(attempts=counted, last_error=storable(error), next_at=next_at))

    def of_owner(self, owner: str) -> tuple[Waiting, ...]:
        """Return all of a person's statements, sent and waiting, the longest due first."""
        return self._listed(select(OutboxRow).where(OutboxRow.owner == owner))

    def waiting(self) -> tuple[Waiting, ...]:
        """Return everybody's statements that have not arrived, the longest due first."""
        return self._listed(select(OutboxRow).where(OutboxRow.delivered_at.is_(None)))

    def _listed(self, asked: Select[OutboxRow]) -> tuple[Waiting, ...]:
        with self._database.reading() as session:
            rows = session.scalars(asked.order_by(OutboxRow.next_at, OutboxRow.id))
            return tuple(_waiting_of(row) for row in rows)


def _waiting(id_: str) -> Update:
    return update(OutboxRow).where(OutboxRow.id == id_, OutboxRow.delivered_at.is_(None))


def _waiting_of(row: OutboxRow) -> Waiting:
    return Waiting(**{column.key: getattr(row, column.key) for column in OutboxRow.__table__.columns})
