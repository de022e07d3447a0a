from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from store.export.dates import written_date, written_day


def test_dates_are_written_in_utc() -> None:
    berlin = timezone(timedelta(hours=2))
    assert written_date(datetime(2026, 7, 9, 1, 30, tzinfo=berlin)) == "8 July 2026, 23:30 UTC"
    assert written_date(datetime(2026, 7, 9, 1, 30, tzinfo=UTC)) == "9 July 2026, 01:30 UTC"


def test_a_day_has_no_time() -> None:
    assert written_day(date(2026, 4, 1)) == "1 April 2026"
