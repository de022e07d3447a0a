"""One turn as a supervisor reads it: what was said, the reply with the words that comments are on, the verdicts."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.debrief import DebriefTurn
from simulator.notes import Standing
from simulator.shared_run import SharedRun, called
from store.records import Remark
from ui.parts import frame, margin, own_verdict
from ui.parts.escape import as_html
from ui.parts.looking_back import spoken_html

FOLDED = (Standing.NOT_YET, Standing.CLEAR)


def draw(run: SharedRun, turn: DebriefTurn) -> None:
    """Draw a turn with its margin: beside it on a desktop, below it on a phone."""
    with st.container(key=f"beside-{turn.number}"):
        with st.container(key=f"said-{turn.number}"):
            frame.html(turn_html(run, turn))
            said = {override.point for override in run.review.overrides if override.turn == turn.number}
            if st.toggle(f"Verdicts on reply {turn.number}", key=f"verdicts-{turn.number}", value=bool(said)):
                for note in turn.notes:
                    if note.standing is not Standing.NOT_SURE:
                        own_verdict.draw(run, note)
        with st.container(key=f"margin-{turn.number}"):
            margin.draw(run, turn.number)


def turn_html(run: SharedRun, turn: DebriefTurn) -> str:
    """Return what was said, the reply under the learner's name, the answer, and what the learner sees otherwise."""
    said = "".join(spoken_html(line) for line in turn.said)
    answer = "".join(spoken_html(line) for line in turn.answer)
    spans = [(c.start, c.end) for c in run.review.comments if c.turn == turn.number and c.start is not None and c.end]
    words = marked_html(turn.reply, [(start, end) for start, end in spans if start is not None and end is not None])
    own = (
        f'<li><div class="own"><p class="who">{as_html(called(run.learner))}</p><p class="words">{words}</p></div></li>'
    )
    head = f"<h3>{turn.number} · {as_html(turn.title)}</h3>"
    return f'{head}<ol class="talk">{said}{own}{answer}</ol>{_otherwise(run.remarks, turn)}'


def marked_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text as HTML with these stretches highlighted, those that overlap as one."""
    marked = {at for start, end in spans for at in range(start, end)}
    parts, here = [], False
    for at, character in enumerate(text):
        if (at in marked) != here:
            here = not here
            parts.append("<mark>" if here else "</mark>")
        parts.append(as_html(character))
    return "".join(parts) + ("</mark>" if here else "")


def _otherwise(remarks: Iterable[Remark], turn: DebriefTurn) -> str:
    titles = {note.point: note.title for note in turn.notes}
    rows = []
    for remark in remarks:
        if remark.turn == turn.number:
            said = (
                ("meant it" if remark.meant else "did not mean it") if remark.kind == "unsure" else "sees it otherwise"
            )
            why = f": “{as_html(remark.text)}”" if remark.text else ""
            rows.append(f"<p>{as_html(titles.get(remark.point, remark.point))}: the learner {said}{why}</p>")
    return f'<div class="notice small">{"".join(rows)}</div>' if rows else ""
