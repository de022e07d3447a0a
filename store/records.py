"""What the store hands out: frozen values, not rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.conversation import Turn
from store.review import Review

Mode = Literal["coach", "quiet"]
"""Feedback after each reply, or at the end."""

RemarkKind = Literal["unsure", "disagreement"]

UNJUDGED = ""
"""A run's scorer version until its first reply is judged, so that a run can begin while the scorer still loads."""


@dataclass(frozen=True)
class RunRecord:
    """One run as kept. `turns` counts those taken; `branched_at` is the turn tried again; times are aware, UTC."""

    id: str
    owner: str
    scenario: str
    scenario_version: int
    scorer_version: str
    mode: Mode
    started_at: datetime
    ended_at: datetime | None = None
    ending: str | None = None
    turns: int = 0
    branched_from: str | None = None
    branched_at: int | None = None
    discarded: bool = False

    @property
    def ended(self) -> bool:
        """True once an ending was reached."""
        return self.ended_at is not None


@dataclass(frozen=True)
class Remark:
    """The learner's word beside a verdict: `meant` answers an unsure one, `text` may say why they disagree."""

    turn: int
    point: str
    kind: RemarkKind
    meant: bool | None
    text: str
    made_at: datetime


@dataclass(frozen=True)
class KeptTurn:
    """A turn with when it was taken and what judged it."""

    turn: Turn
    taken_at: datetime
    scorer_version: str


@dataclass(frozen=True)
class Reflection:
    """What the learner wrote under one question; `changed_at` is the last rewriting."""

    key: str
    text: str
    written_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class WholeRun:
    """Everything kept about one run, as it stood at one moment."""

    record: RunRecord
    turns: tuple[KeptTurn, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    remarks: tuple[Remark, ...] = ()
    review: Review = field(default_factory=Review)

    @property
    def last_at(self) -> datetime:
        """When the last turn was taken or the ending reached; when it began, for a run without turns."""
        taken = (kept.taken_at for kept in self.turns)
        return max(self.record.started_at, self.record.ended_at or self.record.started_at, *taken)
