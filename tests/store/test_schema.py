from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from store.database import Database, build_engine, parse_url
from store.errors import DatabaseTooNew, DatabaseUnavailable
from store.schema import VERSION_TABLE, current_revision, upgrade_schema
from store.tables import Base
from store.transcripts import Transcripts
from tests.store.turns import make_turn

FIRST_RELEASED = "0001"
NEWEST = "0002"

RUN = """
INSERT INTO runs (id, owner, scenario, scenario_version, scorer_version, mode, started_at, discarded)
VALUES ('r1', 'local', 'the-last-coat', 1, 'head-1', 'coach', '2026-03-01 10:00:00', false)
"""
TURN = """
INSERT INTO turns
    (run_id, number, taken_at, scorer_version, node, said, reply, verdicts, route, repairs, answer, after)
VALUES
    ('r1', 1, '2026-03-01 10:01:00', 'head-1', 'cloakroom', :said, :reply, :verdicts, 'invite', false, :answer, :after)
"""


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
    turn = make_turn(1)
    values = {name: getattr(turn, name) for name in ("said", "verdicts", "answer", "after")}
    dumped = {name: turn.model_dump_json(include={name}).split(":", 1)[1][:-1] for name in values}
    with engine.begin() as connection:
        upgrade_schema(connection, "here", FIRST_RELEASED)
        connection.execute(text(RUN))
        connection.execute(text(TURN), {**dumped, "reply": turn.reply})
    opened = Database(database_url)
    transcripts = Transcripts(opened)
    assert transcripts.turns("r1") == (turn,)
    assert transcripts.run("r1").started_at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert transcripts.run("r1").turns == 1
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
