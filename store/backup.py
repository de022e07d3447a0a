"""A copy of everything kept, made while others read and write, and put back where nothing is kept yet.

A backup is a SQLite file of its own: whole, checked, and without a log beside it. PostgreSQL has tools for this that
know its roles and settings, so its databases are refused with their names.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from store.database import BUSY_SECONDS, Database, parse_url
from store.errors import BackupRefused
from store.schema import VERSION_TABLE

_POSTGRESQL = "use pg_dump and pg_restore for PostgreSQL"


def back_up(url: str, file: Path) -> int:
    """Copy the database into a new file that only this user may read; return its size in bytes.

    The copy is of one moment, and writers are not kept waiting. Raises BackupRefused when there is nothing to copy or
    the file is there already; nothing half made is left behind.
    """
    source = _file_of(url)
    if not source.is_file():
        raise BackupRefused("nothing is kept here yet, so there is nothing to back up", str(source))
    with _in_its_place(file) as part:
        _copy(source, part)
        _check(part, source)
        return part.stat().st_size


def restore(file: Path, url: str) -> Path:
    """Put a backup where nothing is kept yet; return where that is. An older one is brought up to date.

    Raises BackupRefused when something is kept already or the file is no backup, and DatabaseTooNew for one that a
    newer version wrote; the backup itself is only read.
    """
    target = _file_of(url)
    if any(path.exists() for path in (target, target.with_name(f"{target.name}-wal"))):
        hint = "name an empty folder in ATTUNE_DATA, or move that file away first"
        raise BackupRefused("something is kept here already, and is never overwritten", str(target), hint)
    if not file.is_file():
        raise BackupRefused("there is no such backup", str(file))
    with _in_its_place(target) as part:
        _check(file, file)
        _copy(file, part)
        Database(f"sqlite:///{part}").close()
        _settle(part)
    return target


def _file_of(url: str) -> Path:
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise BackupRefused("only a SQLite database is backed up by Attune", "ATTUNE_DATABASE_URL", _POSTGRESQL)
    return Path(str(parsed.database))


@contextmanager
def _in_its_place(file: Path) -> Iterator[Path]:
    """Lend a new file beside the one wanted, which takes its name at the end, whole, or leaves nothing."""
    part = file.with_name(f".{file.name}.{uuid4().hex[:8]}.part")
    if file.exists():
        raise BackupRefused("there is a file of this name already, and it is never overwritten", str(file))
    try:
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.touch(mode=0o600)
        with _cleared_away(part):
            yield part
            _keep(part)
            _take_name(part, file)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BackupRefused(f"this could not be written or read: {reason}", str(file)) from error


@contextmanager
def _cleared_away(part: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for path in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            path.unlink(missing_ok=True)


def _take_name(part: Path, file: Path) -> None:
    """Give the part its name; raises FileExistsError when another was quicker, which a renaming would overwrite."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # a memory stick, perhaps: its file system has no links
        if file.exists():
            raise FileExistsError(f"there is a file of this name already: {file}") from None
        part.rename(file)


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as old, closing(sqlite3.connect(target, isolation_level=None)) as new:
        old.backup(new)
    _settle(target)


def _settle(file: Path) -> None:
    """Leave one file without a log beside it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _check(file: Path, named: Path) -> None:
    """Raise BackupRefused unless the file is whole and Attune's; it is only read."""
    try:
        with closing(_open(file)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 (our own name)
    except sqlite3.DatabaseError as error:
        raise BackupRefused(f"this is not a database of Attune's: {error}", str(named)) from error
    if not whole:
        raise BackupRefused("this database is damaged", str(named), "take an earlier backup")


def _open(file: Path) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _keep(file: Path) -> None:
    """Wait until the file has reached the disk."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
