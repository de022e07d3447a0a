"""The guidance as one can talk about it: each point with what it is, why, examples, near misses, its source, where to
practise it."""

from __future__ import annotations

import streamlit as st

from ui import state
from ui.parts import frame, points

library = state.simulator().library
catalogue = library.catalogue
asked = state.asked("point")
domains = {domain.domain: domain for domain in catalogue.domains}
documents = {document.key: document.title for document in catalogue.documents}
exercised: dict[str, list[str]] = {}
for file in library.scenarios:
    for point in file.scenario.points:
        exercised.setdefault(point, []).append(file.scenario.title)

frame.title(
    "Practice points", "What the conversations listen for, in plain words, each with the guidance it comes from."
)
first = catalogue.domain_of.get(asked) or next(iter(domains), None)
chosen = st.segmented_control(
    "Kind of conversation",
    list(domains),
    default=first,
    required=True,
    format_func=lambda name: domains[name].title or name,
    key="domain",
    wrap=True,
)
if chosen is not None:
    shown = [points.point_html(p, documents, exercised.get(p.id, []), p.id == asked) for p in domains[chosen].points]
    frame.html(f"<h2>{domains[chosen].title}</h2>", *shown)
