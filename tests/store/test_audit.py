from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from store.audit import AuditLog
from store.database import Database
from store.errors import StoreError
from store.review import Access
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, Clock, begin


@pytest.fixture
def audit(database: Database) -> AuditLog:
    return AuditLog(database, now=Clock())


def test_lines_come_newest_first_and_only_of_ones_own_runs(audit: AuditLog) -> None:
    audit.note("bea", "r1", "ada", "read")
    audit.note("bea", "r2", "cem", "read")
    audit.note("bea", "r1", "ada", "comment")
    assert audit.of_owner("ada") == (
        Access(NOON + timedelta(minutes=2), "bea", "r1", "ada", "comment"),
        Access(NOON, "bea", "r1", "ada", "read"),
    )
    assert audit.of_owner("bea") == ()


def test_of_lines_of_one_moment_the_last_comes_first(database: Database) -> None:
    audit = AuditLog(database, now=lambda: NOON)
    for action in ("read", "comment", "sign"):
        audit.note("bea", "r1", "ada", action)
    assert [line.action for line in audit.of_owner("ada")] == ["sign", "comment", "read"]


@pytest.mark.parametrize("table", ["accesses", "erasures"])
@pytest.mark.parametrize("change", ["UPDATE {} SET owner = 'nobody'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_a_line(
    audit: AuditLog, database: Database, table: str, change: str
) -> None:
    run = begin(database)
    audit.note("bea", run.id, "ada", "read")
    Transcripts(database).erase(run.id, "ada")
    with pytest.raises(StoreError, match=f"{table} are append-only"), database.writing() as session:
        session.execute(text(change.format(table)))
    with database.reading() as session:
        assert session.execute(text(f"SELECT owner FROM {table}")).scalars().all() == ["ada"]


def test_lines_stay_when_the_run_is_erased(audit: AuditLog, database: Database) -> None:
    run = begin(database)
    audit.note("bea", run.id, "ada", "read")
    Transcripts(database).erase_all("ada")
    assert [(line.run_id, line.action) for line in audit.of_owner("ada")] == [(run.id, "read")]
