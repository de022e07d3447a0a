"""`attune scenarios`: what there is to practise."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.terminal import complain, out, print_json
from engine.scenario import Scenario
from simulator.settings import Settings
from simulator.wiring import build_library

COLUMNS = ("id", "title", "family", "role", "minutes", "nodes", "endings", "points")


def scenarios(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the scenarios.

    Example: attune scenarios --json
    """
    library = build_library(Settings.from_environment(os.environ))
    for name, findings in library.broken:
        complain(f"{name}: cannot be played, {len(findings)} findings; see `attune check`")
    rows = [_row(file.scenario) for file in library.scenarios]
    if as_json:
        print_json(rows)
        return
    table = Table(*COLUMNS, box=None)
    for row in rows:
        table.add_row(*(str(len(row[c]) if c == "points" else row[c]) for c in COLUMNS))
    out.print(table)


def _row(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "family": scenario.family,
        "role": scenario.role,
        "minutes": scenario.minutes,
        "nodes": len(scenario.nodes),
        "endings": len(scenario.endings),
        "points": list(scenario.points),
    }
