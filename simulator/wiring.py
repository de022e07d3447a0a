"""Which classes do the work: the only place where they are chosen."""

from __future__ import annotations

from engine.ports import Scorer
from simulator.library import Library, load_library
from simulator.settings import PROJECT, Settings
from simulator.simulator import Simulator
from store.database import Database
from store.transcripts import Transcripts

GUIDANCE = PROJECT / "guidance"
SCENARIOS = PROJECT / "scenarios"
HEAD = PROJECT / "assets" / "head.safetensors"


def build_library(settings: Settings) -> Library:
    """Load what comes with Attune and then the scenarios of this installation."""
    own = [settings.scenarios] if settings.scenarios else []
    return load_library(GUIDANCE, [SCENARIOS, *own])


def build_transcripts(settings: Settings) -> Transcripts:
    """Open the database; raises DatabaseUnavailable or DatabaseTooNew."""
    return Transcripts(Database(settings.database_url))


def build_scorer(settings: Settings) -> Scorer:
    """Load a scorer in this process and wait for it: for commands, which have nothing else to do meanwhile."""
    from scoring.scorer import load_scorer

    return load_scorer(GUIDANCE, settings.head or HEAD, settings.encoder_folder)


def build_simulator(settings: Settings) -> Simulator:
    """Load, open and put together everything; the scorer starts in a process of its own and is not waited for."""
    from scoring.process import ScorerProcess

    library, transcripts = build_library(settings), build_transcripts(settings)
    scorer = ScorerProcess(GUIDANCE, settings.head or HEAD, settings.encoder_folder)
    scorer.start()
    return Simulator(library, transcripts, scorer)
