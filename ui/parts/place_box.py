"""Where an author tries a reply: the node, what is remembered by then, and the box to type in."""

from __future__ import annotations

import streamlit as st

from engine.conditions import Variable
from engine.scenario import Scenario
from simulator.authoring import Place
from ui.parts import frame
from ui.parts.escape import as_label
from ui.parts.notice import scorer_missing_html


def draw_place(scenario: Scenario) -> Place:
    """Draw the choice of node, variables and flags, each as at the start until it is changed, and return it."""
    titles = {node.id: node.title for node in scenario.nodes}
    first = list(titles).index(scenario.start) if scenario.start in titles else 0
    key = f"{scenario.id}-{'-'.join(titles)}"
    node = st.selectbox(
        "Node", list(titles), index=first, format_func=lambda n: f"{titles[n]} ({n})", key=f"node-{key}"
    )
    with st.container(key="place", horizontal=True):
        variables = {name: _draw_variable(scenario.id, name, v) for name, v in scenario.variables.items()}
        before = st.number_input("Replies given here before", 0, 20, 0, key=f"before-{scenario.id}", width=260)
    if scenario.flags:
        frame.html('<p class="small">Flags raised by then</p>')
    with st.container(horizontal=True):
        flags = [n for n in scenario.flags if st.checkbox(as_label(n), key=f"flag-{scenario.id}-{n}", width="content")]
    return Place(node or scenario.start, variables, tuple(flags), int(before))


def draw_reply(scenario: Scenario, place: Place, missing: str | None, ready: bool) -> str:
    """Draw the box and its button; return the reply when it is to be tried now, else nothing."""
    if missing:
        frame.html(scorer_missing_html(missing))
    asks = scenario.node[place.node].asks or "Say…"
    reply = st.text_area(as_label(asks), key=f"try-{scenario.id}", height=92)
    pressed = st.button("Try it", type="primary", key="try-it", disabled=missing is not None)
    if not ready and not missing:
        frame.html(
            '<p class="quiet small">The first reply takes a little longer, while the app gets ready to listen.</p>'
        )
    if pressed and not reply.strip():
        frame.html('<p role="status">There is no reply to try yet. Type one above.</p>')
    return reply if pressed and reply.strip() else ""


def _draw_variable(scenario_id: str, name: str, variable: Variable) -> int:
    """Draw one number; its bounds are in its key, so that a changed file never leaves a value outside of them."""
    key = f"variable-{scenario_id}-{name}-{variable.min}-{variable.start}-{variable.max}"
    label = f"{name}, {variable.min} to {variable.max}"
    return int(st.number_input(as_label(label), variable.min, variable.max, variable.start, key=key, width=260))
