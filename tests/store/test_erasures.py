"""Erasing takes everything of a run with it, leaves every other run alone, and leaves the erasure listed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from store.database import Database
from store.erasures import Erasures
from store.errors import RunNotFound
from store.outbox import Outbox
from store.records import RunRecord
from store.review import Erasure
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts
from tests.store.reviewed import NOON, TABLES, begin, make_review

YEAR = timedelta(days=365)


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    return Transcripts(database, now=lambda: NOON)


def filled(database: Database, owner: str = "ada", number: int = 1) -> RunRecord:
    """A run with something in every table that hangs on it."""
    run = begin(database, owner)
    transcripts = Transcripts(database, now=lambda: NOON)
    transcripts.reflect(run.id, "own-words", "What only I wrote.")
    transcripts.disagree(run.id, 1, "open-invitation", "no")
    Shares(database, now=lambda: NOON).share(run.id, "bea", with_reflection=True)
    Reviews(database).take_in(run.id, make_review(run.id, number))
    Outbox(database, now=lambda: NOON).add(run.id, owner, [{"id": f"statement {number}"}])
    return run


def rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES}


def test_erasing_takes_everything_of_the_run_and_no_other(transcripts: Transcripts, database: Database) -> None:
    filled(database, "cem")
    before = rows(database)
    assert all(before.values())
    run = filled(database, "ada", 2)
    transcripts.erase(run.id, "ada")
    assert rows(database) == before
    assert Erasures(database).of_owner("ada") == (Erasure(run.id, "ada", "the-last-coat", NOON, "ada"),)
    assert Erasures(database).of_owner("cem") == ()


def test_erasing_everything_lists_each_run(transcripts: Transcripts, database: Database) -> None:
    ids = {filled(database, "ada", number).id for number in (1, 2, 3)}
    transcripts.erase_all("ada")
    assert set(rows(database).values()) == {0}
    assert {(line.run_id, line.by) for line in Erasures(database).of_owner("ada")} == {(id_, "ada") for id_ in ids}


def test_what_retention_erased_is_listed_as_such(transcripts: Transcripts, database: Database) -> None:
    run = filled(database)
    transcripts.purge(NOON + YEAR * 10)
    assert set(rows(database).values()) == {0}
    (line,) = Erasures(database).of_owner("ada")
    assert (line.run_id, line.by) == (run.id, "retention")


def test_a_run_that_came_back_and_went_again_is_listed_twice(transcripts: Transcripts, database: Database) -> None:
    run = filled(database)
    whole = transcripts.whole(run.id)
    for _ in range(2):
        transcripts.erase(run.id, "ada")
        transcripts.take_in(whole, "ada")
        assert transcripts.whole(run.id) == whole
    assert len(Erasures(database).of_owner("ada")) == 2


def test_an_erasure_that_is_refused_is_not_listed(transcripts: Transcripts, database: Database) -> None:
    run = filled(database)
    with pytest.raises(RunNotFound):
        transcripts.erase(run.id, "bea")
    assert Erasures(database).of_owner("ada") == Erasures(database).of_owner("bea") == ()


def test_a_supervisors_words_are_not_left_in_the_files(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    run = begin(database)
    Reviews(database).comment(run.id, "bea", "something only Bea wrote")
    assert b"something only Bea wrote" in _bytes(tmp_path)
    Transcripts(database).erase(run.id, "ada")
    assert b"something only Bea wrote" not in _bytes(tmp_path)
    database.close()


def test_a_run_erased_while_it_is_reviewed_is_gone_with_its_review(database: Database) -> None:
    runs = [begin(database, turns=1) for _ in range(8)]
    reviews = Reviews(database)

    def review(run_id: str) -> None:
        for number in range(200):
            try:
                reviews.comment(run_id, "bea", f"comment {number}", turn=1)
            except RunNotFound:
                return

    with ThreadPoolExecutor(4) as pool:
        reviewing = pool.map(review, [run.id for run in runs])
        for run in runs:
            Transcripts(database).erase(run.id, "ada")
        list(reviewing)
    assert set(rows(database).values()) == {0}
    assert len(Erasures(database).of_owner("ada")) == 8


def test_erasing_all_while_others_purge_lists_each_run_once(database: Database) -> None:
    runs = {begin(database, turns=1).id for _ in range(30)}
    transcripts = Transcripts(database)
    with ThreadPoolExecutor(2) as pool:
        mine = pool.submit(transcripts.erase_all, "ada")
        others = pool.submit(transcripts.purge, NOON + YEAR)
    erased = [record.id for record in (*mine.result(), *others.result())]
    assert set(erased) == runs
    assert sorted(erased) == sorted(line.run_id for line in Erasures(database).of_owner("ada"))


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
