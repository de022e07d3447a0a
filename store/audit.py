"""The audit log: who did what with another person's run. Triggers in the database refuse to change or remove a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from store.database import Database
from store.review import Access
from store.tables import AccessRow
from store.transcripts import utc_now


class AuditLog:
    """Lines without a word that anybody wrote; they stay when the run is erased."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def note(self, person: str, run_id: str, owner: str, action: str) -> None:
        """Add a line: this person, by id, did this with that owner's run."""
        with self._database.writing() as session:
            session.add(AccessRow(at=self._now(), person=person, run_id=run_id, owner=owner, action=action))

    def of_owner(self, owner: str) -> tuple[Access, ...]:
        """Return what was done with a person's runs, newest first; erased runs among them."""
        mine = select(AccessRow).where(AccessRow.owner == owner).order_by(AccessRow.at.desc(), AccessRow.id.desc())
        with self._database.reading() as session:
            return tuple(Access(r.at, r.person, r.run_id, r.owner, r.action) for r in session.scalars(mine))
