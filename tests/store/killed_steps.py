"""What the SIGKILL tests run and kill: supervision going on step after step, and a migration."""

from __future__ import annotations

import itertools
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from store.database import Database
from store.export.document import RunDocument
from store.export.files import write_file
from store.export.json_export import write_json
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts
from tests.store.export.examples import at
from tests.store.reviewed import make_review

STEPS = ("share", "comment", "review", "export", "purge")
OLD_RUNS = 40
DAY = 86_400
AUTHOR = "bea"


def supervise(url: str, run_id: str, file: Path, first: int, acknowledge: Connection) -> None:
    """Take one step after another from the first that is missing, telling how many are done once each is."""
    database = Database(url)
    acknowledge.send(first)
    for done in itertools.takewhile(lambda n: n < OLD_RUNS * len(STEPS), itertools.count(first)):
        round_, step = divmod(done, len(STEPS))
        _take(STEPS[step], database, run_id, round_ + 1, file)
        acknowledge.send(done + 1)


def migrate(url: str, statements: int) -> None:
    """Open a database, which brings it to the newest schema, and kill oneself after so many statements of that."""
    executed = itertools.count(1)

    @event.listens_for(Engine, "after_cursor_execute")
    def _count(*_: object) -> None:
        if next(executed) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    Database(url)
    os.kill(os.getpid(), signal.SIGKILL)


def _take(step: str, database: Database, run_id: str, number: int, file: Path) -> None:
    if step == "share":
        Shares(database).share(run_id, f"supervisor {number}", with_reflection=True)
    elif step == "comment":
        Reviews(database).comment(run_id, AUTHOR, f"comment {number}", turn=1)
    elif step == "review":
        Reviews(database).take_in(run_id, make_review(run_id, number))
    elif step == "export":
        document = RunDocument(whole=Transcripts(database).whole(run_id), title="The last coat")
        write_file(file, write_json(document).encode())
    else:
        Transcripts(database).purge(at(number * DAY + 1))
