"""One row put in place of the one with its key, in one statement, so that two writers at once do not fail."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.tables import Base


def put(session: Session, table: type[Base], **values: Any) -> None:
    """Insert a row, or change the one that has its primary key; every column is given."""
    key = [column.name for column in inspect(table).primary_key]
    new = {name: value for name, value in values.items() if name not in key}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(table).values(**values).on_conflict_do_update(index_elements=key, set_=new))
