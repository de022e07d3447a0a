"""Which runs have been kept long enough: what the commands that let go of runs ask the database for.

A run's age counts from the last thing that happened in it: begun, said, written, shared, commented on or signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.tables import (
    AgreedActionRow,
    CommentRow,
    OverrideRow,
    ReflectionRow,
    RemarkRow,
    RetentionRow,
    RunRow,
    ShareRow,
    SignatureRow,
    TurnRow,
)

_TAKEN = select(func.count()).where(TurnRow.run_id == RunRow.id).correlate(RunRow).scalar_subquery()
_SHARED = exists().where(ShareRow.run_id == RunRow.id, ShareRow.withdrawn_at.is_(None))


def idle_since(moment: datetime) -> Select[RunRow, int]:
    """Ask for the runs, with how many turns each has, in which nothing happened since a moment, oldest first."""
    return _runs(_idle(moment))


def expired(session: Session, shared_days: int | None, now: datetime) -> Select[RunRow, int]:
    """Ask, like `idle_since`, for the runs that were idle for as long as they were to be kept.

    A run open to a supervisor is kept `shared_days` (None: until its owner erases it), which is the organisation's to
    say; a private one as long as its owner chose, and for ever where they chose nothing.
    """
    return _runs(or_(false(), *_rules(session, shared_days, now)))


def _rules(session: Session, shared_days: int | None, now: datetime) -> Iterator[ColumnElement[bool]]:
    if shared_days is not None:
        yield and_(_SHARED, _idle(now - timedelta(days=shared_days)))
    for days in session.scalars(select(RetentionRow.private_days).distinct()):
        chose = select(RetentionRow.owner).where(RetentionRow.private_days == days)
        yield and_(~_SHARED, RunRow.owner.in_(chose), _idle(now - timedelta(days=days)))


def _runs(which: ColumnElement[bool]) -> Select[RunRow, int]:
    return select(RunRow, _TAKEN).where(which).order_by(RunRow.started_at, RunRow.id)


def _idle(moment: datetime) -> ColumnElement[bool]:
    return and_(
        RunRow.started_at < moment,
        or_(RunRow.ended_at.is_(None), RunRow.ended_at < moment),
        _none_since(moment, TurnRow.run_id, TurnRow.taken_at),
        _none_since(moment, ReflectionRow.run_id, ReflectionRow.changed_at),
        _none_since(moment, RemarkRow.run_id, RemarkRow.made_at),
        _none_since(moment, ShareRow.run_id, ShareRow.shared_at, ShareRow.withdrawn_at),
        _none_since(moment, CommentRow.run_id, CommentRow.made_at),
        _none_since(moment, OverrideRow.run_id, OverrideRow.made_at),
        _none_since(moment, AgreedActionRow.run_id, AgreedActionRow.made_at, AgreedActionRow.done_at),
        _none_since(moment, SignatureRow.run_id, SignatureRow.signed_at),
    )


def _none_since(
    moment: datetime, run_id: InstrumentedAttribute[str], *times: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    return ~exists().where(run_id == RunRow.id, or_(*(time >= moment for time in times)))
