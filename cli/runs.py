"""`attune runs`: the conversations that are kept, with the ids by which other commands name them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.terminal import complain, out, print_json
from simulator.settings import Settings
from simulator.wiring import build_records
from store.records import RunRecord

COLUMNS = ("id", "scenario", "started_at", "turns", "ending")


def runs(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List your runs, newest first.

    Example: attune runs --json
    """
    settings = Settings.from_environment(os.environ)
    print_runs(build_records(settings).runs(settings.owner), as_json)


def print_runs(records: Iterable[RunRecord], as_json: bool) -> None:
    """Print a line a run, or all of them as JSON; never anything that was said."""
    rows = [_row(record) for record in records]
    if as_json:
        print_json(rows)
    elif rows:
        table = Table(*COLUMNS, box=None)
        for row in rows:
            table.add_row(*(str(row[column]) if row[column] is not None else "–" for column in COLUMNS))
        out.print(table)
    else:
        complain("no runs")


def _row(record: RunRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "scenario": record.scenario,
        "started_at": record.started_at.isoformat(timespec="seconds"),
        "turns": record.turns,
        "ending": record.ending,
    }
