from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from store.database import Database, build_engine, parse_url
from store.errors import DatabaseTooNew, DatabaseUnavailable, StoreError
from store.reviews import Reviews
from store.schema import VERSION_TABLE, current_revision, upgrade_schema
from store.shares import Shares
from store.tables import Base
from store.transcripts import Transcripts
from tests.store.first_released import FIRST_RELEASED, TABLES, fill_first_released, first_released_is_kept
from tests.store.reviewed import make_review

NEWEST = "0002"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = build_engine(parse_url(database_url))
    yield made
    made.dispose()


def test_an_empty_database_gets_every_table(engine: Engine) -> None:
    with engine.begin() as connection:
        assert current_revision(connection) is None
        upgrade_schema(connection, "here")
        assert current_revision(connection) == NEWEST
        assert set(inspect(connection).get_table_names()) == {VERSION_TABLE, *Base.metadata.tables}


def test_migrations_and_tables_say_the_same(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade_schema(connection, "here")
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    for _ in range(2):
        with engine.begin() as connection:
            upgrade_schema(connection, "here")
            assert current_revision(connection) == NEWEST


def test_the_first_released_schema_is_brought_to_this_version_with_its_data(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        fill_first_released(connection)
        assert current_revision(connection) == FIRST_RELEASED
        assert set(inspect(connection).get_table_names()) == TABLES
    opened = Database(database_url)
    assert first_released_is_kept(Transcripts(opened))
    opened.close()
    with engine.begin() as connection:
        assert current_revision(connection) == NEWEST


def test_runs_of_the_first_released_schema_are_shared_and_reviewed(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        fill_first_released(connection)
    opened = Database(database_url)
    Shares(opened).share("r1", "bea", with_reflection=True)
    Reviews(opened).take_in("r1", make_review("r1"))
    assert Transcripts(opened).whole("r1").review == make_review("r1")
    with pytest.raises(StoreError, match="append-only"), opened.writing() as session:
        session.execute(text("UPDATE turns SET reply = 'changed'"))
    assert len(Transcripts(opened).erase_all("local")) == 3
    opened.close()


def test_a_database_from_a_newer_version_is_refused_and_left_alone(engine: Engine, database_url: str) -> None:
    Database(database_url).close()
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="revision '9999', newer than this version") as refused:
        Database(database_url)
    assert "attune" in str(refused.value) or "test_" in str(refused.value)
    with engine.begin() as connection:
        assert current_revision(connection) == "9999"


def test_somebody_elses_tables_are_refused_and_left_alone(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id integer)"))
    with pytest.raises(DatabaseUnavailable, match="tables that are not Attune's"):
        Database(database_url)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["invoices"]


def test_a_migration_that_fails_leaves_nothing_half_done(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        upgrade_schema(connection, "here")
        raise ZeroDivisionError
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
