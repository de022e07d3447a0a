"""What is kept about you, who sees it, and how to be rid of it."""

from __future__ import annotations

import streamlit as st

from store.records import RunRecord
from ui import state
from ui.parts import frame
from ui.parts.dates import said_when
from ui.parts.escape import as_html

simulator = state.simulator()
titles = {file.scenario.id: file.scenario.title for file in simulator.library.scenarios}
mine = simulator.runs(state.person().id)


def _draw_run(record: RunRecord) -> None:
    title = titles.get(record.scenario, record.scenario)
    replies = f"{record.turns} {'reply' if record.turns == 1 else 'replies'}"
    outcome = "finished" if record.ended else "not finished"
    with st.container(
        key=f"kept-{record.id}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        frame.html(
            f'<p><strong>{as_html(title)}</strong><br><span class="quiet small">{said_when(record.started_at)}, {replies}, {outcome}</span></p>'
        )
        with st.popover("Erase", key=f"erase-{record.id}"):
            frame.html(f"<p>Every word of this run of “{as_html(title)}” is deleted. This cannot be undone.</p>")
            if st.button("Erase this run", key=f"sure-{record.id}"):
                simulator.erase(record.id, state.person().id)
                state.tell("That run is gone.")


def _draw_erase_all() -> None:
    with st.popover("Erase everything"):
        frame.html(f"<p>All {len(mine)} runs, with what you wrote about them, are deleted. This cannot be undone.</p>")
        if st.button("Erase all my runs", key="sure-all"):
            count = simulator.erase_all(state.person().id)
            state.tell(f"{count} {'run is' if count == 1 else 'runs are'} gone.")


frame.title("Settings and privacy", "What is kept, for whom, and how to be rid of it.")
if told := state.told():
    frame.html(f'<p class="notice" role="status">{as_html(told)}</p>')
frame.html(
    '<ul class="prose"><li>Your replies, how they were read, and what you write about them: until you erase them.</li>'
    f"<li>Where: {as_html(state.where_kept())}. Nothing is sent anywhere else.</li>"
    "<li>Who has seen them: nobody but you.</li>"
    "<li>It is practice. None of it says whether somebody is fit to do the work.</li></ul>"
)
frame.html("<h2>Your runs</h2>")
if not mine:
    frame.html('<p class="quiet">Nothing is kept yet. A run is listed here from your first conversation on.</p>')
for record in mine:
    _draw_run(record)
if mine:
    _draw_erase_all()
