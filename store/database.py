"""One database, SQLite or PostgreSQL: opened, brought up to date, and asked in transactions.

SQLite keeps a write-ahead log, so reading never waits for writing; a transaction that will write takes its lock at once
(`BEGIN IMMEDIATE`), because one that reads first and writes later fails instead of waiting when another was quicker.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from store.errors import DatabaseUnavailable, StoreError
from store.schema import upgrade_schema

BUSY_SECONDS = 15
"""How long one writer waits for another before it gives up."""

CONNECT_SECONDS = 10

_DIALECTS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_HINT = "see docs/settings.md for ATTUNE_DATABASE_URL"


class Database:
    """An open database of this version's schema. `where` names it without its password."""

    def __init__(self, url: str) -> None:
        """Open and migrate; raises DatabaseUnavailable or DatabaseTooNew and then has changed nothing."""
        parsed = parse_url(url)
        self.where = parsed.render_as_string(hide_password=True)
        self._engine = build_engine(parsed)
        self._writer = self._engine.execution_options(writing=True)
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a session that sees one moment; raises StoreError when the database fails."""
        with self._translated(StoreError, "could not be read"), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Lend a session whose changes are kept together when the block ends, or not at all when it raises."""
        what = "could not be written, so nothing of this step was kept; what came before it is safe"
        with self._translated(StoreError, what), Session(self._writer) as session, session.begin():
            yield session

    def clear_traces(self) -> None:
        """Empty SQLite's log, where erased words would linger for a while; PostgreSQL's own vacuum does its part."""
        if self._engine.dialect.name == "sqlite":
            with self._translated(StoreError, "could not be tidied"):
                self._pragma("wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _open(self) -> None:
        with self._translated(DatabaseUnavailable, "cannot be used"):
            if self._engine.dialect.name == "sqlite":
                _prepare_file(self._engine.url)
            with self._writer.begin() as connection:
                upgrade_schema(connection, self.where)
            if self._engine.dialect.name == "sqlite":
                self._keep_log()

    def _keep_log(self) -> None:
        """Switch to the write-ahead log, once a file; SQLite does not wait for other users here, so we do."""
        give_up = time.monotonic() + BUSY_SECONDS
        while self._pragma("journal_mode") != "wal":
            try:
                self._pragma("journal_mode = WAL")
            except sqlite3.OperationalError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.02)

    def _pragma(self, pragma: str) -> Any:
        connection = self._engine.raw_connection()
        try:
            row = connection.cursor().execute(f"PRAGMA {pragma}").fetchone()
        finally:
            connection.close()
        return row[0] if row else None

    @contextmanager
    def _translated(self, kind: type[StoreError], what: str) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise kind(f"the database {what}: {reason}", self.where, _HINT) from error


def parse_url(url: str) -> URL:
    """Return the URL with the driver we use; raises DatabaseUnavailable for any but a SQLite file or PostgreSQL."""
    hint = "write sqlite:////folder/attune.db or postgresql://user:password@host/database; " + _HINT
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable("this is not the URL of a database", "ATTUNE_DATABASE_URL", hint) from error
    if parsed.drivername not in _DIALECTS:
        raise DatabaseUnavailable(f"'{parsed.drivername}' is not a database we use", "ATTUNE_DATABASE_URL", hint)
    if parsed.drivername == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise DatabaseUnavailable("a SQLite database needs a file to live in", "ATTUNE_DATABASE_URL", hint)
    return parsed.set(drivername=_DIALECTS[parsed.drivername])


def build_engine(url: URL) -> Engine:
    """Return an engine that begins, locks and checks as this module says; connects to nothing yet."""
    return _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _postgresql_engine(url)


def _prepare_file(url: URL) -> None:
    """Create an empty file, and its folder, that only this user may read; leave one that is there alone."""
    path = Path(str(url.database))
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _postgresql_engine(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS})


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 then begins nothing by itself; `_begun` does
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # an acknowledged turn survives a power cut
        connection.execute("PRAGMA secure_delete = ON")  # erased words are overwritten, not only unlinked

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
