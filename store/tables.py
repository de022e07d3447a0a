"""The tables, as they stand after every migration. A test holds the two together."""

from __future__ import annotations

from datetime import UTC, date, datetime
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

    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
        dict[str, Any]: JSON,
    }


class RunRow(Base):
    """One learner's play of one scenario. Erasing it takes with it all that names it by foreign key."""

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


class PersonRow(Base):
    """Somebody who has signed in here, with the roles they had the last time."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    roles: Mapped[list[str]]
    seen_at: Mapped[datetime]


class ShareRow(Base):
    """A run that its owner lets one supervisor read; of those not withdrawn there is one a run and supervisor."""

    __tablename__ = "shares"
    __table_args__ = (Index("shares_by_run", "run_id"), Index("shares_by_supervisor", "supervisor", "shared_at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    supervisor: Mapped[str]
    with_reflection: Mapped[bool]
    shared_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class CommentRow(Base):
    """Words about a run, one of its turns, or characters `start` to `end` of that turn's reply."""

    __tablename__ = "comments"
    __table_args__ = (
        ForeignKeyConstraint(["run_id", "turn"], ["turns.run_id", "turns.number"], ondelete="CASCADE"),
        Index("comments_by_run", "run_id", "turn"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    author: Mapped[str]
    text: Mapped[str]
    made_at: Mapped[datetime]
    turn: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]


class OverrideRow(Base):
    """A supervisor's own verdict, beside the turn's, which nothing changes."""

    __tablename__ = "overrides"
    __table_args__ = (ForeignKeyConstraint(["run_id", "turn"], ["turns.run_id", "turns.number"], ondelete="CASCADE"),)

    run_id: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    point: Mapped[str] = mapped_column(primary_key=True)
    author: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class AgreedActionRow(Base):
    """One action of the coaching plan; `done_at` is set and taken back by the learner."""

    __tablename__ = "agreed_actions"
    __table_args__ = (Index("agreed_actions_by_run", "run_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    author: Mapped[str]
    text: Mapped[str]
    made_at: Mapped[datetime]
    due: Mapped[date | None]
    done_at: Mapped[datetime | None]


class SignatureRow(Base):
    """That a run was talked through, signed with a name."""

    __tablename__ = "signatures"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    signed_at: Mapped[datetime]


class AccessRow(Base):
    """One line of the audit log, kept when its run is erased; triggers refuse to change it or to take it out."""

    __tablename__ = "accesses"
    __table_args__ = (Index("accesses_by_owner", "owner", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person: Mapped[str]
    run_id: Mapped[str]
    owner: Mapped[str]
    action: Mapped[str]


class ErasureRow(Base):
    """That a run was erased, without its words; a run that came back and went again has two. Append-only as well."""

    __tablename__ = "erasures"
    __table_args__ = (Index("erasures_by_owner", "owner", "erased_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[str]
    owner: Mapped[str]
    scenario: Mapped[str]
    erased_at: Mapped[datetime]
    by: Mapped[str]


class RetentionRow(Base):
    """After how many days without a change a person's private runs are erased; no row: not before they erase them."""

    __tablename__ = "retention"

    owner: Mapped[str] = mapped_column(primary_key=True)
    private_days: Mapped[int]
    chosen_at: Mapped[datetime]


class OutboxRow(Base):
    """A statement for a learning record store; `id` is the statement's own. It stays until its run goes."""

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_by_run", "run_id"), Index("outbox_by_owner", "owner"))

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    owner: Mapped[str]
    statement: Mapped[dict[str, Any]]
    attempts: Mapped[int]
    next_at: Mapped[datetime]
    last_error: Mapped[str | None]
    delivered_at: Mapped[datetime | None]
