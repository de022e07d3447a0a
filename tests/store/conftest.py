from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.database import Database
from store.transcripts import Transcripts
from tests.databases import database_url, postgresql_url, sqlite_url

__all__ = ["database", "database_url", "postgresql_url", "sqlite_url", "transcripts"]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    return Transcripts(database)
