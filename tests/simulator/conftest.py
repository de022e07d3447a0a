from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.library import Library, load_library
from simulator.simulator import Simulator
from store.database import Database
from store.transcripts import Transcripts
from tests.databases import database_url, postgresql_url, sqlite_url
from tests.simulator.keyword_scorer import KeywordScorer

__all__ = ["database_url", "postgresql_url", "sqlite_url"]

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(HERE / "guidance", [HERE / "scenarios"])


@pytest.fixture
def scorer() -> KeywordScorer:
    return KeywordScorer()


@pytest.fixture
def transcripts(sqlite_url: str) -> Iterator[Transcripts]:
    database = Database(sqlite_url)
    yield Transcripts(database)
    database.close()


@pytest.fixture
def simulator(library: Library, transcripts: Transcripts, scorer: KeywordScorer) -> Simulator:
    return Simulator(library, transcripts, scorer)
