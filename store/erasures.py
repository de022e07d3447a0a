"""What was erased, without a word of it: written where runs are deleted, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from store.database import Database
from store.records import RunRecord
from store.review import Erasure
from store.tables import ErasureRow, RunRow

RETENTION = "retention"
"""Who erased what was kept for as long as it was to be."""

_AT_ONCE = 500


def delete_runs(session: Session, records: Sequence[RunRecord], by: str, now: datetime) -> None:
    """Delete runs with all that hangs on them, and list them as erased.

    Some hundreds a statement, as no database takes any number of values in one.
    """
    for start in range(0, len(records), _AT_ONCE):
        some = records[start : start + _AT_ONCE]
        session.execute(delete(RunRow).where(RunRow.id.in_([record.id for record in some])))
        listed = ({"run_id": r.id, "owner": r.owner, "scenario": r.scenario} for r in some)
        session.execute(insert(ErasureRow), [line | {"erased_at": now, "by": by} for line in listed])


class Erasures:
    """The list of what was erased; triggers in the database refuse to change or remove a line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_owner(self, owner: str) -> tuple[Erasure, ...]:
        """Return what was erased of a person's runs, newest first; one that came back and went again is there twice."""
        newest_first = (ErasureRow.erased_at.desc(), ErasureRow.id.desc())
        mine = select(ErasureRow).where(ErasureRow.owner == owner).order_by(*newest_first)
        with self._database.reading() as session:
            return tuple(Erasure(r.run_id, r.owner, r.scenario, r.erased_at, r.by) for r in session.scalars(mine))
