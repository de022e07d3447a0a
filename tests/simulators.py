"""A whole simulator, wired as the app wires it, over a library, a database and a scorer of a test's own."""

from __future__ import annotations

import os
from pathlib import Path

from engine.ports import Scorer
from simulator.library import Library
from simulator.simulator import Simulator
from simulator.wiring import build_exchange, build_privacy, build_supervision
from store.database import Database
from store.transcripts import Transcripts

SHARED_DAYS = 365
NOWHERE = Path(os.devnull)
"""For tests that sign no files: no key can be put there."""


def make_simulator(
    library: Library,
    database: Database,
    scorer: Scorer,
    folder: Path = NOWHERE,
    transcripts: Transcripts | None = None,
) -> Simulator:
    """`folder` is where the key is kept that files are signed with; other `transcripts` may have a clock of their own."""
    return Simulator(
        library,
        transcripts or Transcripts(database),
        scorer,
        build_supervision(library, database),
        build_exchange(library, database, folder),
        build_privacy(library, database, SHARED_DAYS),
    )


def altered(simulator: Simulator, library: Library | None = None, scorer: Scorer | None = None) -> Simulator:
    """Return the same simulator with another library to play from, or another scorer."""
    parts = simulator.supervision, simulator.exchange, simulator.privacy
    return Simulator(library or simulator.library, simulator.transcripts, scorer or simulator.scorer, *parts)
