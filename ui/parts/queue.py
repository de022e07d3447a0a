"""What is shared with a supervisor, and turns chosen from it for a training session."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from simulator.shared_run import Shared, called
from ui import state
from ui.parts import frame
from ui.parts.dates import said_when
from ui.parts.escape import as_html, as_label


def draw(queue: Sequence[Shared]) -> None:
    """Draw a card a run; says what will be here when nothing is."""
    if not queue:
        frame.html(
            '<p class="prose">When somebody shares a conversation with you it is listed here, with the verdicts the '
            "machine was not sure of. They share it from their debrief, and can withdraw it at any time.</p>"
        )
    for shared in queue:
        with st.container(key=f"kept-{shared.share.id}"):
            frame.html(_shared_html(shared))
            with st.container(key=f"go-{shared.share.id}"):
                label = as_label(f"Read {called(shared.learner)}: {shared.title}")
                st.page_link(state.page("supervise"), label=label, query_params={"run": shared.record.id})


def draw_group(queue: Sequence[Shared]) -> None:
    """Draw where turns are chosen; a run is opened only once it is chosen, for opening is in its owner's log."""
    titles = {shared.record.id: f"{called(shared.learner)}: {shared.title}" for shared in queue}
    runs = st.multiselect("Conversations", list(titles), format_func=lambda id_: titles[id_], key="group-runs")
    turns = {
        f"{run_id}:{turn.number}": f"{titles[run_id]}, reply {turn.number}: {turn.reply[:50]}"
        for run_id in runs
        for turn in state.supervision().open(state.person(), run_id).turns
    }
    chosen = (
        st.multiselect("Replies", list(turns), format_func=lambda at: turns[at], key="group-turns") if turns else []
    )
    if chosen and st.button("Show them on one screen", type="primary", key="group-show"):
        state.go("session", turns=",".join(chosen))


def _shared_html(shared: Shared) -> str:
    count = shared.unsure
    unsure = f"{count} {'verdict is' if count == 1 else 'verdicts are'} not sure" if count else "no open verdict"
    done = "talked through" if shared.discussed else "not talked through yet"
    return (
        f"<p><strong>{as_html(called(shared.learner))}</strong>: {as_html(shared.title)}<br>"
        f'<span class="quiet small">shared {said_when(shared.share.shared_at)}, {done}, {unsure}</span></p>'
    )
