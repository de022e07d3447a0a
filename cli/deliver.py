"""`attune deliver`: sends what waits for the learning record store, or shows what does and why."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.terminal import complain, out, print_json
from simulator.delivery import LONGEST_PAUSE
from simulator.settings import Settings
from simulator.wiring import open_delivery
from store.outbox import Waiting

COLUMNS = ("id", "run", "failed", "next", "why")
MOST = 10_000


def deliver(
    only_list: Annotated[bool, typer.Option("--list", help="Only list what waits, for everybody, and why.")] = False,
    all_now: Annotated[bool, typer.Option("--now", help="Also what was put off till later.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Send what is due to the learning record store once; the app does so by itself, a scheduler may as well.

    Example: attune deliver --list
    """
    delivery = open_delivery(Settings.from_environment(os.environ))
    if only_list:
        _print(delivery.waiting(), as_json)
        return
    sent = delivery.send_due(MOST, LONGEST_PAUSE if all_now else timedelta(0))
    if as_json:
        print_json({"delivered": sent.delivered, "put_off": sent.put_off})
    complain(f"{sent.delivered} delivered, {sent.put_off} put off")
    if sent.put_off:
        raise typer.Exit(1)


def _print(waiting: Iterable[Waiting], as_json: bool) -> None:
    rows = [_row(one) for one in waiting]
    if as_json:
        print_json(rows)
    elif rows:
        table = Table(*COLUMNS, box=None)
        for row in rows:
            table.add_row(*(str(row[column]) for column in COLUMNS))
        out.print(table)
    else:
        complain("nothing waits")


def _row(one: Waiting) -> dict[str, Any]:
    """Return a statement's line, without what it states."""
    due = one.next_at.isoformat(timespec="seconds")
    return {"id": one.id, "run": one.run_id, "failed": one.attempts, "next": due, "why": one.last_error or "–"}
