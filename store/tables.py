"""The tables, as they stand after every migration. A test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on both sides; SQLite, which knows no zones, holds it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC as this database writes it; raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as an aware UTC datetime."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the store."""

    type_annotation_map = {datetime: UtcDateTime, list[dict[str, Any]]: JSON, dict[str, Any]: JSON}  # noqa: RUF012


class RunRow(Base):
    """One learner's play of one scenario. Erasing it takes its turns, reflections and remarks with it."""

    __tablename__ = "runs"
    __table_args__ = (Index("runs_by_owner", "owner", "started_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    scenario: Mapped[str]
    scenario_version: Mapped[int]
    scorer_version: Mapped[str]
    mode: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    branched_from: Mapped[str | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    branched_at: Mapped[int | None]
    discarded: Mapped[bool] = mapped_column(default=False)


class TurnRow(Base):
    """One turn with its verdicts; triggers in the database refuse to update it, or to delete it without its run."""

    __tablename__ = "turns"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    taken_at: Mapped[datetime]
    scorer_version: Mapped[str]
    node: Mapped[str]
    said: Mapped[list[dict[str, Any]]]
    reply: Mapped[str]
    verdicts: Mapped[list[dict[str, Any]]]
    route: Mapped[str]
    repairs: Mapped[bool]
    answer: Mapped[list[dict[str, Any]]]
    after: Mapped[dict[str, Any]]


class ReflectionRow(Base):
    """What the learner wrote about a run under one question; `changed_at` is the last rewriting."""

    __tablename__ = "reflections"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class RemarkRow(Base):
    """The learner's own word beside one verdict: an answer to an unsure one, or a disagreement."""

    __tablename__ = "remarks"
    __table_args__ = (ForeignKeyConstraint(["run_id", "turn"], ["turns.run_id", "turns.number"], ondelete="CASCADE"),)

    run_id: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    point: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    meant: Mapped[bool | None]
    text: Mapped[str]
    made_at: Mapped[datetime]
