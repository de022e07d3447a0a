"""Chosen replies on one screen for a group: the words, the verdicts folded, questions, and nobody's name."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.parts import frame, group_turn

chosen = [at.partition(":") for at in state.asked("turns").split(",") if at]
turns = state.supervision().group(
    state.person(), [(run_id, int(number) if number.isdecimal() else 0) for run_id, _, number in chosen]
)

frame.title("A training session", "What would you say? Nobody here is marked.")
if not turns:
    frame.html('<p class="prose">Replies chosen under “Supervise” are shown here, one below the other.</p>')
with st.container(key="session"):
    for number, turn in enumerate(turns, start=1):
        frame.html(group_turn.group_turn_html(number, turn))
with st.container(key="go-supervise"):
    st.page_link(state.page("supervise"), label="Back to Supervise")
