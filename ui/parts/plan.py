"""What two people take from a run: agreed actions, questions for the conversation, and signing that it was held."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from simulator.questions import Question
from simulator.shared_run import SharedRun, called
from store.review import AgreedAction, Part
from ui import state
from ui.parts import frame, refusal
from ui.parts.dates import said_when
from ui.parts.escape import as_html, as_label

PARTS: dict[Part, str] = {"learner": "who practised", "supervisor": "supervisor"}


def questions_html(questions: Iterable[Question]) -> str:
    """Return the questions, each with its reply; says so when this run leaves nothing open."""
    rows = "".join(
        f'<li><span class="quiet small">Reply {q.turn}: “{as_html(q.quote)}”</span><br>{as_html(q.text)}</li>'
        for q in questions
    )
    return f'<ol class="prose">{rows}</ol>' if rows else '<p class="quiet">This run leaves no question open.</p>'


def draw_actions(run: SharedRun, *, own: bool) -> None:
    """Draw the agreed actions: the learner says what is done, who supervises adds and removes their own."""
    refusal.draw("actions")
    if not run.review.actions:
        frame.html('<p class="quiet">No action has been agreed yet.</p>')
    for action in run.review.actions:
        if own:
            _draw_done(run, action)
        else:
            _draw_action(run, action)
    if not own:
        _draw_new_action(run)


def draw_signing(run: SharedRun, *, own: bool) -> None:
    """Draw who has signed that the run was talked through, and where this person does."""
    part: Part = "learner" if own else "supervisor"
    rows = "".join(
        f"<li><strong>{as_html(s.name)}</strong>, {PARTS[s.part]}, {said_when(s.signed_at)}</li>"
        for s in run.review.signatures
    )
    frame.html(f"<ul>{rows}</ul>" if rows else '<p class="quiet">Nobody has signed yet. Each signs for themselves.</p>')
    refusal.draw("sign")
    if any(s.part == part and s.person == state.person().id for s in run.review.signatures):
        return
    known = "" if called(state.person()) == state.person().id else called(state.person())
    name = st.text_input("We have talked this through. My name", value=known, key="sign-name")
    if st.button("Sign", key="sign"):
        state.attempt("sign", lambda: state.supervision().sign(state.person(), run.record.id, name or ""))


def _draw_done(run: SharedRun, action: AgreedAction) -> None:
    done = st.checkbox(as_label(_words(action)), value=action.done_at is not None, key=f"done-{action.id}")
    if done != (action.done_at is not None):
        state.attempt("actions", lambda: state.supervision().done(state.person(), run.record.id, action.id, done))


def _draw_action(run: SharedRun, action: AgreedAction) -> None:
    done = f"done {said_when(action.done_at)}" if action.done_at else "not done yet"
    frame.html(f'<p>{as_html(_words(action))} <span class="quiet small">{done}</span></p>')
    if action.author == state.person().id and st.button("Remove this action", key=f"undo-{action.id}", type="tertiary"):
        state.attempt("actions", lambda: state.supervision().remove_action(state.person(), run.record.id, action.id))


def _draw_new_action(run: SharedRun) -> None:
    key = f"action-{len(run.review.actions)}"
    with st.container(key="new-action"):
        text = st.text_input("An action you both agreed", key=f"{key}-text")
        due = st.date_input("By", value=None, format="DD/MM/YYYY", key=f"{key}-due")
        if st.button("Add it to the plan", key=f"{key}-add"):
            state.attempt("actions", lambda: state.supervision().agree(state.person(), run.record.id, text or "", due))


def _words(action: AgreedAction) -> str:
    return f"{action.text} (by {action.due.day} {action.due:%B %Y})" if action.due else action.text
