from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from store import backup
from store.backup import back_up, restore
from store.database import Database
from store.errors import BackupRefused, DatabaseTooNew
from store.transcripts import Transcripts
from tests.store.export.examples import RUN, make_whole
from tests.store.turns import make_turn


@pytest.fixture
def live(sqlite_url: str):
    """A database that stays open, as the app keeps it, with one run in it."""
    database = Database(sqlite_url)
    Transcripts(database).take_in(make_whole(), "ada")
    yield database
    database.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "attune.backup"


def url_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'attune.db'}"


def opened(url: str) -> Transcripts:
    return Transcripts(Database(url))


def test_what_is_restored_is_what_was_kept(live: Database, sqlite_url: str, file: Path, tmp_path: Path) -> None:
    assert back_up(sqlite_url, file) == file.stat().st_size
    assert restore(file, url_in(tmp_path / "new")) == tmp_path / "new" / "attune.db"
    assert _dump(tmp_path / "new" / "attune.db") == _dump(tmp_path / "attune.db")
    assert opened(url_in(tmp_path / "new")).whole(RUN) == make_whole()


def test_a_backup_is_one_file_for_this_user_only(live: Database, sqlite_url: str, file: Path) -> None:
    back_up(sqlite_url, file)
    assert [path.name for path in file.parent.iterdir()] == ["attune.backup"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_is_restored_is_one_file_for_this_user_only(
    live: Database, sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    back_up(sqlite_url, file)
    restored = restore(file, url_in(tmp_path / "new"))
    assert [path.name for path in restored.parent.iterdir()] == ["attune.db"]
    assert stat.S_IMODE(restored.stat().st_mode) == 0o600


def test_a_backup_while_turns_are_written_is_of_one_moment(live: Database, sqlite_url: str, tmp_path: Path) -> None:
    transcripts = Transcripts(live)
    run_id = transcripts.begin("ada", "the-last-coat", 2, "head-1", "quiet").id
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            number += 1
            transcripts.append(run_id, make_turn(number, reply=f"reply {number}"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(sqlite_url, tmp_path / f"{number}.backup")
    finally:
        enough.set()
        writer.join()
    taken = transcripts.turns(run_id)
    for number in range(5):
        restore(tmp_path / f"{number}.backup", url_in(tmp_path / f"new-{number}"))
        restored = opened(url_in(tmp_path / f"new-{number}")).turns(run_id)
        assert restored == taken[: len(restored)]


def test_neither_overwrites_anything(live: Database, sqlite_url: str, file: Path, tmp_path: Path) -> None:
    back_up(sqlite_url, file)
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="never overwritten") as refused:
        back_up(sqlite_url, file)
    assert refused.value.where == str(file)
    assert file.read_bytes() == before
    with pytest.raises(BackupRefused, match=r"kept here already.*ATTUNE_DATA"):
        restore(file, sqlite_url)
    assert Transcripts(live).whole(RUN) == make_whole()


def test_a_file_that_came_meanwhile_is_not_overwritten(
    live: Database, sqlite_url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_keep", lambda part: file.write_text("another was quicker"))
    with pytest.raises(BackupRefused, match="File exists"):
        back_up(sqlite_url, file)
    assert file.read_text() == "another was quicker"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("comes_meanwhile", [False, True])
def test_a_file_system_without_links_will_do(
    live: Database, sqlite_url: str, file: Path, monkeypatch: pytest.MonkeyPatch, comes_meanwhile: bool
) -> None:
    def no_links(part: Path, wanted: Path) -> None:
        if comes_meanwhile:
            wanted.write_text("another was quicker")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    if comes_meanwhile:
        with pytest.raises(BackupRefused, match="already"):
            back_up(sqlite_url, file)
        assert file.read_text() == "another was quicker"
    else:
        assert back_up(sqlite_url, file) == file.stat().st_size
    assert list(file.parent.iterdir()) == [file]


def test_a_log_left_behind_counts_as_something_kept(
    live: Database, sqlite_url: str, file: Path, tmp_path: Path
) -> None:
    back_up(sqlite_url, file)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "attune.db-wal").write_bytes(b"old")
    with pytest.raises(BackupRefused, match="kept here already"):
        restore(file, url_in(tmp_path / "new"))


def test_where_nothing_is_kept_there_is_nothing_to_back_up(sqlite_url: str, file: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="nothing is kept here yet"):
        back_up(sqlite_url, file)
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_another_programs_or_broken_is_not_backed_up(tmp_path: Path, file: Path) -> None:
    (tmp_path / "attune.db").write_text("Minutes of the meeting. " * 100)
    with pytest.raises(BackupRefused, match="file is not a database"):
        back_up(url_in(tmp_path), file)
    assert list(file.parent.iterdir()) == []


def _other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE invoices (id integer)")


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


def _overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil", [lambda path: path.write_text("no"), lambda path: path.write_bytes(b""), _cut_short, _overwritten, None]
)
def test_what_is_no_whole_backup_is_refused(live: Database, sqlite_url: str, file: Path, tmp_path: Path, spoil) -> None:
    back_up(sqlite_url, file)
    if spoil is None:
        file.unlink()
        _other(file)
    else:
        spoil(file)
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match=r"not a database of Attune's|damaged|could not be written or read"):
        restore(file, url_in(tmp_path / "new"))
    assert file.read_bytes() == before
    assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []


def test_a_missing_backup_is_refused_before_anything_is_made(file: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="no such backup"):
        restore(file, url_in(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_a_backup_of_a_newer_version_is_refused(live: Database, sqlite_url: str, file: Path, tmp_path: Path) -> None:
    back_up(sqlite_url, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE attune_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="9999"):
        restore(file, url_in(tmp_path / "new"))
    assert list((tmp_path / "new").iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(live: Database, sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupRefused, match="could not be written or read: File exists") as refused:
        back_up(sqlite_url, tmp_path / "file" / "attune.backup")
    assert refused.value.where == str(tmp_path / "file" / "attune.backup")


def test_postgresql_has_tools_of_its_own(file: Path) -> None:
    with pytest.raises(BackupRefused, match=r"only a SQLite database .*pg_dump"):
        back_up("postgresql://ada:secret@host/attune", file)
    with pytest.raises(BackupRefused, match="pg_restore"):
        restore(file, "postgresql://ada:secret@host/attune")


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
