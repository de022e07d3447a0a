"""Which runs their owners let a supervisor read. A share opens one run to one person, until it is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, select

from store.access import Relation
from store.database import Database
from store.errors import RunNotFound
from store.review import Share
from store.rows import locked_run
from store.tables import RunRow, ShareRow
from store.transcripts import utc_now

_NEWEST_FIRST = (ShareRow.shared_at.desc(), ShareRow.id)


class Shares:
    """Shares, open and withdrawn. Who may share a run is for the caller to ask."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def share(self, run_id: str, supervisor: str, with_reflection: bool) -> Share:
        """Open a run to a supervisor; where it already is, only `with_reflection` changes. Raises RunNotFound."""
        with self._database.writing() as session:
            run = locked_run(session, run_id)
            row = session.scalar(_open(run_id, supervisor))
            if row is None:
                row = ShareRow(id=uuid4().hex, run_id=run_id, supervisor=supervisor, shared_at=self._now())
                session.add(row)
            row.with_reflection = with_reflection
            return _share_of(row, run.owner)

    def withdraw(self, share_id: str) -> Share:
        """Close a share, and return it; one withdrawn before stays as it was. Raises RunNotFound when there is none."""
        run_id = self.get(share_id).run_id
        with self._database.writing() as session:
            run = locked_run(session, run_id)
            row = session.get_one(ShareRow, share_id)
            row.withdrawn_at = row.withdrawn_at or self._now()
            return _share_of(row, run.owner)

    def get(self, share_id: str) -> Share:
        """Return one share, open or withdrawn; raises RunNotFound when there is none, or its run was erased."""
        with self._database.reading() as session:
            found = session.execute(_shares().where(ShareRow.id == share_id)).one_or_none()
            if found is None:
                raise RunNotFound(f"there is no share '{share_id[:40]}'", hint="its run may have been erased")
            return _share_of(*found)

    def of_run(self, run_id: str) -> tuple[Share, ...]:
        """Return a run's shares, open and withdrawn, newest first; empty also when there is no such run."""
        with self._database.reading() as session:
            return tuple(_share_of(*row) for row in session.execute(_shares().where(ShareRow.run_id == run_id)))

    def with_supervisor(self, supervisor: str) -> tuple[Share, ...]:
        """Return what is open to a supervisor, newest first."""
        mine = _shares().where(ShareRow.supervisor == supervisor, ShareRow.withdrawn_at.is_(None))
        with self._database.reading() as session:
            return tuple(_share_of(*row) for row in session.execute(mine))

    def relation(self, person_id: str, run_id: str) -> Relation:
        """Return how a person stands to a run; NONE also when there is no such run."""
        with self._database.reading() as session:
            owner = session.scalar(select(RunRow.owner).where(RunRow.id == run_id))
            if owner == person_id:
                return Relation.OWN
            share = session.scalar(_open(run_id, person_id))
        if share is None:
            return Relation.NONE
        return Relation.SHARED_WITH_REFLECTION if share.with_reflection else Relation.SHARED


def _shares() -> Select[ShareRow, str]:
    return select(ShareRow, RunRow.owner).join(RunRow, RunRow.id == ShareRow.run_id).order_by(*_NEWEST_FIRST)


def _open(run_id: str, supervisor: str) -> Select[ShareRow]:
    """Ask for the one share of a run that is open to a supervisor."""
    of_both = (ShareRow.run_id == run_id, ShareRow.supervisor == supervisor)
    return select(ShareRow).where(*of_both, ShareRow.withdrawn_at.is_(None))


def _share_of(row: ShareRow, owner: str) -> Share:
    return Share(row.id, row.run_id, owner, row.supervisor, row.with_reflection, row.shared_at, row.withdrawn_at)
