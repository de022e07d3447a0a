"""Which classes do the work: the only place where they are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.exchange import Exchange
from simulator.library import Library, load_library
from simulator.records import Records
from simulator.settings import PROJECT, Settings
from simulator.simulator import Simulator
from simulator.supervision import Supervision
from store.audit import AuditLog
from store.backup import back_up, restore
from store.database import Database
from store.people import People
from store.received import Received
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts

if TYPE_CHECKING:
    from scoring.scorer import SentenceScorer

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


def build_records(settings: Settings) -> Records:
    """Load and open what records need, which is no scorer."""
    database = Database(settings.database_url)
    return Records(build_library(settings), Transcripts(database), People(database))


def build_supervision(library: Library, database: Database) -> Supervision:
    """Put together what runs that are shared need, which is no scorer."""
    people, shares = People(database), Shares(database)
    return Supervision(library, Transcripts(database), people, shares, Reviews(database), AuditLog(database))


def build_exchange(library: Library, database: Database, folder: Path) -> Exchange:
    """Put together what files need that leave and come back; `folder` is where the key to sign them is kept."""
    people = People(database)
    return Exchange(
        records=Records(library, Transcripts(database), people),
        people=people,
        shares=Shares(database),
        reviews=Reviews(database),
        received=Received(database),
        audit=AuditLog(database),
        folder=folder,
    )


def open_exchange(settings: Settings) -> Exchange:
    """Load and open what files need, which is no scorer."""
    return build_exchange(build_library(settings), Database(settings.database_url), settings.data_folder)


def make_backup(settings: Settings, file: Path) -> int:
    """Copy everything kept into a new file; return its size in bytes. Raises BackupRefused."""
    return back_up(settings.database_url, file)


def put_back(settings: Settings, file: Path) -> Path:
    """Put a backup where nothing is kept yet; return where that is. Raises BackupRefused, DatabaseTooNew."""
    return restore(file, settings.database_url)


def build_scorer(settings: Settings) -> SentenceScorer:
    """Load a scorer in this process and wait for it: for commands, which have nothing else to do meanwhile."""
    from scoring.scorer import load_scorer

    return load_scorer(GUIDANCE, settings.head or HEAD, settings.encoder_folder)


def build_simulator(settings: Settings) -> Simulator:
    """Load, open and put together everything; the scorer starts in a process of its own and is not waited for."""
    from scoring.process import ScorerProcess

    library, database = build_library(settings), Database(settings.database_url)
    scorer = ScorerProcess(GUIDANCE, settings.head or HEAD, settings.encoder_folder)
    scorer.start()
    supervision = build_supervision(library, database)
    exchange = build_exchange(library, database, settings.data_folder)
    return Simulator(library, Transcripts(database), scorer, supervision, exchange)
