"""The margin beside a turn: what was written there, each comment with the words it is on, and a box for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from simulator.shared_run import SharedRun, place_of, sentences
from store.review import Comment
from ui import state
from ui.parts import frame, refusal
from ui.parts.dates import said_when
from ui.parts.escape import as_html, as_paragraphs

WHOLE = "The whole reply"
TYPED = "Words I type below"


def comments_html(comments: Iterable[Comment], names: Mapping[str, str], reply: str = "") -> str:
    """Return comments, each with who wrote it and the words it is on; empty when there are none."""
    return "".join(_comment(comment, names, reply) for comment in comments)


def draw(run: SharedRun, number: int | None) -> None:
    """Draw the comments on a turn, or with None those on the whole run, and where another is written."""
    mine, reply = state.person().id, run.turns[number - 1].reply if number else ""
    made = [comment for comment in run.review.comments if comment.turn == number]
    for comment in made:
        frame.html(_comment(comment, run.names, reply))
        if comment.author == mine and st.button("Remove this comment", key=f"remove-{comment.id}", type="tertiary"):
            state.attempt("", partial(state.supervision().remove_comment, state.person(), run.record.id, comment.id))
    place = f"comment-{number}"
    refusal.draw(place)
    with st.popover(f"Comment on reply {number}" if number else "Comment on the whole run", key=f"{place}-box"):
        _draw_box(run, number, reply, f"{place}-{len(made)}")


def _draw_box(run: SharedRun, number: int | None, reply: str, key: str) -> None:
    """Draw the box; its key counts the comments, so that it is empty again once one is kept, and only then."""
    words: str | None = None
    if number:
        on = st.selectbox("On", [WHOLE, *sentences(reply), TYPED], key=f"{key}-on")
        if on == TYPED:
            words = st.text_input("The words, as they stand in the reply", key=f"{key}-words")
        elif on != WHOLE:
            words = on
    text = st.text_area("Your comment", key=f"{key}-text", height=110)
    if st.button("Keep this comment", key=f"{key}-keep"):
        state.attempt(f"comment-{number}", lambda: _keep(run, number, text or "", words))


def _keep(run: SharedRun, number: int | None, text: str, words: str | None) -> None:
    start, end = place_of(words, run.turns[number - 1].reply) if number and words is not None else (None, None)
    state.supervision().comment(state.person(), run.record.id, text, number, start, end)


def _comment(comment: Comment, names: Mapping[str, str], reply: str) -> str:
    quote = ""
    if comment.start is not None and comment.end is not None:
        quote = f'<blockquote class="own small">“{as_html(reply[comment.start : comment.end])}”</blockquote>'
    who = as_html(names.get(comment.author, comment.author))
    return (
        f'<div class="comment">{quote}{as_paragraphs(comment.text)}'
        f'<p class="quiet small">{who}, {said_when(comment.made_at)}</p></div>'
    )
