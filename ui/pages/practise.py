"""The conversation: the scene stays in view, the talk in the middle, the box at the foot."""

from __future__ import annotations

import streamlit as st

from simulator.notes import Standing, build_coach_note
from simulator.run import Run
from ui import state
from ui.parts import coach, debrief_turn, frame, meeting, notice, reply_box, stage, transcript
from ui.parts.escape import as_html
from ui.parts.portrait import people

run = state.run_here()
if run is None:
    state.go("library")
catalogue = state.simulator().library.catalogue
talk = run.conversation
offered = state.take_offer(state.draft_key(run))


def _entries(run: Run) -> list[transcript.Entry]:
    notes = {}
    if run.record.mode == "coach":
        notes = {t.number: coach.coach_html(build_coach_note(t, run.scenario, catalogue)) for t in run.turns}
    shown = transcript.entries(talk.said, run.turns, stage.names(talk), notes)
    if offered:
        shown = [transcript.settled(entry) for entry in shown]
        shown.append(transcript.Entry("own", offered.text, "You", new=True))
        shown.append(transcript.Entry("moment", stage.waiting_words(talk, state.scorer_ready())))
    return shown


def _draw_scene(run: Run) -> None:
    frame.html(people(stage.pictured(talk)))
    if place := stage.scene(talk):
        frame.html(f'<p class="scene-words quiet">{as_html(place)}</p>')
    if run.scenario.meeting is not None:
        frame.html(meeting.table_html(meeting.table_of(run.scenario.meeting, talk.moment)))


def _draw_question(run: Run) -> None:
    note = build_coach_note(run.turns[-1], run.scenario, catalogue).next
    if note is not None and note.standing is Standing.NOT_SURE:
        answered = any((r.turn, r.point, r.kind) == (note.turn, note.point, "unsure") for r in run.remarks())
        if not answered:
            debrief_turn.draw_question(note, None, run.answer_unsure, "coach")


def _draw_end(run: Run) -> None:
    frame.html('<p class="quiet">The conversation ends here, for now.</p>')
    with st.container(key="do-reflect"):
        st.page_link(state.page("reflect"), label="Look back", query_params={"run": run.record.id})


frame.title(run.scenario.title, shown=False)
with st.container(key="stage"):
    with st.container(key="scene"):
        _draw_scene(run)
    with st.container(key="talk"):
        frame.html(transcript.transcript_html(_entries(run)))
        node = run.node
        if node is None:
            _draw_end(run)
        elif missing := state.scorer_missing():
            frame.html(notice.scorer_missing_html(missing))
        else:
            if run.record.mode == "coach" and run.turns and not offered:
                _draw_question(run)
            label = node.asks or ("Dictate the record…" if node.dictates_record else "Say…")
            box = reply_box.Box(state.draft_key(run), label, node.dictates_record)
            reply_box.draw(box, state.trouble(), state.offer, state.forget_trouble)
frame.script("newest.js", f"{run.record.id}-{len(run.turns)}-{offered is not None}")
if offered and node is not None:
    state.answer(run, offered)
