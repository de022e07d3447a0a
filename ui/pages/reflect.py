"""Before any verdict: how did it go, against the practice points of this scenario and in your own words. May be
skipped."""

from __future__ import annotations

import streamlit as st

from simulator.run import Run
from ui import state
from ui.parts import frame
from ui.parts.escape import as_html, as_label

CHOICES = ("Yes, I think so", "Partly", "Not this time", "Not sure")

run = state.run_here()
if run is None:
    state.go("library")
catalogue = state.simulator().library.catalogue
points = [catalogue.points[point] for point in run.scenario.reflect_on if point in catalogue.points]
before = run.reflections()


def _keep(run: Run) -> None:
    for point in points:
        run.reflect(f"point/{point.id}", state.value(f"point/{point.id}"))
    run.reflect("own-words", state.value("own-words"))
    run.reflect("looked-back", "yes")


frame.title("How did it go?", "Your own view first. Nobody has judged anything yet, and this is kept for you.")
for point in points:
    said = before.get(f"point/{point.id}")
    chosen = said if said in CHOICES else None
    frame.html(f'<h2 class="asked">{as_html(point.name)}</h2><p class="quiet prose">{as_html(point.definition)}</p>')
    st.segmented_control(
        as_label(f"Did you do this: {point.name}?"),
        CHOICES,
        default=chosen,
        key=f"point/{point.id}",
        label_visibility="collapsed",
        wrap=True,
    )
frame.html('<h2 class="asked">In your own words</h2>')
st.text_area(
    "What stays with you? What would you do again, or otherwise?",
    value=before.get("own-words", ""),
    key="own-words",
    height=140,
)
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Go on to the debrief", type="primary"):
        _keep(run)
        state.go("debrief", run=run.record.id)
    if st.button("Skip this", type="tertiary"):
        run.reflect("looked-back", "skipped")
        state.go("debrief", run=run.record.id)
