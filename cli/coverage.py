"""`attune coverage`: which practice points are listened for and exercised, and where."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from cli.terminal import out, print_json
from engine.coverage import build_coverage
from simulator.settings import Settings
from simulator.wiring import build_library


def coverage(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show practice point by scenario by walk; exit 1 when a point or a document is left out.

    Example: attune coverage --json
    """
    library = build_library(Settings.from_environment(os.environ))
    table = build_coverage(library.scenarios, library.catalogue)
    gaps = {
        "not_listened": table.not_listened,
        "not_exercised": table.not_exercised,
        "not_represented": table.not_represented,
    }
    if as_json:
        print_json({"points": [asdict(p) for p in table.points], "documents": dict(table.documents), "gaps": gaps})
    else:
        rows = Table("point", "domain", "scenarios", "nodes", "walks", box=None)
        for p in table.points:
            listening = {scenario for scenario, _ in p.listened}
            rows.add_row(p.point, p.domain, str(len(listening)), str(len(p.listened)), str(len(p.exercised)))
        out.print(rows)
        for name, missing in gaps.items():
            out.print(f"{name.replace('_', ' ')}: {', '.join(missing) or 'none'}", markup=False)
    if any(gaps.values()):
        raise typer.Exit(1)
