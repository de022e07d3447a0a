"""A run read and written whole: for export, and for taking one in."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.errors import RunExists
from store.records import KeptTurn, Reflection, RunRecord, WholeRun
from store.review_rows import put_review, read_review
from store.rows import found, record_of, remark_of, row_of_run, row_of_turn, turn_of, turns_of_run
from store.tables import ReflectionRow, RemarkRow, RunRow


def read_whole(session: Session, run_id: str) -> WholeRun:
    """Return everything kept about a run; raises RunNotFound."""
    row = found(session.get(RunRow, run_id), run_id)
    turns = [KeptTurn(turn_of(t), t.taken_at, t.scorer_version) for t in session.scalars(turns_of_run(run_id))]
    written = select(ReflectionRow).where(ReflectionRow.run_id == run_id)
    made = select(RemarkRow).where(RemarkRow.run_id == run_id)
    reflections = session.scalars(written.order_by(ReflectionRow.written_at, ReflectionRow.key))
    remarks = session.scalars(made.order_by(RemarkRow.turn, RemarkRow.point, RemarkRow.kind))
    return WholeRun(
        record=record_of(row, len(turns)),
        turns=tuple(turns),
        reflections=tuple(Reflection(r.key, r.text, r.written_at, r.changed_at) for r in reflections),
        remarks=tuple(remark_of(remark) for remark in remarks),
        review=read_review(session, run_id),
    )


def add_whole(session: Session, whole: WholeRun, owner: str) -> RunRecord:
    """Keep a run that was read elsewhere as this person's; raises RunExists when its id is taken.

    Where it branched off from a run that is not this person's here, that link alone is left out.
    """
    if session.get(RunRow, whole.record.id) is not None:
        raise RunExists(f"the run '{whole.record.id[:40]}' is already kept", hint="erase it first to take it in again")
    record = replace(whole.record, owner=owner, branched_from=_known(session, whole.record.branched_from, owner))
    session.add(row_of_run(record))
    session.flush()
    session.add_all(row_of_turn(record.id, t.turn, t.scorer_version, t.taken_at) for t in whole.turns)
    session.flush()
    session.add_all(ReflectionRow(run_id=record.id, **vars(reflection)) for reflection in whole.reflections)
    session.add_all(RemarkRow(run_id=record.id, **vars(remark)) for remark in whole.remarks)
    put_review(session, whole.review)
    return record


def _known(session: Session, run_id: str | None, owner: str) -> str | None:
    row = session.get(RunRow, run_id) if run_id else None
    return run_id if row is not None and row.owner == owner else None
