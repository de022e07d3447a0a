"""What was agreed, and what the learner's record says: a row a decision, each with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.dictated import RecordCheck, build_marks
from simulator.notes import SIGNS, Standing
from ui.parts.escape import as_html


def record_html(rows: Sequence[RecordCheck]) -> str:
    """Return the table; empty when nothing was agreed or dictated."""
    if not rows:
        return ""
    head = '<thead><tr><th scope="col">What was agreed</th><th scope="col">What your record says</th></tr></thead>'
    body = "".join(f'<tr><th scope="row">{_decision(row)}</th><td>{_record(row)}</td></tr>' for row in rows)
    note = "Found by its words alone, so it can miss something that you put another way."
    return f'<p class="quiet prose">{note}</p><table class="record">{head}<tbody>{body}</tbody></table>'


def _decision(row: RecordCheck) -> str:
    return as_html(row.decision) if row.agreed else '<span class="quiet">Not agreed:</span> ' + as_html(row.decision)


def _record(row: RecordCheck) -> str:
    signs = " ".join(_sign(standing, word) for standing, word in build_marks(row))
    return f"<p>{signs}</p>{''.join(_quotes(row.said))}"


def _sign(standing: Standing, word: str) -> str:
    return f'<span class="sign {standing.value}"><span aria-hidden="true">{SIGNS[standing][0]}</span> {word}</span>'


def _quotes(said: Iterable[str]) -> Iterator[str]:
    return (f'<blockquote class="own">“{as_html(sentence)}”</blockquote>' for sentence in said)
