"""Bring a database to the schema of this version, or say why not. The only caller of alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from store.errors import DatabaseTooNew, DatabaseUnavailable

VERSION_TABLE = "attune_version"
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "head"

_ADVISORY_LOCK = 4_158_301


def upgrade_schema(connection: Connection, where: str, revision: str = HEAD) -> None:
    """Apply the migrations that are missing, in the transaction the connection is in: all of them or none.

    Raises DatabaseTooNew when the database is of a revision unknown here, and DatabaseUnavailable when it holds tables
    that are not ours; `where` names it. Two processes may call this at once: the second waits and finds nothing to do.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    config = _alembic_config(connection)
    scripts = ScriptDirectory.from_config(config)
    current = current_revision(connection)
    if current is None and inspect(connection).get_table_names():
        hint = "give Attune a database of its own; see docs/settings.md"
        raise DatabaseUnavailable("this database holds tables that are not Attune's", where, hint)
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        hint = "install the newer version again, or name another database; nothing was changed"
        raise DatabaseTooNew(f"this database is of revision '{current}', newer than this version knows", where, hint)
    if current != scripts.as_revision_number(revision):
        command.upgrade(config, revision)


def current_revision(connection: Connection) -> str | None:
    """Return the revision the database is of; None when it holds nothing of ours."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
