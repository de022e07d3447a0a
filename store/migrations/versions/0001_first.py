"""Runs, turns, reflections and remarks: the first released schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
    BEGIN SELECT RAISE(ABORT, 'turns are append-only'); END
    """,
    """
    CREATE TRIGGER turns_go_only_with_their_run BEFORE DELETE ON turns
    WHEN EXISTS (SELECT 1 FROM runs WHERE id = OLD.run_id)
    BEGIN SELECT RAISE(ABORT, 'a turn is deleted only with its run'); END
    """,
)
POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION turns_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'turns are append-only'; END $$
    """,
    """
    CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
    FOR EACH ROW EXECUTE FUNCTION turns_are_never_changed()
    """,
    """
    CREATE FUNCTION turns_go_only_with_their_run() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF EXISTS (SELECT 1 FROM runs WHERE id = OLD.run_id) THEN
            RAISE EXCEPTION 'a turn is deleted only with its run';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER turns_go_only_with_their_run BEFORE DELETE ON turns
    FOR EACH ROW EXECUTE FUNCTION turns_go_only_with_their_run()
    """,
)


def upgrade() -> None:
    _create_runs()
    _create_turns()
    _create_reflections()
    _create_remarks()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TRIGGERS if on_sqlite else POSTGRESQL_TRIGGERS:
        op.execute(statement)


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("scenario_version", sa.Integer(), nullable=False),
        sa.Column("scorer_version", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ending", sa.String()),
        sa.Column("branched_from", sa.String(), sa.ForeignKey("runs.id", ondelete="SET NULL")),
        sa.Column("branched_at", sa.Integer()),
        sa.Column("discarded", sa.Boolean(), nullable=False),
    )
    op.create_index("runs_by_owner", "runs", ["owner", "started_at"])


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("run_id", sa.String(), sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scorer_version", sa.String(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("repairs", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
    )


def _create_reflections() -> None:
    op.create_table(
        "reflections",
        sa.Column("run_id", sa.String(), sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )


def _create_remarks() -> None:
    op.create_table(
        "remarks",
        sa.Column("run_id", sa.String(), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("point", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("meant", sa.Boolean()),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id", "turn"], ["turns.run_id", "turns.number"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    raise NotImplementedError("the first schema has nothing before it")
