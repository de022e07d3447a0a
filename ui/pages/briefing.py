"""Before a conversation: who you are, what you know and do not, the room, what it touches. Enter begins."""

from __future__ import annotations

from typing import cast

import streamlit as st

from store.records import Mode
from ui import state
from ui.parts import briefing, facilitator, frame, notice

MODES = {
    "coach": "With a coach: a folded note after each reply, opened if you like",
    "quiet": "Quiet: nothing until you look back at the end",
}

if not state.asked("scenario"):
    state.go("library")
simulator = state.simulator()
scenario = simulator.library.get(state.asked("scenario")).scenario
missing = state.scorer_missing()

frame.title(scenario.title, scenario.summary)
frame.html(briefing.briefing_html(scenario))
if scenario.facilitator:
    frame.html(facilitator.folded_html(scenario.facilitator))
if missing:
    frame.html(notice.scorer_missing_html(missing))
with st.container(key="begin"):
    mode = st.radio("How would you like feedback?", MODES, format_func=lambda name: MODES[name], key="mode")
    frame.html(briefing.before_html(scenario))
    with st.container(horizontal=True, vertical_alignment="center"):
        begin = st.button("Begin", type="primary", shortcut="Enter", disabled=missing is not None)
        with st.container(key="go-away", width="content"):
            st.page_link(state.page("pause"), label="Not today", query_params={"from": "library"})
if begin:
    run = simulator.begin(scenario.id, cast(Mode, mode or "coach"), state.person().id)
    state.go("practise", run=run.record.id)
