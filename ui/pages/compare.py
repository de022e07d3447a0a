"""Two runs of one conversation side by side, turn by turn: what changed, never which was better."""

from __future__ import annotations

import streamlit as st

from simulator.comparison import compare_runs
from store.records import RunRecord
from ui import state
from ui.parts import frame, side_by_side
from ui.parts.dates import said_when
from ui.parts.escape import as_html, as_label

first = state.run_here()
if first is None:
    state.go("progress")
others = [r for r in state.runs() if r.scenario == first.record.scenario and r.id != first.record.id and r.turns]


def _name(record: RunRecord) -> str:
    """Say which run it is: when it began, and what it tried again."""
    again = f", trying reply {record.branched_at} again" if record.branched_at else ""
    return f"{said_when(record.started_at)} at {record.started_at.astimezone():%H:%M}{again}"


frame.title(first.scenario.title, "Two of your runs beside one another: what changed. Only you see this.")
if not others:
    frame.html(
        '<p class="prose">There is only one run of this conversation so far. When you have practised it again, or '
        "tried a moment again from the debrief, both stand here.</p>"
    )
    with st.container(key="do-library"):
        st.page_link(state.page("library"), label="Back to the conversations")
else:
    ids = [record.id for record in others]
    by_id = {record.id: record for record in others}
    asked = state.asked("other")
    chosen = st.selectbox(
        as_label(f"Beside the run of {_name(first.record)}"),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=lambda run_id: as_label(_name(by_id[run_id])),
        key="other-run",
    )
    second = state.simulator().open(chosen, state.person().id)
    earlier, later = sorted((first, second), key=lambda run: (run.record.started_at, run.record.id))
    comparison = compare_runs(earlier, later, state.simulator().library.catalogue)
    names = (f"First, {_name(earlier.record)}", f"Second, {_name(later.record)}")
    frame.html("<h2>What changed</h2>", side_by_side.changed_html(comparison.changed))
    frame.html("<h2>Moment by moment</h2>", side_by_side.moments_html(comparison, names))
    frame.html(
        f'<p class="quiet small">{as_html("A moment that only one run came to has no words on the other side.")}</p>'
    )
