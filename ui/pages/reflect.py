"""Before any verdict: how did it go, against the practice points of this scenario and in a structure of one's own
choice. May be skipped."""

from __future__ import annotations

import streamlit as st

from simulator.reflection import POINT, STRUCTURES, VIEWS, Structure, structure_of
from simulator.run import Run
from ui import state
from ui.parts import frame
from ui.parts.escape import as_html, as_label

run = state.run_here()
if run is None:
    state.go("library")
catalogue = state.simulator().library.catalogue
points = [catalogue.points[point] for point in run.scenario.reflect_on if point in catalogue.points]
before = run.reflections()


def _keep(run: Run, structure: Structure) -> None:
    for key in (*(f"{POINT}{point.id}" for point in points), *structure.questions):
        run.reflect(key, state.value(key))
    run.reflect("looked-back", "yes")


frame.title("How did it go?", "Your own view first. Nobody has judged anything yet, and this is kept for you.")
for point in points:
    said = before.get(f"{POINT}{point.id}")
    frame.html(f'<h2 class="asked">{as_html(point.name)}</h2><p class="quiet prose">{as_html(point.definition)}</p>')
    st.segmented_control(
        as_label(f"Did you do this: {point.name}?"),
        VIEWS,
        default=said if said in VIEWS else None,
        key=f"{POINT}{point.id}",
        label_visibility="collapsed",
        wrap=True,
    )
frame.html('<h2 class="asked">And beyond that</h2>')
names = {structure.name: structure for structure in STRUCTURES}
chosen = st.segmented_control(
    "How would you like to look back?", list(names), default=structure_of(before).name, key="structure", wrap=True
)
structure = names[chosen or structure_of(before).name]
for key, question in structure.questions.items():
    height = 140 if len(structure.questions) == 1 else 90
    st.text_area(question, value=before.get(key, ""), key=key, height=height)
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Go on to the debrief", type="primary"):
        _keep(run, structure)
        state.go("debrief", run=run.record.id)
    if st.button("Skip this", type="tertiary"):
        run.reflect("looked-back", "skipped")
        state.go("debrief", run=run.record.id)
