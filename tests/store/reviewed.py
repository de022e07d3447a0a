"""A run reviewed, for tests of what supervision keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from store.database import Database
from store.records import RunRecord
from store.review import AgreedAction, Comment, Override, Review, Signature
from store.transcripts import Transcripts
from tests.store.turns import make_turn

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REPLY = "Tell me about it."
TABLES = (
    "turns",
    "reflections",
    "remarks",
    "shares",
    "comments",
    "overrides",
    "agreed_actions",
    "signatures",
    "outbox",
)


class Clock:
    """Each look at it is a minute later, from noon."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return NOON + timedelta(minutes=self.looks - 1)


def begin(database: Database, owner: str = "ada", turns: int = 2) -> RunRecord:
    transcripts = Transcripts(database, now=lambda: NOON)
    record = transcripts.begin(owner, "the-last-coat", 3, "head-1", "quiet")
    for number in range(1, turns + 1):
        transcripts.append(record.id, make_turn(number, reply=REPLY))
    return transcripts.run(record.id)


def make_review(run_id: str, number: int = 1, at: datetime = NOON) -> Review:
    """A review of one of everything, whose ids and people carry a number."""
    author = f"supervisor {number}"
    return Review(
        comments=(Comment(f"{number:032x}", run_id, author, "You waited. 🧸", at, turn=1, start=0, end=7),),
        overrides=(Override(run_id, 1, "open-invitation", author, "partial", "It closed again.", at),),
        actions=(AgreedAction(f"{number:032x}", run_id, author, "Practise pauses", at, date(2026, 4, 1)),),
        signatures=(Signature(run_id, author, "supervisor", "Bea Żak", at),),
    )
