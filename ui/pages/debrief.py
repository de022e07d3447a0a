"""Looking back: what happened next, what mattered, one thing to build on, the path, each turn, what to take to
supervision."""

from __future__ import annotations

import streamlit as st

from simulator.reflection import answers, lay_beside
from ui import state
from ui.parts import (
    beside,
    debrief_turn,
    frame,
    looking_back,
    margin,
    notice,
    own_verdict,
    path_map,
    record_table,
    share,
)
from ui.parts.escape import as_html, as_label

run = state.run_here()
if run is None:
    state.go("library")
reflections = run.reflections()
if run.ending is not None and "looked-back" not in reflections:
    state.go("reflect", run=run.record.id)
catalogue = state.simulator().library.catalogue
shared = state.supervision().open(state.person(), run.record.id)
debrief = shared.debrief
documents = {document.key: document.title for document in catalogue.documents}
titles = {n.id: n.title for n in run.scenario.nodes} | {e.id: e.title for e in run.scenario.endings}

frame.title(run.scenario.title, shown=False)
frame.html(
    f'<p class="label">{as_html(run.scenario.title)}: what happened next</p>', looking_back.happened_html(debrief)
)
if run.ending is None:
    with st.container(key="do-continue"):
        st.page_link(state.page("practise"), label="Go on", query_params={"run": run.record.id})
if run.outdated:
    words = "What you said is as you said it; some moments may have other words now."
    frame.html(notice.notice_html("This conversation has been rewritten since", words, "amber"))
if views := lay_beside(reflections, run.turns, run.scenario, catalogue):
    frame.html("<h2>Your view, and the machine’s</h2>", beside.beside_html(views))
frame.html(
    "<h2>What you did that mattered</h2>",
    looking_back.mattered_html(debrief, {t.number: t.reply for t in run.turns}, documents),
)
if debrief.watch_outs:
    frame.html("<h2>To watch out for</h2>", looking_back.watch_outs_html(debrief.watch_outs, documents))
if debrief.open_questions:
    words = "The machine was not sure of these, and held none of them against you. You know what you meant."
    frame.html("<h2>Could be read either way</h2>", f'<p class="quiet prose">{words}</p>')
    debrief_turn.draw_questions(run, debrief.open_questions, "open")
if debrief.build_on:
    frame.html("<h2>One thing to build on</h2>", looking_back.build_on_html(debrief.build_on, documents))
if debrief.record:
    frame.html("<h2>What was agreed, and what your record says</h2>", record_table.record_html(debrief.record))

frame.html("<h2>The path you took</h2>")
with st.container(key="path"):
    frame.html(path_map.map_html(run.scenario, [(turn.node, turn.route) for turn in run.turns]))
    frame.html(path_map.path_html(debrief.path, titles))

frame.html(
    "<h2>Turn by turn</h2>",
    '<p class="quiet prose">Each reply with what it did. Try any moment again: this run is kept.</p>',
)
for turn in debrief.turns:
    label = f"{turn.number} · {turn.title}: “{turn.reply[:60]}{'…' if len(turn.reply) > 60 else ''}”"
    with st.expander(as_label(label)):
        frame.html(looking_back.turn_html(turn, documents))
        comments = [comment for comment in shared.review.comments if comment.turn == turn.number]
        frame.html(margin.comments_html(comments, shared.names, turn.reply))
        frame.html(own_verdict.of_turn_html(shared, turn.number))
        debrief_turn.draw(run, turn)
        if st.button("Try this moment again", key=f"again-{turn.number}"):
            again = state.simulator().branch(run.record.id, turn.number, state.person().id)
            state.go("practise", run=again.record.id)

frame.html("<h2>Take it to supervision</h2>")
for number, question in enumerate(debrief.questions, start=1):
    key = f"supervision/{number}"
    written = st.text_area(as_label(question), value=reflections.get(key, ""), key=f"{key}-{run.record.id}", height=90)
    if written != reflections.get(key, ""):
        run.reflect(key, written or "")
frame.html(beside.answers_html(answers(reflections), "What you wrote before"))
share.draw(shared)
share.draw_review(shared)
if debrief.guidance:
    frame.html("<h2>The guidance behind this</h2>", looking_back.guidance_html(debrief.guidance))
if first := run.record.branched_from:
    with st.container(key="do-compare"):
        query = {"run": first, "other": run.record.id}
        st.page_link(state.page("compare"), label="Beside the run it branched from", query_params=query)
with st.container(key="do-library"):
    st.page_link(state.page("library"), label="Back to the conversations")
