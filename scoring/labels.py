"""Labelled whole replies, one JSON object a line: what a careful reader says each reply shows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.errors import LabelsInvalid


class LabelledReply(BaseModel):
    """A reply with its labels. `points`, where given, are the only points it is judged on.

    `shown` holds practices met and pitfalls present, `partial` practices only gestured at; any other point judged is
    missed or absent. Keys that are not listed here are kept out of the way: others may add their own.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    domain: str = ""
    situation: str = ""
    prompt: str = ""
    reply: str
    shown: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    points: tuple[str, ...] | None = None

    def judged_on(self, domain_points: Sequence[str]) -> tuple[str, ...]:
        """Return the points this reply counts for: its own where it names them, else those of its domain."""
        return self.points if self.points is not None else tuple(domain_points)


def load_replies(path: Path) -> tuple[LabelledReply, ...]:
    """Read a .jsonl file of labelled replies in order; blank lines are passed over, an empty file gives none.

    Raises LabelsInvalid at the first line that cannot be used.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelsInvalid(f"cannot read labelled replies: {error}", str(path)) from error
    return tuple(_parse_reply(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip())


def load_folder(folder: Path) -> tuple[LabelledReply, ...]:
    """Read every .jsonl file of a folder in order of name; a missing folder gives none."""
    return tuple(reply for path in sorted(folder.glob("*.jsonl")) for reply in load_replies(path))


def require_known(replies: Iterable[LabelledReply], points: Collection[str], where: str) -> None:
    """Raise LabelsInvalid when a reply names a practice point that the catalogue does not have."""
    for reply in replies:
        for point in (*reply.shown, *reply.partial, *(reply.points or ())):
            if point not in points:
                raise LabelsInvalid(
                    f"reply '{reply.id}' names the practice point '{point}'", where, "it is in no catalogue here"
                )


def _parse_reply(line: str, where: str) -> LabelledReply:
    try:
        return LabelledReply.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise LabelsInvalid(f"is not JSON: {error.msg}", where, "one JSON object a line") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise LabelsInvalid(f"{field}: {first['msg'].lower()}", where) from error
