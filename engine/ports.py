"""What the engine asks of the outside world: somebody who judges a reply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.verdict import Verdict


class Scorer(Protocol):
    """Judges replies. The real one lives in `scoring`; tests pass a small one of their own."""

    @property
    def version(self) -> str:
        """Name the trained head and encoder, so that a stored verdict can be traced to what gave it."""
        ...

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        """Return one verdict a point, in the order of `points`; `prompt` is the line the reply answers."""
        ...
