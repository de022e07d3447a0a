from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import text

from store.database import Database, parse_url
from store.errors import DatabaseUnavailable, StoreError

NOBODY = 65534


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:////var/attune.db", "sqlite"),
        ("postgres://a:b@host/attune", "postgresql+psycopg"),
        ("postgresql://a:b@host/attune", "postgresql+psycopg"),
        ("postgresql+psycopg://a:b@host/attune", "postgresql+psycopg"),
    ],
)
def test_a_url_gets_the_driver_we_use(given: str, driver: str) -> None:
    assert parse_url(given).drivername == driver


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("attune.db", "not the URL of a database"),
        ("mysql://a:b@host/attune", "'mysql' is not a database we use"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_another_url_is_refused_with_the_setting_to_mend(given: str, message: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=message) as refused:
        Database(given)
    assert refused.value.where == "ATTUNE_DATABASE_URL"
    assert "postgresql://" in str(refused.value)


def test_no_message_has_a_password_in_it() -> None:
    with pytest.raises(DatabaseUnavailable) as refused:
        Database("postgresql://anna:hunter2@127.0.0.1:9/attune")
    assert "hunter2" not in str(refused.value)
    assert "cannot be used" in str(refused.value)


def test_a_new_file_and_its_folder_are_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "attune.db"
    Database(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_sqlite_keeps_a_log_checks_keys_and_waits(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.reading() as session:
        pragmas = {p: session.execute(text(f"PRAGMA {p}")).scalar() for p in _PRAGMAS}
    assert pragmas == _PRAGMAS
    database.close()


_PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "secure_delete": 1, "busy_timeout": 15_000}


def test_a_file_that_is_not_a_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "attune.db"
    path.write_text("Minutes of the meeting. " * 100)
    with pytest.raises(DatabaseUnavailable, match="file is not a database"):
        Database(f"sqlite:///{path}")
    assert path.read_text() == "Minutes of the meeting. " * 100
    assert [p.name for p in tmp_path.iterdir()] == ["attune.db"]


def test_another_programs_sqlite_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "attune.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoices (id integer)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseUnavailable, match="not Attune's"):
        Database(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="unable to open database file"):
        Database(f"sqlite:///{tmp_path}")


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder everyone may read and we may not write: as root that takes another user for a while."""
    folder = Path(tempfile.mkdtemp(prefix="attune-read-only-"))
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _become_ordinary(folder: Path) -> None:
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(NOBODY)


def test_a_read_only_folder_is_refused_before_anything_is_written(read_only_folder: Path) -> None:
    _become_ordinary(read_only_folder)
    with pytest.raises(DatabaseUnavailable, match="Permission denied"):
        Database(f"sqlite:///{read_only_folder / 'attune.db'}")
    assert list(read_only_folder.iterdir()) == []


def test_a_database_in_a_folder_that_became_read_only_is_refused(read_only_folder: Path) -> None:
    path = read_only_folder / "attune.db"
    Database(f"sqlite:///{path}").close()
    path.chmod(0o444)
    before = path.read_bytes()
    _become_ordinary(read_only_folder)
    with pytest.raises(DatabaseUnavailable, match=r"readonly|unable to open"):
        Database(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_step_that_fails_keeps_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.execute(text("DELETE FROM attune_version"))
        raise ZeroDivisionError
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM attune_version")).scalar() == 1


def test_a_failing_database_is_told_as_a_store_error(database: Database) -> None:
    with pytest.raises(StoreError, match="could not be read") as refused, database.reading() as session:
        session.execute(text("SELECT * FROM nowhere"))
    assert refused.value.where == database.where


def test_several_processes_may_open_a_new_database_at_once(database_url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_open, [database_url] * 8)) == ["0002"] * 8


def _open(url: str) -> str:
    database = Database(url)
    with database.reading() as session:
        revision = str(session.execute(text("SELECT version_num FROM attune_version")).scalar())
    database.close()
    return revision
