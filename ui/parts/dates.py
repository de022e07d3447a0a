"""Dates as one says them."""

from __future__ import annotations

from datetime import UTC, datetime


def said_when(moment: datetime, now: datetime | None = None) -> str:
    """Return today, yesterday, or the day and month, with the year when it is another."""
    here = moment.astimezone()
    today = (now or datetime.now(UTC)).astimezone().date()
    days = (today - here.date()).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    year = "" if here.year == today.year else f" {here.year}"
    return f"{here.day} {here:%B}{year}"
