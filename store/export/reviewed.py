"""What supervision added to a run, in the words and rows of a record. A machine's verdict is never taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from store.export.dates import written_date, written_day
from store.export.document import RunDocument
from store.review import Override, Part, Signature
from store.review_rules import verdict_on

SUPERVISOR = "Supervisor"
_PARTS: tuple[tuple[Part, str], ...] = (("learner", "Learner"), ("supervisor", SUPERVISOR))
_JUDGED = {
    "met": "✓ Did this",
    "partial": "◐ Partly",
    "missed": "○ Not yet",
    "present": "! Watch out",
    "absent": "– Not here",
}
"""A supervisor's verdict in the signs and words of the machine's."""


def comments_on(document: RunDocument, turn: int | None, reply: str) -> Iterator[tuple[str, str, str]]:
    """Yield who said what about one turn, or about the run where `turn` is None, with the words of the reply meant."""
    for comment in document.whole.review.comments:
        if comment.turn == turn:
            quote = reply[comment.start : comment.end] if comment.start is not None else ""
            yield _name(document, comment.author), quote, comment.text


def said_otherwise(document: RunDocument, turn: int, point: str) -> Iterator[str]:
    """Yield a sentence a supervisor's verdict on one point of one turn."""
    for override in document.whole.review.overrides:
        if (override.turn, override.point) == (turn, point):
            yield _sentence(document, override)


def filled_actions(document: RunDocument) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the agreed actions as rows of their form: decision and why are left to write in."""
    for action in document.whole.review.actions:
        due = written_day(action.due) if action.due else ""
        done = f"done {written_day(action.done_at.astimezone(UTC).date())}" if action.done_at else ""
        yield "", "", action.text, "Learner", ", ".join(filter(None, (due, done)))


def signed_rows(document: RunDocument) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row for each who signed, and an empty one for a part in which nobody has."""
    for part, words in _PARTS:
        signed = [s for s in document.whole.review.signatures if s.part == part]
        yield from (_signed(words, signature) for signature in signed)
        if not signed:
            yield words, "", "", ""


def _signed(part: str, signature: Signature) -> tuple[str, str, str, str]:
    return part, signature.name, "Signed in Attune", written_date(signature.signed_at)


def _sentence(document: RunDocument, override: Override) -> str:
    turn = next((kept.turn for kept in document.whole.turns if kept.turn.number == override.turn), None)
    verdict = verdict_on(override.point, turn)
    agrees = verdict is not None and verdict.verdict == override.verdict
    read = "agrees with the program" if agrees else "reads this otherwise than the program"
    reason = f". {override.reason}" if override.reason else ""
    return f"{_name(document, override.author)} {read}: {_JUDGED[override.verdict]}{reason}"


def _name(document: RunDocument, author: str) -> str:
    return document.people.get(author) or SUPERVISOR
