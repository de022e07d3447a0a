"""How long a learner wants their private runs kept; how long shared ones are is the organisation's to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete

from store.database import Database
from store.errors import StoreError
from store.tables import RetentionRow
from store.transcripts import utc_now
from store.upsert import put

MOST_DAYS = 36_500


class Retention:
    """What each person chose; `Transcripts.purge_expired` acts on it."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def private_days(self, owner: str) -> int | None:
        """Return after how many days a person's private runs are erased; None: when they erase them."""
        with self._database.reading() as session:
            row = session.get(RetentionRow, owner)
            return None if row is None else row.private_days

    def set_private_days(self, owner: str, days: int | None) -> None:
        """Keep a person's choice, 1 to a hundred years; None: until they erase them. Raises StoreError."""
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise StoreError(f"{days} is no number of days to keep runs", hint=f"1 to {MOST_DAYS:,}, or no limit")
        with self._database.writing() as session:
            if days is None:
                session.execute(delete(RetentionRow).where(RetentionRow.owner == owner))
            else:
                put(session, RetentionRow, owner=owner, private_days=days, chosen_at=self._now())
