"""Processes that write turns at once."""

from __future__ import annotations

from multiprocessing.synchronize import Barrier

from store.database import Database
from store.errors import TurnTaken
from store.transcripts import Transcripts
from tests.store.turns import make_turn

TURNS = 10


def reply(writer: int, number: int) -> str:
    return f"writer {writer}, reply {number}"


def write_run(url: str, run_id: str, writer: int, start: Barrier) -> None:
    """Write a run's turns, all writers beginning together."""
    transcripts = Transcripts(Database(url))
    start.wait()
    for number in range(1, TURNS + 1):
        transcripts.append(run_id, make_turn(number, reply=reply(writer, number)))


def race(url: str, run_id: str, writer: int, start: Barrier, outcomes) -> None:
    """Answer each turn of one run at the same moment as another, and tell which of them were one's own."""
    transcripts = Transcripts(Database(url))
    for number in range(1, TURNS + 1):
        start.wait()
        try:
            transcripts.append(run_id, make_turn(number, reply=reply(writer, number)))
            outcomes.put((number, writer))
        except TurnTaken:
            outcomes.put((number, None))
