"""Sharing a run with a supervisor, seeing with whom it is shared, and taking that back; then what they wrote."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from simulator.shared_run import SharedRun, called
from store.access import LOCAL, Person
from store.review import Share
from ui import state
from ui.parts import exchange, frame, margin, plan, refusal
from ui.parts.dates import said_when
from ui.parts.escape import as_html


def draw(run: SharedRun) -> None:
    """Draw where the learner shares a run; without accounts there is nobody to share with but by a file."""
    exchange.draw_take_away(run)
    frame.html("<h2>Share it</h2>")
    if state.person() == LOCAL:
        exchange.draw_send(run)
        return
    refusal.draw("share")
    shares = state.supervision().shares(state.person(), run.record.id)
    for share in shares:
        if share.open:
            _draw_open(share, run.names)
    _draw_new(run, state.supervision().possible_supervisors(state.person()))
    if ended := [share for share in shares if not share.open]:
        frame.html(_ended_html(ended))


def draw_review(run: SharedRun) -> None:
    """Draw what came back from supervision, once anything has or somebody can read the run."""
    review = run.review
    said = any((review.comments, review.overrides, review.actions, review.signatures))
    if not said and not any(share.open for share in state.supervision().shares(state.person(), run.record.id)):
        return
    frame.html("<h2>From supervision</h2>")
    if not said:
        frame.html('<p class="quiet">Nothing has been written yet. It will be here, and at the turns it is about.</p>')
    overall = [comment for comment in review.comments if comment.turn is None]
    turns = {comment.turn for comment in review.comments if comment.turn} | {o.turn for o in review.overrides}
    at = sorted(turns)
    if at:
        replies = ", ".join(str(number) for number in at)
        frame.html(
            f'<p class="prose">There is something beside {"reply" if len(at) == 1 else "replies"} {replies}, under “Turn by turn”.</p>'
        )
    frame.html(margin.comments_html(overall, run.names))
    frame.html("<h3>Agreed actions</h3>")
    plan.draw_actions(run, own=True)
    frame.html("<h3>Questions for the conversation</h3>", plan.questions_html(run.questions))
    frame.html("<h3>Talked through</h3>")
    plan.draw_signing(run, own=True)


def _draw_open(share: Share, names: Mapping[str, str]) -> None:
    what = "with what you wrote when looking back" if share.with_reflection else "without what you wrote"
    with st.container(
        key=f"kept-share-{share.id}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        who = as_html(names.get(share.supervisor, share.supervisor))
        frame.html(
            f'<p><strong>{who}</strong><br><span class="quiet small">since {said_when(share.shared_at)}, {what}</span></p>'
        )
        if st.button(
            "Withdraw", key=f"withdraw-{share.id}", help="They can read it no more; what they wrote stays with you."
        ):
            state.attempt("share", lambda: state.supervision().withdraw(state.person(), share.id))


def _draw_new(run: SharedRun, supervisors: tuple[Person, ...]) -> None:
    if not supervisors:
        frame.html('<p class="quiet">Supervisors can be chosen here once they have signed in for the first time.</p>')
        return
    names = {person.id: called(person) for person in supervisors}
    who = st.selectbox("With whom", list(names), format_func=lambda id_: names[id_], index=None, key="share-with")
    reflection = st.checkbox("Include what I wrote when looking back", key="share-reflection")
    frame.html('<p class="quiet small">They read every reply and verdict of this run, and nothing else of yours.</p>')
    if st.button("Share this run", key="share") and who:
        state.attempt("share", lambda: state.supervision().share(state.person(), run.record.id, who, bool(reflection)))


def _ended_html(ended: list[Share]) -> str:
    rows = "".join(
        f"<li>Shared {said_when(share.shared_at)}, withdrawn {said_when(share.withdrawn_at)}</li>"
        for share in ended
        if share.withdrawn_at
    )
    return f'<details class="note"><summary>No longer shared</summary><div><ul>{rows}</ul></div></details>'
