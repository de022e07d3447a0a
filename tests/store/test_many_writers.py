"""Many learners write at once, and no turn is lost, doubled or mixed up."""

from __future__ import annotations

import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from store.database import Database
from store.transcripts import Transcripts
from tests.processes import CONTEXT
from tests.store.turns import make_turn
from tests.store.writers import TURNS, race, reply, write_run

LEARNERS = 50
PROCESSES = 8


def test_fifty_learners_write_at_once_to_postgresql(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    transcripts = Transcripts(database)
    start = threading.Barrier(LEARNERS)

    def learn(learner: int) -> None:
        run_id = transcripts.begin(f"learner {learner}", "the-last-coat", 1, "head-1", "quiet").id
        start.wait()
        for number in range(1, TURNS + 1):
            transcripts.append(run_id, make_turn(number, reply=reply(learner, number)))

    with ThreadPoolExecutor(LEARNERS) as pool:
        list(pool.map(learn, range(LEARNERS)))
    for learner in range(LEARNERS):
        (run,) = transcripts.runs_of(f"learner {learner}")
        assert _replies(transcripts, run.id) == [reply(learner, number) for number in range(1, TURNS + 1)]
    database.close()


def test_eight_processes_write_at_once_to_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    transcripts = Transcripts(database)
    ids = [transcripts.begin("ada", "the-last-coat", 1, "head-1", "quiet").id for _ in range(PROCESSES)]
    start = CONTEXT.Barrier(PROCESSES)
    _run_all(write_run, [(sqlite_url, run_id, writer, start) for writer, run_id in enumerate(ids)])
    for writer, run_id in enumerate(ids):
        assert _replies(transcripts, run_id) == [reply(writer, number) for number in range(1, TURNS + 1)]
    database.close()


def test_of_two_processes_that_answer_a_turn_one_wins_and_the_other_is_told(database_url: str) -> None:
    database = Database(database_url)
    transcripts = Transcripts(database)
    run_id = transcripts.begin("ada", "the-last-coat", 1, "head-1", "quiet").id
    start, outcomes = CONTEXT.Barrier(2), CONTEXT.Queue()
    _run_all(race, [(database_url, run_id, writer, start, outcomes) for writer in (1, 2)])
    told = defaultdict(list)
    for number, writer in (outcomes.get() for _ in range(2 * TURNS)):
        told[number].append(writer)
    winners = [next(writer for writer in told[number] if writer) for number in range(1, TURNS + 1)]
    assert all(writers.count(None) == 1 for writers in told.values())
    assert _replies(transcripts, run_id) == [reply(writer, n) for n, writer in enumerate(winners, start=1)]
    database.close()


def _run_all(target, arguments: list[tuple]) -> None:
    processes = [CONTEXT.Process(target=target, args=args) for args in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(processes)


def _replies(transcripts: Transcripts, run_id: str) -> list[str]:
    return [turn.reply for turn in transcripts.turns(run_id)]
