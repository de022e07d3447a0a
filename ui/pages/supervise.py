"""What is shared with you: the transcript with a margin, verdicts beside the machine's, the plan, signing."""

from __future__ import annotations

import streamlit as st

from simulator.reflection import answers, lay_beside
from simulator.shared_run import SharedRun, called
from ui import state
from ui.parts import beside, exchange, frame, looking_back, margin, own_verdict, plan, queue, reviewed_turn
from ui.parts.dates import said_when


def _draw_queue() -> None:
    shared = state.supervision().queue(state.person())
    frame.title("Supervise", "Conversations that were shared with you. Each belongs to the person who practised.")
    queue.draw(shared)
    exchange.draw_open("Open a transcript file")
    if shared:
        frame.html("<h2>A training session</h2>")
        words = "Choose replies from several conversations. They are shown on one screen, without anybody’s name."
        frame.html(f'<p class="quiet prose">{words}</p>')
        queue.draw_group(shared)
        frame.html("<h2>Your verdicts as labelled replies</h2>")
        words = "One reply a line, with the verdicts you gave and no name: for measuring and training the scorer."
        frame.html(f'<p class="quiet prose">{words}</p>')
        replies = lambda: state.supervision().overrides_as_replies(state.person())  # noqa: E731 (made when asked for)
        st.download_button("Download my verdicts", replies, "replies.jsonl", "application/jsonl", on_click="ignore")


def _draw_head(run: SharedRun) -> None:
    who, when = called(run.learner), said_when(run.record.started_at)
    frame.title(run.scenario.title, f"{who}, {when}, {len(run.turns)} {'reply' if len(run.turns) == 1 else 'replies'}.")
    with st.container(key="go-queue"):
        st.page_link(state.page("supervise"), label="Everything shared with you")
    views = lay_beside(run.reflections, run.turns, run.scenario, state.simulator().library.catalogue)
    if views:
        frame.html("<h2>Their view, and the machine’s</h2>", beside.beside_html(views, "They said"))
    frame.html(beside.answers_html(answers(run.reflections), "What they wrote first"))


def _draw_unsure(run: SharedRun) -> None:
    if run.debrief.unsure:
        frame.html("<h2>The machine was not sure: what do you say?</h2>")
        for note in run.debrief.unsure:
            own_verdict.draw(run, note)


def _draw_run(run: SharedRun) -> None:
    _draw_head(run)
    _draw_unsure(run)
    frame.html("<h2>Turn by turn</h2>")
    for turn in run.debrief.turns:
        reviewed_turn.draw(run, turn)
    frame.html("<h2>What happened next</h2>", looking_back.happened_html(run.debrief, heading="h3"))
    frame.html("<h2>On the whole run</h2>")
    margin.draw(run, None)
    frame.html("<h2>Questions for the conversation</h2>", plan.questions_html(run.questions))
    frame.html("<h2>Agreed actions</h2>")
    plan.draw_actions(run, own=False)
    frame.html("<h2>Talked through</h2>")
    plan.draw_signing(run, own=False)
    exchange.draw_send_back(run)
    exchange.draw_take_away(run)


if state.asked("run"):
    opened = state.supervision().open(state.person(), state.asked("run"))
    if opened.share is None:
        state.go("debrief", run=opened.record.id)
    _draw_run(opened)
else:
    _draw_queue()
