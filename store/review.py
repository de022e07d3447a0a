"""What sharing and supervision hand out: frozen values, not rows. Times are aware, UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Part = Literal["learner", "supervisor"]

JudgementName = Literal["met", "partial", "missed", "present", "absent"]


@dataclass(frozen=True)
class Share:
    """A run that its owner lets one supervisor read; over once `withdrawn_at` is set."""

    id: str
    run_id: str
    owner: str
    supervisor: str
    with_reflection: bool
    shared_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def open(self) -> bool:
        """True until it is withdrawn."""
        return self.withdrawn_at is None


@dataclass(frozen=True)
class Comment:
    """Words about a run: about one turn where `turn` is given, about characters `start` to `end` of its reply where
    those are."""

    id: str
    run_id: str
    author: str
    text: str
    made_at: datetime
    turn: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Override:
    """A supervisor's own verdict beside the machine's, which stays; `verdict` equals the machine's when they agree."""

    run_id: str
    turn: int
    point: str
    author: str
    verdict: JudgementName
    reason: str
    made_at: datetime


@dataclass(frozen=True)
class AgreedAction:
    """One action of the coaching plan; `due` is a day both chose, `done_at` when the learner said it was done."""

    id: str
    run_id: str
    author: str
    text: str
    made_at: datetime
    due: date | None = None
    done_at: datetime | None = None


@dataclass(frozen=True)
class ActionState:
    """Whether an agreed action was done, as its learner says; nothing of what it is about."""

    id: str
    done_at: datetime | None = None


@dataclass(frozen=True)
class Signature:
    """That a run was talked through, signed with a name by one of the two."""

    run_id: str
    person: str
    part: Part
    name: str
    signed_at: datetime


@dataclass(frozen=True)
class Review:
    """Everything a run gained in supervision; each part in the order in which it was made."""

    comments: tuple[Comment, ...] = ()
    overrides: tuple[Override, ...] = ()
    actions: tuple[AgreedAction, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def discussed(self) -> bool:
        """True once both have signed."""
        return {signature.part for signature in self.signatures} == {"learner", "supervisor"}


@dataclass(frozen=True)
class Access:
    """One line of the audit log: somebody did something with another person's run."""

    at: datetime
    person: str
    run_id: str
    owner: str
    action: str


@dataclass(frozen=True)
class Erasure:
    """What was erased, without its content; `by` is the owner's id, or `retention`."""

    run_id: str
    owner: str
    scenario: str
    erased_at: datetime
    by: str
