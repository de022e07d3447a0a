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
from tests.simulators import make_simulator

__all__ = ["database_url", "postgresql_url", "sqlite_url"]

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(HERE / "guidance", [HERE / "scenarios"])


@pytest.fixture
def scorer() -> KeywordScorer:
    return KeywordScorer()


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    return Transcripts(database)


@pytest.fixture
def simulator(library: Library, database: Database, scorer: KeywordScorer, tmp_path: Path) -> Simulator:
    return make_simulator(library, database, scorer, tmp_path)
