"""A pause, from every screen: where to find somebody to talk to, the way back, and the way out without a mark."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.parts import frame, help_lines

came_from = state.asked("from")
query = {name: state.asked(name) for name in ("run", "scenario", "point") if state.asked(name)}

frame.title("Take a moment", "There is no hurry. What you have said is kept, and nothing is counted against you.")
with st.container(horizontal=True, vertical_alignment="center"):
    if came_from in state.PLACES and came_from != "library":
        with st.container(key="do-back", width="content"):
            label = "Back to the conversation" if came_from == "practise" else "Back to where I was"
            st.page_link(state.page(came_from), label=label, query_params=query)
    with st.container(key="go-leave", width="content"):
        st.page_link(state.page("library"), label="Leave it for today")
frame.html(
    help_lines.EMERGENCY,
    '<div class="gap"></div><h2>Somebody to talk to</h2><p class="prose quiet">These lines are confidential. You need not be '
    "in a crisis, or give your name, to ring one.</p>",
    help_lines.help_lines_html(),
)
