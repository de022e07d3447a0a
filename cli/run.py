"""`attune run`: opens the app."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from simulator.settings import PROJECT


def run(
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[-- STREAMLIT ARGS]", help="Passed on.")] = None,
) -> None:
    """Open the app in a browser, on this machine only.

    Example: attune run -- --server.port 8600
    """
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *(arguments or [])]
    try:
        raise typer.Exit(subprocess.call(command, cwd=PROJECT))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
