"""A database as the first released version left it, with runs in it, in that version's own SQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from store.records import KeptTurn, Reflection, Remark, RunRecord, WholeRun
from store.schema import upgrade_schema
from store.transcripts import Transcripts
from tests.store.turns import make_turn

FIRST_RELEASED = "0001"
TABLES = {"attune_version", "runs", "turns", "reflections", "remarks"}

RUN = """
INSERT INTO runs (id, owner, scenario, scenario_version, scorer_version, mode, started_at, ended_at, ending,
    branched_from, branched_at, discarded)
VALUES (:id, 'local', 'the-last-coat', 1, 'head-1', 'coach', '2026-03-01 10:00:00', :ended_at, :ending,
    :branched_from, :branched_at, false)
"""
TURN = """
INSERT INTO turns
    (run_id, number, taken_at, scorer_version, node, said, reply, verdicts, route, repairs, answer, after)
VALUES
    (:run_id, :number, '2026-03-01 10:01:00', 'head-1', :node, :said, :reply, :verdicts, :route, false, :answer, :after)
"""
REFLECTION = """
INSERT INTO reflections (run_id, key, text, written_at, changed_at)
VALUES (:run_id, 'own-words', 'I asked twice. 🧸', '2026-03-01 11:00:00', '2026-03-01 11:05:00.250000')
"""
REMARK = """
INSERT INTO remarks (run_id, turn, point, kind, meant, text, made_at)
VALUES (:run_id, 2, 'presses-for-answer', 'unsure', false, 'No.', '2026-03-01 11:10:00')
"""
TEN, ENDED = datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 1, 10, 2, tzinfo=UTC)


def fill_first_released(connection: Connection) -> None:
    """Make the first schema, and put three runs in: one ended, one that tried its turn 2 again, one without turns."""
    upgrade_schema(connection, "here", FIRST_RELEASED)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
    for whole in first_released():
        record = whole.record
        ended = record.ended_at and f"{record.ended_at:%Y-%m-%d %H:%M:%S}"
        values = {name: getattr(record, name) for name in ("id", "ending", "branched_from", "branched_at")}
        connection.execute(text(RUN), values | {"ended_at": ended})
        for kept in whole.turns:
            dumped = kept.turn.model_dump(mode="json")
            lists = {name: json.dumps(dumped[name]) for name in ("said", "verdicts", "answer", "after")}
            connection.execute(text(TURN), {"run_id": record.id, **dumped, **lists})
        for statement in (REFLECTION, REMARK) if whole.reflections else ():
            connection.execute(text(statement), {"run_id": record.id})


def first_released() -> tuple[WholeRun, ...]:
    """What `fill_first_released` puts in."""
    ended = RunRecord("r1", "local", "the-last-coat", 1, "head-1", "coach", TEN, ENDED, "told-in-time", turns=3)
    again = RunRecord(
        "r2", "local", "the-last-coat", 1, "head-1", "coach", TEN, turns=1, branched_from="r1", branched_at=2
    )
    empty = RunRecord("r3", "local", "the-last-coat", 1, "head-1", "coach", TEN)
    turns = tuple(KeptTurn(make_turn(number), TEN.replace(minute=1), "head-1") for number in (1, 2, 3))
    written = Reflection(
        "own-words", "I asked twice. 🧸", TEN.replace(hour=11), datetime(2026, 3, 1, 11, 5, 0, 250000, UTC)
    )
    remark = Remark(2, "presses-for-answer", "unsure", False, "No.", datetime(2026, 3, 1, 11, 10, tzinfo=UTC))
    return (WholeRun(ended, turns, (written,), (remark,)), WholeRun(again, turns[:1]), WholeRun(empty))


def first_released_is_kept(transcripts: Transcripts) -> bool:
    """Whether what `fill_first_released` put in is all there, and nothing else."""
    wholes = first_released()
    ids = {record.id for record in transcripts.runs_of("local")}
    return ids == {w.record.id for w in wholes} and all(transcripts.whole(w.record.id) == w for w in wholes)
