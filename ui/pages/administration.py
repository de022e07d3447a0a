"""For those who look after Attune: how many, and never who or what; and letting go of what was kept long enough."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.parts import counts, frame
from ui.parts.escape import as_html

privacy, person = state.privacy(), state.person()
figures = privacy.figures(person)

frame.title("Administration", "How Attune is used here. No names, no words, and no group of fewer than five people.")
if told := state.told():
    frame.html(f'<p class="notice" role="status">{as_html(told)}</p>')
frame.html("<h2>People by role</h2>", counts.people_html(figures.people))
frame.html("<h2>Runs by month and conversation</h2>", counts.runs_html(figures.runs))
frame.html(
    "<h2>What was kept long enough</h2>",
    f'<p class="prose">{as_html(counts.kept_words(privacy.shared_days))} Private runs are kept for as long as each learner '
    "chose. What was kept long enough goes by itself on the next day somebody opens Attune.</p>",
)
with st.container(key="purge"):
    if st.button("Let go of it now"):
        gone = privacy.purge(person)
        listed = ", ".join(f"{title}: {count}" for title, count in gone)
        state.tell(f"Erased: {listed}." if gone else "Nothing has been kept long enough yet.")
