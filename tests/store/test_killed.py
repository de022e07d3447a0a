"""A process killed at random moments, while it shares, reviews, exports, purges or migrates, loses and halves nothing."""

from __future__ import annotations

import itertools
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from store.database import Database, build_engine, parse_url
from store.erasures import Erasures
from store.export.json_export import parse_json
from store.review import Review
from store.reviews import Reviews
from store.schema import VERSION_TABLE, current_revision
from store.shares import Shares
from store.tables import Base
from store.transcripts import Transcripts
from tests.processes import CONTEXT
from tests.store.export.examples import at, make_whole
from tests.store.first_released import FIRST_RELEASED, TABLES, fill_first_released, first_released_is_kept
from tests.store.killed_steps import AUTHOR, DAY, OLD_RUNS, STEPS, migrate, supervise
from tests.store.reviewed import begin, make_review

KILLS = 10
MOST_STEPS = 2 * len(STEPS)
STEP_SECONDS = 0.01
OPENING_SECONDS = 0.1
MIGRATION_KILLS = 6
AFTER_IT = 10_000
STATEMENTS = 28  # as many as a migration has, each inside its one transaction
HUNG_ON_RUNS = ("turns", "reflections", "remarks", "shares", "comments", "overrides", "agreed_actions", "signatures")


def test_supervision_killed_at_any_step_is_whole(database_url: str, tmp_path: Path) -> None:
    moments = random.Random(20261122)
    database, file = Database(database_url), tmp_path / "run.json"
    _keep_old_runs(database)
    run_id, kills, done = begin(database).id, 0, 0
    while kills < KILLS:
        killed, acknowledged = _supervise_and_kill((database_url, run_id, file, done), moments)
        _wait_for_what_is_under_way(database)
        kills, done = kills + killed, _steps_done(database, run_id, file)
        assert acknowledged <= done <= acknowledged + 1
        assert done < OLD_RUNS * len(STEPS)
    assert done > KILLS
    database.close()


def test_a_migration_killed_is_done_or_never_begun(database_url: str) -> None:
    moments = random.Random(20261122)
    engine, revisions = build_engine(parse_url(database_url)), []
    for statements in [*sorted(moments.sample(range(1, STATEMENTS + 1), MIGRATION_KILLS)), AFTER_IT]:
        _first_released_anew(engine, database_url)
        process = CONTEXT.Process(target=migrate, args=(database_url, statements))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        revisions.append(_revision_that_is_whole(engine))
        database = Database(database_url)
        assert first_released_is_kept(Transcripts(database))
        database.close()
    assert revisions[:-1] == [FIRST_RELEASED] * MIGRATION_KILLS
    assert revisions[-1] != FIRST_RELEASED
    engine.dispose()


def _keep_old_runs(database: Database) -> None:
    """Keep runs with something of everything, each a day older than the next; each purge lets go of one."""
    for number in range(1, OLD_RUNS + 1):
        run_id, began = f"old-{number}", at(number * DAY)
        record = replace(make_whole().record, id=run_id, owner="old", started_at=began, ended_at=began)
        turns = tuple(replace(kept, taken_at=began) for kept in make_whole().turns)
        reflection, remark = make_whole().reflections[0], make_whole().remarks[0]
        written = replace(reflection, written_at=began, changed_at=began)
        review = make_review(run_id, 1000 + number, began)
        whole = replace(make_whole(), record=record, turns=turns, reflections=(written,), review=review)
        Transcripts(database).take_in(replace(whole, remarks=(replace(remark, made_at=began),)), "old")
        Shares(database, now=lambda began=began: began).share(run_id, "bea", with_reflection=True)


def _supervise_and_kill(arguments: tuple[str, str, Path, int], moments: random.Random) -> tuple[bool, int]:
    """Return whether the process was killed rather than finished, and how many steps it had acknowledged."""
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=supervise, args=(*arguments, sender))
    process.start()
    sender.close()
    steps = moments.randint(0, MOST_STEPS)
    heard = list(itertools.islice(_received(receiver), steps + 1)) if steps else []
    time.sleep(moments.uniform(0, STEP_SECONDS if steps else OPENING_SECONDS))
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL, max([arguments[-1], *heard, *_received(receiver)])


def _received(receiver: Connection) -> Iterator[int]:
    try:
        while True:
            yield int(receiver.recv())
    except EOFError:
        return


def _wait_for_what_is_under_way(database: Database) -> None:
    """PostgreSQL may still be at the dead process's last command; SQLite's went with it."""
    others = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
    """
    if "sqlite" in database.where:
        return
    while True:
        with database.reading() as session:
            if session.execute(text(others)).scalar_one() == 0:
                return
        time.sleep(0.01)


def _steps_done(database: Database, run_id: str, file: Path) -> int:
    """Count the steps that left their mark; asserts that they are the first ones, each whole."""
    review = Reviews(database).of_run(run_id)
    counts = (
        len(Shares(database).of_run(run_id)),
        _comments(review),
        len(review.overrides),
        _comments(parse_json(file.read_bytes()).whole.review) if file.exists() else 0,
        len(Erasures(database).of_owner("old")),
    )
    done = sum(counts)
    assert counts == tuple((done + len(STEPS) - 1 - place) // len(STEPS) for place in range(len(STEPS)))
    assert {len(review.actions), len(review.signatures), len(review.comments) - counts[1]} == {counts[2]}
    assert len(Transcripts(database).turns(run_id)) == 2
    _check_old_runs(database, counts[-1])
    return done


def _comments(review: Review) -> int:
    return sum(comment.author == AUTHOR for comment in review.comments)


def _check_old_runs(database: Database, purged: int) -> None:
    """The oldest are gone with all that hung on them, and listed; all of the others is there."""
    erased = {erasure.run_id for erasure in Erasures(database).of_owner("old")}
    assert erased == {f"old-{number}" for number in range(1, purged + 1)}
    here = OLD_RUNS - purged
    assert len(Transcripts(database).runs_of("old")) == here
    with database.reading() as session:
        for table in HUNG_ON_RUNS:
            rows = session.execute(text(f"SELECT count(*) FROM {table} WHERE run_id LIKE 'old-%'")).scalar_one()
            assert (table, rows) == (table, here * (2 if table == "turns" else 1))


def _first_released_anew(engine: Engine, url: str) -> None:
    engine.dispose()
    if engine.dialect.name == "sqlite":
        path = Path(str(parse_url(url).database))
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
    else:
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    with engine.begin() as connection:
        fill_first_released(connection)


def _revision_that_is_whole(engine: Engine) -> str | None:
    """Return the revision the database is of; asserts that its tables are that revision's, all of them."""
    with engine.begin() as connection:
        revision = current_revision(connection)
        expected = TABLES if revision == FIRST_RELEASED else {VERSION_TABLE, *Base.metadata.tables}
        assert set(inspect(connection).get_table_names()) == expected
        return revision
