"""A large scenario read and linted, against one of a tenth of its nodes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from engine.lint import lint_scenario
from engine.load import load_catalogue, load_scenario
from tests.engine.large import write_large_scenario

Row = tuple[str, float, float]
FEW, MANY = 100, 1000
ROUNDS = 9


def measure() -> Iterator[Row]:
    """Yield name, ratio and bound of each measurement."""
    with tempfile.TemporaryDirectory() as root:
        folders = {nodes: write_large_scenario(Path(root) / str(nodes), nodes) for nodes in (FEW, MANY)}
        seconds: dict[int, list[float]] = {FEW: [], MANY: []}
        for _ in range(ROUNDS):
            for nodes in (FEW, FEW, FEW, MANY):
                seconds[nodes].append(_seconds(folders[nodes]))
    yield f"load and lint {MANY} nodes / {FEW} nodes", median(seconds[MANY]) / median(seconds[FEW]), 10.0


def _seconds(folder: Path) -> float:
    start = time.perf_counter()
    lint_scenario(load_scenario(folder), load_catalogue(folder / "catalogue"))
    return time.perf_counter() - start
