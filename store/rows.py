"""From values to rows and back, and the questions every change to a run begins with."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar, cast

from pydantic import ValidationError
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.conversation import Turn
from store.errors import RunNotFound, StoreError, TurnTaken
from store.records import Mode, Remark, RemarkKind, RunRecord
from store.tables import RemarkRow, RunRow, TurnRow

Row = TypeVar("Row")


def row_of_run(record: RunRecord) -> RunRow:
    """Return the row of a run; how many turns it has is not in it, being counted."""
    return RunRow(**{name: value for name, value in vars(record).items() if name != "turns"})


def record_of(row: RunRow, turns: int) -> RunRecord:
    """Return the run a row holds."""
    columns = {column.key: getattr(row, column.key) for column in RunRow.__table__.columns}
    return RunRecord(**columns, turns=turns)


def row_of_turn(run_id: str, turn: Turn, scorer_version: str, taken_at: datetime) -> TurnRow:
    """Return the row of a turn."""
    values = turn.model_dump(mode="json")
    return TurnRow(run_id=run_id, scorer_version=scorer_version, taken_at=taken_at, **values)


def turn_of(row: TurnRow) -> Turn:
    """Return the turn a row holds; raises StoreError when it is not one this version can read."""
    try:
        return Turn.model_validate({name: getattr(row, name) for name in Turn.model_fields})
    except ValidationError as error:
        raise StoreError(
            f"turn {row.number} of run '{row.run_id}' cannot be read", hint="it is kept as it is"
        ) from error


def remark_of(row: RemarkRow) -> Remark:
    """Return the remark a row holds."""
    return Remark(row.turn, row.point, cast(RemarkKind, row.kind), row.meant, row.text, row.made_at)


def turns_of_run(run_id: str) -> Select[TurnRow]:
    """Ask for a run's turns in order."""
    return select(TurnRow).where(TurnRow.run_id == run_id).order_by(TurnRow.number)


def found(row: Row | None, run_id: str) -> Row:
    """Return the row; raises RunNotFound when there is none."""
    if row is None:
        raise run_not_found(run_id)
    return row


def locked_run(session: Session, run_id: str) -> RunRow:
    """Return the run's row, held until the transaction ends; raises RunNotFound."""
    return found(session.get(RunRow, run_id, with_for_update=True), run_id)


def run_not_found(run_id: str) -> RunNotFound:
    """Say that there is no such run, in the same words whether it never was, was erased or is somebody else's."""
    return RunNotFound(f"there is no run '{run_id[:40]}' of yours", hint="it may have been erased; begin another")


def refuse_out_of_order(number: int, taken: int) -> None:
    """Raise TurnTaken when a turn was answered before, StoreError when it would leave a gap."""
    if number <= taken:
        raise TurnTaken(f"turn {number} was already answered", hint="in another window, perhaps; that answer is kept")
    if number > taken + 1:
        raise StoreError(f"turn {number} does not follow turn {taken}", hint="open the run again")


def branched(old: RunRow, new_id: str, before_turn: int, scorer_version: str, now: datetime) -> RunRecord:
    """Return the run that tries one turn of an older one again."""
    return RunRecord(
        id=new_id,
        owner=old.owner,
        scenario=old.scenario,
        scenario_version=old.scenario_version,
        scorer_version=scorer_version,
        mode=cast(Mode, old.mode),
        started_at=now,
        turns=before_turn - 1,
        branched_from=old.id,
        branched_at=before_turn,
    )
