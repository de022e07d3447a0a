"""What was agreed, and what the learner's record says: a row a decision, each with a sign and a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.dictated import RecordCheck
from simulator.notes import Standing
from ui.parts.escape import as_html

_SIGNS = {Standing.DID: "✓", Standing.NOT_YET: "○", Standing.WATCH_OUT: "!"}


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
    signs = " ".join(_sign(standing, word) for standing, word in _marks(row))
    return f"<p>{signs}</p>{''.join(_quotes(row.said))}"


def _marks(row: RecordCheck) -> Iterator[tuple[Standing, str]]:
    if not row.agreed:
        yield Standing.WATCH_OUT, "Recorded, though it was not agreed"
    elif not row.said:
        yield Standing.NOT_YET, "Not in the record"
    else:
        yield Standing.DID, "In the record"
        for there, yes, no in ((row.owner, "Says who", "Nobody named"), (row.date, "Says when", "No date")):
            if there is not None:
                yield (Standing.DID, yes) if there else (Standing.NOT_YET, no)


def _sign(standing: Standing, word: str) -> str:
    return f'<span class="sign {standing.value}"><span aria-hidden="true">{_SIGNS[standing]}</span> {word}</span>'


def _quotes(said: Iterable[str]) -> Iterator[str]:
    return (f'<blockquote class="own">“{as_html(sentence)}”</blockquote>' for sentence in said)
