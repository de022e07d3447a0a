"""Statements put into the outbox within a transaction that does more, such as keeping the turn that ended a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from store.errors import StoreError
from store.tables import OutboxRow


def put_statements(
    session: Session, run_id: str, owner: str, statements: Sequence[dict[str, Any]], now: datetime
) -> None:
    """Add statements, due at once; one that is there already is left as it is. Raises StoreError for one without id."""
    for id_, statement in {_id_of(statement): statement for statement in statements}.items():
        if session.get(OutboxRow, id_) is None:
            row = OutboxRow(id=id_, run_id=run_id, owner=owner, statement=statement, attempts=0, next_at=now)
            session.add(row)


def _id_of(statement: dict[str, Any]) -> str:
    id_ = statement.get("id")
    if not isinstance(id_, str) or not id_:
        raise StoreError(f"a statement has no id: {statement!r:.80}")
    return id_
