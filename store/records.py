"""What the store hands out: frozen values, not rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
