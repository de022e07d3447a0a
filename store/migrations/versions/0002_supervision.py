"""People, shares, reviews, the audit log, erasures, retention and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("accesses", "erasures")


def upgrade() -> None:
    _create_people()
    _create_shares()
    _create_comments()
    _create_overrides()
    _create_agreed_actions()
    _create_signatures()
    _create_accesses()
    _create_erasures()
    _create_retention()
    _create_outbox()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in APPEND_ONLY:
        for statement in _sqlite_triggers(table) if on_sqlite else _postgresql_triggers(table):
            op.execute(statement)


def _sqlite_triggers(table: str) -> tuple[str, ...]:
    return tuple(
        f"""
        CREATE TRIGGER {table}_are_append_only_{change.lower()} BEFORE {change} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END
        """
        for change in ("UPDATE", "DELETE")
    )


def _postgresql_triggers(table: str) -> tuple[str, ...]:
    return (
        f"""
        CREATE FUNCTION {table}_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{table} are append-only'; END $$
        """,
        f"""
        CREATE TRIGGER {table}_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_are_append_only()
        """,
    )


def _of_run(**options: bool) -> sa.Column:
    return sa.Column("run_id", sa.String(), sa.ForeignKey("runs.id", ondelete="CASCADE"), nullable=False, **options)


def _of_turn() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["run_id", "turn"], ["turns.run_id", "turns.number"], ondelete="CASCADE")


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(), primary_key=True),
        _words("name"),
        _words("email"),
        sa.Column("roles", sa.JSON(), nullable=False),
        _moment("seen_at"),
    )


def _create_shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.String(), primary_key=True),
        _of_run(),
        _words("supervisor"),
        sa.Column("with_reflection", sa.Boolean(), nullable=False),
        _moment("shared_at"),
        _moment("withdrawn_at", nullable=True),
    )
    op.create_index("shares_by_run", "shares", ["run_id"])
    op.create_index("shares_by_supervisor", "shares", ["supervisor", "shared_at"])


def _create_comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.String(), primary_key=True),
        _of_run(),
        _words("author"),
        _words("text"),
        _moment("made_at"),
        sa.Column("turn", sa.Integer()),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        _of_turn(),
    )
    op.create_index("comments_by_run", "comments", ["run_id", "turn"])


def _create_overrides() -> None:
    op.create_table(
        "overrides",
        sa.Column("run_id", sa.String(), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("point", sa.String(), primary_key=True),
        sa.Column("author", sa.String(), primary_key=True),
        _words("verdict"),
        _words("reason"),
        _moment("made_at"),
        _of_turn(),
    )


def _create_agreed_actions() -> None:
    op.create_table(
        "agreed_actions",
        sa.Column("id", sa.String(), primary_key=True),
        _of_run(),
        _words("author"),
        _words("text"),
        _moment("made_at"),
        sa.Column("due", sa.Date()),
        _moment("done_at", nullable=True),
    )
    op.create_index("agreed_actions_by_run", "agreed_actions", ["run_id"])


def _create_signatures() -> None:
    op.create_table(
        "signatures",
        _of_run(primary_key=True),
        sa.Column("person", sa.String(), primary_key=True),
        sa.Column("part", sa.String(), primary_key=True),
        _words("name"),
        _moment("signed_at"),
    )


def _create_accesses() -> None:
    op.create_table(
        "accesses",
        sa.Column("id", sa.Integer(), primary_key=True),
        _moment("at"),
        _words("person"),
        _words("run_id"),
        _words("owner"),
        _words("action"),
    )
    op.create_index("accesses_by_owner", "accesses", ["owner", "at"])


def _create_erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), primary_key=True),
        _words("run_id"),
        _words("owner"),
        _words("scenario"),
        _moment("erased_at"),
        _words("by"),
    )
    op.create_index("erasures_by_owner", "erasures", ["owner", "erased_at"])


def _create_retention() -> None:
    op.create_table(
        "retention",
        sa.Column("owner", sa.String(), primary_key=True),
        sa.Column("private_days", sa.Integer(), nullable=False),
        _moment("chosen_at"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(), primary_key=True),
        _of_run(),
        _words("owner"),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("next_at"),
        _words("last_error", nullable=True),
        _moment("delivered_at", nullable=True),
    )
    op.create_index("outbox_by_run", "outbox", ["run_id"])
    op.create_index("outbox_by_owner", "outbox", ["owner"])


def downgrade() -> None:
    raise NotImplementedError("supervision cannot be taken out again; put a backup back instead")
