"""What the linter says: one finding a problem, each with a stable code explained in docs/findings/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import AuthorError


@dataclass(frozen=True, order=True)
class Finding:
    """One problem in an author's file; `line` counts from 1. `str()` gives `file:line: CODE message (hint)`."""

    path: Path
    line: int
    code: str
    message: str
    hint: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}: {self.code} {self.message}{hint}"


class InvalidFile(AuthorError):
    """A file that was read but breaks the rules of its shape; `findings` has every problem, never none."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        first = self.findings[0]
        more = f", and {len(self.findings) - 1} more" if len(self.findings) > 1 else ""
        super().__init__(f"{first.code} {first.message}{more}", f"{first.path}:{first.line}", first.hint)
