"""A fresh database a test, on SQLite and on a real PostgreSQL that runs for the whole session."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest


@cache
def postgresql_uri() -> str | Exception:
    """Start the server once; the reason comes back where it cannot be started here."""
    try:
        folder = tempfile.mkdtemp(prefix="attune-postgresql-")
        with warnings.catch_warnings(action="ignore"):
            import pgserver

            return str(pgserver.get_server(folder, cleanup_mode="delete").get_uri())
    except Exception as error:
        return error


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'attune.db'}"
    else:
        yield from postgresql_database()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'attune.db'}"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    yield from postgresql_database()


def postgresql_database() -> Iterator[str]:
    uri = postgresql_uri()
    if isinstance(uri, Exception):
        pytest.skip(f"PostgreSQL cannot be started here: {uri}")
    name = f"test_{uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield uri.replace("/postgres?", f"/{name}?")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
