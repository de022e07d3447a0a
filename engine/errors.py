"""Everything the simulator refuses, as one tree.

SimulatorError
├── AuthorError          a scenario or catalogue file is wrong (engine)
│   └── UnreadableFile   it cannot be read at all
├── ConversationError    a run was asked for something it cannot do (engine)
├── ScoringError         see scoring/errors.py
└── StoreError           see store/errors.py
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SimulatorError(Exception):
    """What is wrong, where, and what to do: `message` quotes the bad value, `where` is `file:line` or a setting."""

    something_missing = False
    """True where the fault is that this installation lacks something; the command line then exits with 3."""

    def __init__(self, message: str, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return place + self.message + (f" ({self.hint})" if self.hint else "")


class AuthorError(SimulatorError):
    """A scenario or catalogue file says something that cannot be used."""


class UnreadableFile(AuthorError):
    """The file is missing, not text, or not the YAML we accept."""


class ConversationError(SimulatorError):
    """A run was asked for a step it cannot take."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return `did you mean 'x'?` for the closest known word, or None when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else None
