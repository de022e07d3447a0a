"""Questions about what was not sure; under a turn of the debrief also a place to see a verdict otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from simulator.debrief import DebriefTurn
from simulator.notes import Note, to_ask
from simulator.run import Run
from store.records import Remark
from ui.parts import frame
from ui.parts.escape import as_html, as_label


def draw(run: Run, turn: DebriefTurn) -> None:
    """Draw what the learner may answer about a turn, and what they have answered."""
    remarks = [remark for remark in run.remarks() if remark.turn == turn.number]
    draw_questions(run, to_ask(turn.notes), "turn")
    frame.html(otherwise_html([r for r in remarks if r.kind == "disagreement"], turn))
    with st.popover("I see this otherwise"):
        _draw_disagreement(run, turn)


def draw_questions(run: Run, notes: Iterable[Note], place: str) -> None:
    """Ask about verdicts that are not sure, with what the learner has answered; `place` tells two such lists apart."""
    answered = {(remark.turn, remark.point): remark for remark in run.remarks() if remark.kind == "unsure"}
    for note in notes:
        draw_question(note, answered.get((note.turn, note.point)), run.answer_unsure, place)


def draw_question(note: Note, answer: Remark | None, say: Callable[[int, str, bool], None], place: str) -> None:
    """Ask about one verdict that is not sure; an answer is kept beside it, and costs nothing."""
    quote = f"“{note.quote}” " if note.quote else ""
    with st.container(key=f"question-{place}-{note.turn}-{note.point}"):
        frame.html(f'<p class="small">{as_html(quote + note.question)}</p>')
        if answer is not None:
            frame.html(f'<p class="quiet small">You said: {"yes" if answer.meant else "no"}.</p>')
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            for label, meant in (("Yes, I did", True), ("No", False)):
                key = f"meant-{place}-{note.turn}-{note.point}-{meant}"
                st.button(label, key=key, on_click=say, args=(note.turn, note.point, meant))
            frame.html('<p class="quiet small">Either answer is fine; it changes nothing.</p>')


def otherwise_html(remarks: list[Remark], turn: DebriefTurn) -> str:
    """Return the learner's own view of verdicts, beside them; the verdicts stay as they are."""
    titles = {note.point: note.title for note in turn.notes}
    rows = [f"{as_html(titles.get(r.point, r.point))}: {as_html(r.text or 'you see it otherwise')}" for r in remarks]
    return (
        f'<div class="notice small"><p><strong>Your view</strong></p>{"".join(f"<p>{r}</p>" for r in rows)}</div>'
        if rows
        else ""
    )


def _draw_disagreement(run: Run, turn: DebriefTurn) -> None:
    titles = {note.point: note.title for note in turn.notes}
    frame.html('<p class="quiet small">Your view is kept beside the verdict, for you and your supervisor.</p>')
    point = st.selectbox("Which?", list(titles), format_func=lambda p: as_label(titles[p]), key=f"which-{turn.number}")
    why = st.text_area("How do you see it?", key=f"why-{turn.number}")
    if st.button("Keep my view", key=f"view-{turn.number}") and point:
        run.disagree(turn.number, point, why or "")
        st.rerun()
