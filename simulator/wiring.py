"""Which classes do the work: the only place where they are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.delivery import Delivery, build_client, statements_at_end
from simulator.errors import SettingInvalid
from simulator.exchange import Exchange
from simulator.library import Library, load_library
from simulator.privacy import Privacy
from simulator.records import Records
from simulator.settings import PROJECT, Settings
from simulator.simulator import Simulator
from simulator.supervision import Supervision
from store.audit import AuditLog
from store.backup import back_up, restore
from store.database import Database
from store.outbox import Outbox
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


def build_privacy(library: Library, database: Database, shared_days: int | None) -> Privacy:
    """Put together what a person may ask about what is kept of them, and what lets go of it."""
    return Privacy(Records(library, Transcripts(database), People(database)), database, shared_days)


def open_privacy(settings: Settings) -> Privacy:
    """Load and open what letting go needs, which is no scorer."""
    return build_privacy(build_library(settings), Database(settings.database_url), settings.keep_shared_days)


def open_exchange(settings: Settings) -> Exchange:
    """Load and open what files need, which is no scorer."""
    return build_exchange(build_library(settings), Database(settings.database_url), settings.data_folder)


def build_delivery(settings: Settings, database: Database) -> Delivery | None:
    """Return the way to the learning record store; None where none is set."""
    return Delivery(Outbox(database), build_client(settings), words=settings.lrs_words) if settings.lrs_url else None


def open_delivery(settings: Settings) -> Delivery:
    """Open what delivering needs; raises SettingInvalid where no store is set."""
    delivery = build_delivery(settings, Database(settings.database_url))
    if delivery is None:
        raise SettingInvalid("no learning record store is set", "ATTUNE_LRS_URL", "see docs/settings.md")
    return delivery


def build_played_transcripts(settings: Settings, library: Library, database: Database) -> Transcripts:
    """Return transcripts that put what an ended run states into the outbox, where there is a store to send it to."""
    if not settings.lrs_url:
        return Transcripts(database)
    records = Records(library, Transcripts(database))
    return Transcripts(database, at_end=statements_at_end(records, settings.xapi_base, words=settings.lrs_words))


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
    privacy = build_privacy(library, database, settings.keep_shared_days)
    transcripts = build_played_transcripts(settings, library, database)
    simulator = Simulator(library, transcripts, scorer, supervision, exchange, privacy)
    simulator.delivery = build_delivery(settings, database)
    if simulator.delivery is not None:
        simulator.delivery.start()
    return simulator
