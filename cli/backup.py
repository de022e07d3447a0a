"""`attune backup` and `attune restore`: everything kept, in one file, and back where nothing is kept yet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.terminal import out
from simulator.settings import Settings
from simulator.wiring import make_backup, put_back


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; it holds every word, so keep it safe.")],
) -> None:
    """Copy everything kept into one file, also while the app runs.

    Example: attune backup attune-2026-03-01.db
    """
    size = make_backup(Settings.from_environment(os.environ), file)
    out.print(f"{file}: {size:,} bytes", markup=False)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
) -> None:
    """Put a backup back where nothing is kept yet; ATTUNE_DATA names the folder.

    Example: attune restore attune-2026-03-01.db
    """
    out.print(f"restored to {put_back(Settings.from_environment(os.environ), file)}", markup=False)
