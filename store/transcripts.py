"""Runs, their turns, and the learner's own words about them. Turns are appended, never changed.

Every change to a run first locks its row, so two writers of one run take turns on either database: the first wins, and
the second is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from engine.conversation import Turn
from store.database import Database
from store.erasures import RETENTION, delete_runs
from store.errors import StoreError
from store.expiry import expired, idle_since
from store.outbox_rows import put_statements
from store.records import UNJUDGED, Mode, Remark, RemarkKind, RunRecord, WholeRun
from store.rows import (
    branched,
    found,
    locked_run,
    record_of,
    refuse_out_of_order,
    remark_of,
    row_of_run,
    row_of_turn,
    run_not_found,
    turn_of,
    turns_of_run,
)
from store.tables import ReflectionRow, RemarkRow, RunRow, TurnRow
from store.text import storable
from store.whole_runs import add_whole, read_whole

_TAKEN = select(func.count()).where(TurnRow.run_id == RunRow.id).correlate(RunRow).scalar_subquery()


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


class Transcripts:
    """Everything kept about runs. Who may see a run is for the caller to ask; erasing asks itself.

    `at_end` says what a run that has just ended states to a learning record store: it is kept in the outbox together
    with the turn that ended it.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime] = utc_now,
        at_end: Callable[[WholeRun], Sequence[dict[str, Any]]] | None = None,
    ) -> None:
        self._database, self._now, self._at_end = database, now, at_end

    def begin(self, owner: str, scenario: str, scenario_version: int, scorer_version: str, mode: Mode) -> RunRecord:
        """Keep a new run without turns."""
        record = RunRecord(uuid4().hex, owner, scenario, scenario_version, scorer_version, mode, self._now())
        with self._database.writing() as session:
            session.add(row_of_run(record))
        return record

    def append(self, run_id: str, turn: Turn, ending: str | None = None, scorer_version: str | None = None) -> None:
        """Keep a turn and its verdicts together; `ending` is given with the turn that reached it.

        `scorer_version` is what judged this reply, the run's own when left out; a run begun unjudged takes it on.
        Raises RunNotFound, TurnTaken when this number was answered before, and StoreError when it leaves a gap.
        """
        with self._database.writing() as session:
            run = locked_run(session, run_id)
            taken = session.scalar(select(func.count()).where(TurnRow.run_id == run_id)) or 0
            refuse_out_of_order(turn.number, taken)
            run.scorer_version = run.scorer_version or scorer_version or UNJUDGED
            session.add(row_of_turn(run_id, turn, scorer_version or run.scorer_version, self._now()))
            if ending is not None:
                run.ending, run.ended_at = ending, self._now()
                self._state(session, run)

    def run(self, run_id: str) -> RunRecord:
        """Return one run; raises RunNotFound."""
        with self._database.reading() as session:
            row = session.execute(select(RunRow, _TAKEN).where(RunRow.id == run_id)).one_or_none()
            return record_of(*found(row, run_id))

    def runs_of(self, owner: str) -> tuple[RunRecord, ...]:
        """Return a person's runs, newest first; empty when there are none."""
        newest_first = (RunRow.started_at.desc(), RunRow.id)
        with self._database.reading() as session:
            rows = session.execute(select(RunRow, _TAKEN).where(RunRow.owner == owner).order_by(*newest_first))
            return tuple(record_of(run, taken) for run, taken in rows)

    def turns(self, run_id: str) -> tuple[Turn, ...]:
        """Return a run's turns in order; empty before the first. Raises RunNotFound."""
        with self._database.reading() as session:
            found(session.get(RunRow, run_id), run_id)
            return tuple(turn_of(row) for row in session.scalars(turns_of_run(run_id)))

    def whole(self, run_id: str) -> WholeRun:
        """Return everything kept about a run as it stands at one moment. Raises RunNotFound."""
        with self._database.reading() as session:
            return read_whole(session, run_id)

    def take_in(self, whole: WholeRun, owner: str) -> RunRecord:
        """Keep a run that was read elsewhere as this person's; all of it or nothing. Raises RunExists."""
        with self._database.writing() as session:
            return add_whole(session, whole, owner)

    def turns_of(self, owner: str) -> dict[str, tuple[Turn, ...]]:
        """Return the turns of all of a person's runs by run id; a run without turns is not listed."""
        mine = select(TurnRow).join(RunRow).where(RunRow.owner == owner).order_by(TurnRow.run_id, TurnRow.number)
        turns: defaultdict[str, list[Turn]] = defaultdict(list)
        with self._database.reading() as session:
            for row in session.scalars(mine):
                turns[row.run_id].append(turn_of(row))
        return {run_id: tuple(taken) for run_id, taken in turns.items()}

    def branch(self, run_id: str, before_turn: int, scorer_version: str) -> RunRecord:
        """Copy the turns before `before_turn` into a new run, to try that turn again; the first run stays as it is.

        Raises RunNotFound, and StoreError when the run has no such turn.
        """
        with self._database.writing() as session:
            old = locked_run(session, run_id)
            rows = session.scalars(turns_of_run(run_id)).all()
            if not 1 <= before_turn <= len(rows):
                raise StoreError(f"this run has no turn {before_turn} to try again", hint=f"it has {len(rows)}")
            record = branched(old, uuid4().hex, before_turn, scorer_version, self._now())
            session.add(row_of_run(record))
            session.flush()
            kept = rows[: before_turn - 1]
            session.add_all(row_of_turn(record.id, turn_of(r), r.scorer_version, r.taken_at) for r in kept)
        return record

    def discard(self, run_id: str) -> None:
        """Set a run aside: it is kept, and counts nowhere. Raises RunNotFound."""
        with self._database.writing() as session:
            locked_run(session, run_id).discarded = True

    def reflect(self, run_id: str, key: str, text: str) -> None:
        """Keep what the learner wrote under a question; writing again replaces it, blank takes it away."""
        words, now = storable(text).strip(), self._now()
        with self._database.writing() as session:
            locked_run(session, run_id)
            row = session.get(ReflectionRow, (run_id, key))
            if row is None and words:
                session.add(ReflectionRow(run_id=run_id, key=key, text=words, written_at=now, changed_at=now))
            elif row is not None and words:
                row.text, row.changed_at = words, now
            elif row is not None:
                session.delete(row)

    def reflections(self, run_id: str) -> dict[str, str]:
        """Return what was written by question, in the order first written. Raises RunNotFound."""
        written = select(ReflectionRow).where(ReflectionRow.run_id == run_id)
        with self._database.reading() as session:
            found(session.get(RunRow, run_id), run_id)
            rows = session.scalars(written.order_by(ReflectionRow.written_at, ReflectionRow.key))
            return {row.key: row.text for row in rows}

    def answer_unsure(self, run_id: str, turn: int, point: str, meant: bool) -> None:
        """Keep what the learner says an unsure verdict should have been; answering again replaces it."""
        self._remark(run_id, Remark(turn, point, "unsure", meant, "", self._now()))

    def disagree(self, run_id: str, turn: int, point: str, text: str) -> None:
        """Keep that the learner sees a verdict otherwise, and why where they say; the verdict stays beside it."""
        self._remark(run_id, Remark(turn, point, "disagreement", None, storable(text).strip(), self._now()))

    def withdraw(self, run_id: str, turn: int, point: str, kind: RemarkKind) -> None:
        """Take a remark back; nothing happens when there is none."""
        with self._database.writing() as session:
            locked_run(session, run_id)
            row = session.get(RemarkRow, (run_id, turn, point, kind))
            if row is not None:
                session.delete(row)

    def remarks(self, run_id: str) -> tuple[Remark, ...]:
        """Return a run's remarks by turn and point. Raises RunNotFound."""
        made = select(RemarkRow).where(RemarkRow.run_id == run_id)
        with self._database.reading() as session:
            found(session.get(RunRow, run_id), run_id)
            rows = session.scalars(made.order_by(RemarkRow.turn, RemarkRow.point, RemarkRow.kind))
            return tuple(remark_of(row) for row in rows)

    def erase(self, run_id: str, owner: str) -> RunRecord:
        """Delete a run and all that hangs on it, words included; return what it was.

        Raises RunNotFound when it is not this owner's.
        """
        with self._database.writing() as session:
            run = locked_run(session, run_id)
            if run.owner != owner:
                raise run_not_found(run_id)
            record = record_of(*session.execute(select(RunRow, _TAKEN).where(RunRow.id == run_id)).one())
            delete_runs(session, [record], owner, self._now())
        self._database.clear_traces()
        return record

    def erase_all(self, owner: str) -> tuple[RunRecord, ...]:
        """Delete everything kept of a person's runs; return what they were, newest first."""
        with self._database.writing() as session:
            mine = select(RunRow, _TAKEN).where(RunRow.owner == owner).with_for_update(of=RunRow)
            oldest_first = mine.order_by(RunRow.started_at, RunRow.id)  # as a purge holds them: neither waits for both
            records = (record_of(*row) for row in session.execute(oldest_first))
            erased = tuple(sorted(records, key=lambda record: record.started_at, reverse=True))
            delete_runs(session, erased, owner, self._now())
        self._database.clear_traces()
        return erased

    def idle(self, before: datetime) -> tuple[RunRecord, ...]:
        """Return everybody's runs in which nothing happened since a moment, oldest first."""
        return self._listed(lambda session: idle_since(before))

    def purge(self, before: datetime) -> tuple[RunRecord, ...]:
        """Delete everybody's runs that `idle` tells of; return what they were, oldest first."""
        return self._purge(lambda session: idle_since(before))

    def expired(self, shared_days: int | None, now: datetime | None = None) -> tuple[RunRecord, ...]:
        """Return everybody's runs that were idle for as long as they were to be kept, oldest first.

        A run open to a supervisor is kept `shared_days` (None: until its owner erases it), a private one as long as
        its owner chose.
        """
        return self._listed(lambda session: expired(session, shared_days, now or self._now()))

    def purge_expired(self, shared_days: int | None, now: datetime | None = None) -> tuple[RunRecord, ...]:
        """Delete everybody's runs that `expired` tells of; return what they were, oldest first."""
        moment = now or self._now()
        return self._purge(lambda session: expired(session, shared_days, moment))

    def _state(self, session: Session, run: RunRow) -> None:
        if self._at_end is not None:
            session.flush()
            put_statements(session, run.id, run.owner, self._at_end(read_whole(session, run.id)), self._now())

    def _listed(self, ask: Callable[[Session], Select[RunRow, int]]) -> tuple[RunRecord, ...]:
        with self._database.reading() as session:
            return tuple(record_of(*row) for row in session.execute(ask(session)))

    def _purge(self, ask: Callable[[Session], Select[RunRow, int]]) -> tuple[RunRecord, ...]:
        """Delete the runs asked for; one that is gone on with meanwhile is kept: it is asked for again once held."""
        with self._database.writing() as session:
            held = {run.id for run, _ in session.execute(ask(session).with_for_update(of=RunRow))}
            still = (record_of(*row) for row in session.execute(ask(session)))
            erased = tuple(record for record in still if record.id in held)
            delete_runs(session, erased, RETENTION, self._now())
        self._database.clear_traces()
        return erased

    def _remark(self, run_id: str, remark: Remark) -> None:
        with self._database.writing() as session:
            locked_run(session, run_id)
            row = session.get(TurnRow, (run_id, remark.turn))
            if row is None or remark.point not in {verdict["point"] for verdict in row.verdicts}:
                raise StoreError(f"turn {remark.turn} of this run has no verdict on '{remark.point}'")
            session.merge(RemarkRow(run_id=run_id, **vars(remark)))
