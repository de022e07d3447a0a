from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from store.database import Database
from store.errors import StoreError
from store.tables import RunRow

SUMMER_EVENING = datetime(2026, 7, 1, 18, 30, 5, 123456, tzinfo=timezone(timedelta(hours=1)))


def test_a_moment_comes_back_aware_in_utc(database: Database) -> None:
    with database.writing() as session:
        session.add(_run("a", SUMMER_EVENING))
    with database.reading() as session:
        kept = session.get_one(RunRow, "a").started_at
    assert kept == datetime(2026, 7, 1, 17, 30, 5, 123456, tzinfo=UTC)
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="no time zone"), database.writing() as session:
        session.add(_run("a", SUMMER_EVENING.replace(tzinfo=None)))


def _run(run_id: str, started_at: datetime) -> RunRow:
    return RunRow(
        id=run_id, owner="a", scenario="s", scenario_version=1, scorer_version="1", mode="quiet", started_at=started_at
    )
