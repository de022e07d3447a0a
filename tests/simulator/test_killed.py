"""A process killed at random moments loses no turn that it had acknowledged, and its run opens at the right turn."""

from __future__ import annotations

import itertools
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from simulator.run import Run
from store.database import Database
from store.rows import locked_run
from store.transcripts import Transcripts
from tests.processes import CONTEXT
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulator.killed_player import REPLIES, long_scenario, play, scripted_reply

KILLS = 30
MOST_TURNS = 5
OPENING_SECONDS = 0.15
TURN_SECONDS = 0.01


def test_no_acknowledged_turn_is_lost(database_url: str) -> None:
    moments = random.Random(20261121)
    database = Database(database_url)
    transcripts = Transcripts(database)
    run, kills, kept_in_all = _begin(transcripts), 0, 0
    while kills < KILLS:
        before = len(run.turns)
        killed, acknowledged = _play_and_kill(database_url, run, moments)
        _wait_for_what_is_under_way(database, run)
        run = _reopened(transcripts, run.record.id)
        _check(run, acknowledged)
        kept_in_all, kills = kept_in_all + len(run.turns) - before, kills + killed
        if run.node is None:
            run = _begin(transcripts)
    assert kept_in_all > KILLS
    database.close()


def _begin(transcripts: Transcripts) -> Run:
    scenario = long_scenario()
    return _reopened(transcripts, transcripts.begin("local", scenario.id, 1, "", "quiet").id)


def _reopened(transcripts: Transcripts, run_id: str) -> Run:
    return Run(transcripts.run(run_id), long_scenario(), transcripts, KeywordScorer())


def _play_and_kill(url: str, run: Run, moments: random.Random) -> tuple[bool, int]:
    """Return whether the process was killed rather than finished, and the last turn it had acknowledged.

    It is killed while it opens, or at some moment of the turn after a random number of turns: never at a moment that
    depends on how fast this machine is.
    """
    receiver, sender = CONTEXT.Pipe(duplex=False)
    player = CONTEXT.Process(target=play, args=(url, run.record.id, sender))
    player.start()
    sender.close()
    turns = moments.randint(0, MOST_TURNS)
    heard = list(itertools.islice(_received(receiver), turns + 1)) if turns else []
    time.sleep(moments.uniform(0, TURN_SECONDS if turns else OPENING_SECONDS))
    player.kill()
    player.join()
    return player.exitcode == -signal.SIGKILL, max([len(run.turns), *heard, *_received(receiver)])


def _wait_for_what_is_under_way(database: Database, run: Run) -> None:
    """PostgreSQL may still be at the dead process's last command; it holds the run's row until that is done."""
    with database.writing() as session:
        locked_run(session, run.record.id)


def _received(receiver: Connection) -> Iterator[int]:
    try:
        while True:
            yield int(receiver.recv())
    except EOFError:
        return


def _check(run: Run, acknowledged: int) -> None:
    """At most the turn being written when the process died may be kept beyond what it had acknowledged."""
    taken = len(run.turns)
    assert acknowledged <= taken <= acknowledged + 1
    assert [turn.number for turn in run.turns] == list(range(1, taken + 1))
    assert [turn.reply for turn in run.turns] == [scripted_reply(number) for number in range(1, taken + 1)]
    assert all(len(turn.verdicts) == 4 for turn in run.turns)
    assert run.conversation.moment.variables["trust"] == taken
    assert (run.node is None) is run.record.ended is (taken == REPLIES)
