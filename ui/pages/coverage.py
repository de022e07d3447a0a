"""Practice points by conversation by walk: what is covered, what is left out, and which documents it rests on."""

from __future__ import annotations

import streamlit as st

from engine.coverage import build_coverage
from ui import state
from ui.parts import coverage, frame

library = state.simulator().library
table = build_coverage(library.scenarios, library.catalogue)
titles = {file.scenario.id: file.scenario.title for file in library.scenarios}

frame.title("Coverage", "Which practice points the conversations listen for, and how many walks show each.")
with st.container(key="go-author"):
    st.page_link(state.page("author"), label="For authors")
frame.html("<h2>What is left out</h2>", coverage.gaps_html(table, library.catalogue))
domains = [coverage.domain_html(domain, table, titles) for domain in library.catalogue.domains]
frame.html("<h2>By practice point</h2>", *domains)
frame.html(coverage.documents_html(table, library.catalogue, titles))
