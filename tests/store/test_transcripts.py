from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from store.database import Database
from store.errors import RunNotFound, StoreError, TurnTaken
from store.records import Remark, RunRecord
from store.transcripts import Transcripts, utc_now
from tests.store.turns import make_turn

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """Each look at it is a minute later, from noon."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return NOON + timedelta(minutes=self.looks - 1)


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    return Transcripts(database, now=Clock())


def begin(transcripts: Transcripts, owner: str = "local", turns: int = 0) -> RunRecord:
    record = transcripts.begin(owner, "the-last-coat", 3, "head-1", "quiet")
    for number in range(1, turns + 1):
        transcripts.append(record.id, make_turn(number, reply=f"reply {number}"))
    return record


def test_now_is_aware() -> None:
    assert utc_now().tzinfo is UTC


def test_a_run_begins_without_turns(transcripts: Transcripts) -> None:
    record = begin(transcripts)
    assert len(record.id) == 32
    assert record == RunRecord(record.id, "local", "the-last-coat", 3, "head-1", "quiet", NOON)
    assert transcripts.run(record.id) == record
    assert transcripts.turns(record.id) == ()
    assert not record.ended


def test_turns_come_back_as_they_went_in(transcripts: Transcripts) -> None:
    record = begin(transcripts)
    turns = tuple(make_turn(number, repairs=number == 2) for number in (1, 2, 3))
    for turn in turns:
        transcripts.append(record.id, turn)
    assert transcripts.turns(record.id) == turns
    assert transcripts.run(record.id).turns == 3
    assert transcripts.run(record.id).ended_at is None


def test_the_last_turn_ends_the_run(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    transcripts.append(record.id, make_turn(2), ending="told-in-time")
    ended = transcripts.run(record.id)
    assert (ended.ending, ended.ended, ended.turns) == ("told-in-time", True, 2)
    assert ended.ended_at is not None
    assert ended.ended_at > ended.started_at


def test_a_run_takes_on_the_scorer_of_its_first_reply(transcripts: Transcripts, database: Database) -> None:
    record = transcripts.begin("local", "the-last-coat", 1, "", "coach")
    transcripts.append(record.id, make_turn(1), scorer_version="head-1")
    transcripts.append(record.id, make_turn(2), scorer_version="head-2")
    assert transcripts.run(record.id).scorer_version == "head-1"
    assert _column(database, "SELECT scorer_version FROM turns ORDER BY number") == ["head-1", "head-2"]


def test_the_second_writer_of_a_turn_is_told(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    with pytest.raises(TurnTaken, match="turn 1 was already answered"):
        transcripts.append(record.id, make_turn(1, reply="too late"))
    assert transcripts.turns(record.id)[0].reply == "reply 1"


def test_of_many_writers_of_one_turn_one_wins(database: Database) -> None:
    transcripts = Transcripts(database)
    record = begin(transcripts)

    def write(writer: int) -> str:
        try:
            transcripts.append(record.id, make_turn(1, reply=f"writer {writer}"))
        except TurnTaken:
            return "told"
        return f"writer {writer}"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(write, range(8)))
    assert outcomes.count("told") == 7
    (kept,) = transcripts.turns(record.id)
    assert kept.reply in outcomes


def test_a_gap_is_refused(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    with pytest.raises(StoreError, match="turn 3 does not follow turn 1"):
        transcripts.append(record.id, make_turn(3))


@pytest.mark.parametrize("ask", ["run", "turns", "reflections", "remarks", "discard"])
def test_a_run_that_is_not_there_is_said_to_be_missing(transcripts: Transcripts, ask: str) -> None:
    with pytest.raises(RunNotFound, match="no run 'nowhere' of yours"):
        getattr(transcripts, ask)("nowhere")


def test_a_turn_of_no_run_is_refused(transcripts: Transcripts) -> None:
    with pytest.raises(RunNotFound):
        transcripts.append("nowhere", make_turn(1))


def test_runs_come_newest_first_and_only_ones_own(transcripts: Transcripts) -> None:
    first, other, second = begin(transcripts), begin(transcripts, "somebody"), begin(transcripts, turns=2)
    assert [run.id for run in transcripts.runs_of("local")] == [second.id, first.id]
    assert [run.turns for run in transcripts.runs_of("local")] == [2, 0]
    assert [run.id for run in transcripts.runs_of("somebody")] == [other.id]
    assert transcripts.runs_of("nobody") == ()


def test_turns_of_all_runs_at_once(transcripts: Transcripts) -> None:
    one, _none, two = begin(transcripts, turns=1), begin(transcripts), begin(transcripts, turns=2)
    begin(transcripts, "somebody", turns=1)
    assert transcripts.turns_of("local") == {run.id: transcripts.turns(run.id) for run in (one, two)}


@pytest.mark.parametrize("statement", ["UPDATE turns SET reply = 'changed'", "DELETE FROM turns"])
def test_the_database_itself_refuses_to_change_turns(
    transcripts: Transcripts, database: Database, statement: str
) -> None:
    record = begin(transcripts, turns=1)
    with pytest.raises(StoreError, match=r"append-only|only with its run"), database.writing() as session:
        session.execute(text(statement))
    assert transcripts.turns(record.id) == (make_turn(1, reply="reply 1"),)


def test_a_branch_copies_what_came_before_and_keeps_the_first(transcripts: Transcripts, database: Database) -> None:
    first = begin(transcripts, turns=2)
    transcripts.append(first.id, make_turn(3), ending="told-in-time")
    branch = transcripts.branch(first.id, 3, "head-2")
    assert (branch.branched_from, branch.branched_at, branch.turns) == (first.id, 3, 2)
    assert (branch.scenario_version, branch.scorer_version, branch.mode) == (3, "head-2", "quiet")
    assert transcripts.run(branch.id) == branch
    assert not branch.ended
    assert transcripts.turns(branch.id) == transcripts.turns(first.id)[:2]
    assert transcripts.run(first.id).turns == 3
    judged = f"SELECT scorer_version FROM turns WHERE run_id = '{branch.id}'"
    assert _column(database, judged) == ["head-1", "head-1"]


def test_a_branch_from_the_first_turn_is_empty(transcripts: Transcripts) -> None:
    first = begin(transcripts, turns=1)
    assert transcripts.turns(transcripts.branch(first.id, 1, "head-1").id) == ()


@pytest.mark.parametrize("before_turn", [-1, 0, 3])
def test_a_branch_needs_a_turn_to_try_again(transcripts: Transcripts, before_turn: int) -> None:
    first = begin(transcripts, turns=2)
    with pytest.raises(StoreError, match=f"no turn {before_turn} to try again"):
        transcripts.branch(first.id, before_turn, "head-1")
    assert len(transcripts.runs_of("local")) == 1


def test_a_discarded_run_is_kept_and_marked(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    transcripts.discard(record.id)
    assert transcripts.run(record.id).discarded
    assert transcripts.run(record.id).turns == 1


def test_reflections_are_replaced_in_their_place(transcripts: Transcripts, database: Database) -> None:
    record = begin(transcripts)
    transcripts.reflect(record.id, "what", "I asked twice.")
    transcripts.reflect(record.id, "so-what", "  He went quiet.\0 ")
    transcripts.reflect(record.id, "what", "I asked, then waited.")
    assert list(transcripts.reflections(record.id).items()) == [
        ("what", "I asked, then waited."),
        ("so-what", "He went quiet."),
    ]
    times = "SELECT count(*) FROM reflections WHERE key = 'what' AND changed_at > written_at"
    assert _column(database, times) == [1]


def test_a_blank_reflection_is_taken_away(transcripts: Transcripts) -> None:
    record = begin(transcripts)
    transcripts.reflect(record.id, "what", "I asked twice.")
    transcripts.reflect(record.id, "what", " ")
    transcripts.reflect(record.id, "now-what", "")
    assert transcripts.reflections(record.id) == {}


def test_remarks_stand_beside_verdicts_and_are_replaced(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    transcripts.answer_unsure(record.id, 1, "presses-for-answer", True)
    transcripts.answer_unsure(record.id, 1, "presses-for-answer", False)
    transcripts.disagree(record.id, 1, "open-invitation", " It was closed. ")
    said = [Remark(r.turn, r.point, r.kind, r.meant, r.text, NOON) for r in transcripts.remarks(record.id)]
    assert said == [
        Remark(1, "open-invitation", "disagreement", None, "It was closed.", NOON),
        Remark(1, "presses-for-answer", "unsure", False, "", NOON),
    ]
    assert transcripts.turns(record.id) == (make_turn(1, reply="reply 1"),)


def test_a_remark_can_be_taken_back(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    transcripts.disagree(record.id, 1, "open-invitation", "")
    transcripts.withdraw(record.id, 1, "open-invitation", "unsure")
    assert len(transcripts.remarks(record.id)) == 1
    transcripts.withdraw(record.id, 1, "open-invitation", "disagreement")
    assert transcripts.remarks(record.id) == ()


@pytest.mark.parametrize(("turn", "point"), [(2, "open-invitation"), (1, "plain-words")])
def test_a_remark_needs_a_verdict(transcripts: Transcripts, turn: int, point: str) -> None:
    record = begin(transcripts, turns=1)
    with pytest.raises(StoreError, match=f"turn {turn} of this run has no verdict on '{point}'"):
        transcripts.disagree(record.id, turn, point, "")


def test_erasing_takes_everything_of_the_run_and_no_other(transcripts: Transcripts, database: Database) -> None:
    run, branch = _filled(transcripts)
    transcripts.erase(run.id, "local")
    with pytest.raises(RunNotFound):
        transcripts.run(run.id)
    for table in ("turns", "reflections", "remarks"):
        assert _column(database, f"SELECT count(*) FROM {table} WHERE run_id = '{run.id}'") == [0]
    assert transcripts.run(branch.id).branched_from is None
    assert transcripts.run(branch.id).turns == 1


def test_nobody_erases_another_persons_run(transcripts: Transcripts) -> None:
    record = begin(transcripts, turns=1)
    with pytest.raises(RunNotFound):
        transcripts.erase(record.id, "somebody")
    assert transcripts.run(record.id).turns == 1


def test_everything_of_one_person_can_be_erased(transcripts: Transcripts, database: Database) -> None:
    _filled(transcripts)
    kept = begin(transcripts, "somebody", turns=1)
    mine = transcripts.runs_of("local")
    assert len(mine) == 2
    assert transcripts.erase_all("local") == mine
    assert transcripts.erase_all("local") == ()
    assert _column(database, "SELECT id FROM runs") == [kept.id]
    assert _column(database, "SELECT count(*) FROM turns") == [1]


def test_erased_words_are_not_left_in_the_files(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    transcripts = Transcripts(database)
    record = begin(transcripts)
    transcripts.append(record.id, make_turn(1, reply="something only I typed"))
    assert b"something only I typed" in _bytes(tmp_path)
    transcripts.erase(record.id, "local")
    assert b"something only I typed" not in _bytes(tmp_path)
    database.close()


def test_a_stored_turn_that_cannot_be_read_is_said_so(transcripts: Transcripts, database: Database) -> None:
    record = begin(transcripts)
    values = "'{run}', 1, '2026-03-01 12:00:00', 'h', 'n', '[]', 'hello', '[{{}}]', 'r', false, '[]', '{{}}'"
    columns = "run_id, number, taken_at, scorer_version, node, said, reply, verdicts, route, repairs, answer, after"
    with database.writing() as session:
        session.connection().exec_driver_sql(f"INSERT INTO turns ({columns}) VALUES ({values.format(run=record.id)})")
    with pytest.raises(StoreError, match=r"turn 1 of run .* cannot be read"):
        transcripts.turns(record.id)


def _filled(transcripts: Transcripts) -> tuple[RunRecord, RunRecord]:
    run = begin(transcripts, turns=2)
    transcripts.reflect(run.id, "what", "I asked twice.")
    transcripts.disagree(run.id, 1, "open-invitation", "no")
    return run, transcripts.branch(run.id, 2, "head-1")


def _column(database: Database, statement: str) -> list[object]:
    with database.reading() as session:
        return list(session.execute(text(statement)).scalars())


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
