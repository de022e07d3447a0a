"""My progress: each practice point over time, what has settled, what to practise next and where."""

from __future__ import annotations

import streamlit as st

from engine.verdict import Kind
from ui import state
from ui.parts import frame, small_multiples
from ui.parts.escape import as_html

progress = state.simulator().progress(state.person().id)
seen = [point for point in progress.points if any(tally.sure or tally.unsure for tally in point.tallies)]


def _draw_comparisons() -> None:
    """Offer the last run of each conversation that was practised more than once, to be laid beside another."""
    played: dict[str, list[str]] = {}
    for record in state.runs():
        if record.turns:
            played.setdefault(record.scenario, []).append(record.id)
    titles = {file.scenario.id: file.scenario.title for file in state.simulator().library.scenarios}
    twice = {scenario: ids for scenario, ids in played.items() if len(ids) > 1 and scenario in titles}
    if not twice:
        return
    frame.html("<h2>Two runs side by side</h2>")
    for scenario, ids in twice.items():
        with st.container(key=f"go-compare-{scenario}"):
            st.page_link(state.page("compare"), label=titles[scenario], query_params={"run": ids[0]})


frame.title(
    "My progress", "Each practice point over the conversations that gave you a chance at it. Only you see this."
)
if not seen:
    frame.html(
        '<p class="prose">After your first conversation you will see here how each practice point went, over time, '
        "and what to practise next.</p>"
    )
    with st.container(key="do-library"):
        st.page_link(state.page("library"), label="See the conversations")
else:
    if progress.next is not None:
        title = f"“{progress.next.title}”"
        aim = title if progress.next.kind is Kind.PRACTICE else f"Staying clear of {title}"
        words = f"{aim}, in “{progress.next.scenario_title}”, at “{progress.next.node_title}”."
        frame.html(f'<div class="notice"><p class="label">To practise next</p><p>{as_html(words)}</p></div>')
        with st.container(key="go-next"):
            query = {"scenario": progress.next.scenario}
            st.page_link(state.page("briefing"), label="Read the briefing", query_params=query)
    frame.html(small_multiples.settled_html(progress.points))
    frame.html("<h2>Over time</h2>", small_multiples.legend_html())
    for kind, heading in ((Kind.PRACTICE, "What you do"), (Kind.PITFALL, "What you keep clear of")):
        of_kind = [point for point in seen if point.kind is kind]
        if of_kind:
            frame.html(f"<h3>{heading}</h3>", small_multiples.multiples_html(of_kind))
    frame.html("<h2>The same, as a table</h2>", small_multiples.table_html(seen))
    _draw_comparisons()
