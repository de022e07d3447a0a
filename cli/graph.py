"""`attune graph`: a scenario's graph as text or picture."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from engine.drawing import to_mermaid, to_svg
from simulator.settings import Settings
from simulator.wiring import build_library


class Format(StrEnum):
    """How a graph is written."""

    MERMAID = "mermaid"
    SVG = "svg"


def graph(
    scenario_id: Annotated[str, typer.Argument(metavar="ID", help="A scenario; `attune scenarios` lists them.")],
    form: Annotated[Format, typer.Option("--format", help="Mermaid text or an SVG picture.")] = Format.MERMAID,
) -> None:
    """Draw a scenario's graph to standard output.

    Example: attune graph after-the-last-bell --format svg > graph.svg
    """
    scenario = build_library(Settings.from_environment(os.environ)).get(scenario_id).scenario
    sys.stdout.write(to_mermaid(scenario) if form is Format.MERMAID else to_svg(scenario))
    sys.stdout.write("\n")
