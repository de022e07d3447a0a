"""Dates as records write them."""

from __future__ import annotations

from datetime import UTC, date, datetime


def written_date(moment: datetime) -> str:
    """Return a moment as people write it, for instance '1 March 2026, 12:00 UTC'."""
    utc = moment.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"


def written_day(day: date) -> str:
    """Return a day, for instance '1 March 2026'."""
    return f"{day.day} {day:%B %Y}"
