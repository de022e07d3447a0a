"""The learner's own view beside the machine's, before any other verdict of the debrief."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.notes import Standing
from simulator.reflection import Beside
from ui.parts.escape import as_html
from ui.parts.signs import sign_html


def beside_html(rows: Sequence[Beside], said: str = "You said") -> str:
    """Return a table of both views, the learner's headed `said`; empty when the learner gave none."""
    if not rows:
        return ""
    head = f'<tr><th scope="col">Practice point</th><th scope="col">{said}</th><th scope="col">The machine</th></tr>'
    body = "".join(
        f'<tr><th scope="row">{as_html(row.title)}</th><td>{as_html(row.yours)}</td><td>{_machine(row)}</td></tr>'
        for row in rows
    )
    return f'<table class="record"><thead>{head}</thead><tbody>{body}</tbody></table>'


def answers_html(answered: Sequence[tuple[str, str]], heading: str) -> str:
    """Return what somebody wrote, question by question; empty when nothing."""
    rows = "".join(
        f'<p class="quiet small">{as_html(q)}</p><blockquote class="own">{as_html(a)}</blockquote>' for q, a in answered
    )
    return f"<h3>{as_html(heading)}</h3>{rows}" if rows else ""


def _machine(row: Beside) -> str:
    said = [
        f"{sign_html(standing)} in {_replies(row.machine[standing])}"
        for standing in Standing
        if standing in row.machine
    ]
    return "<br>".join(said) or "did not hear it"


def _replies(numbers: Sequence[int]) -> str:
    return f"{'reply' if len(numbers) == 1 else 'replies'} {', '.join(map(str, numbers))}"
