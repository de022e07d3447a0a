"""The box a learner types in, with what may stand above it: why the last reply was not said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from simulator.identifiers import Identifier
from ui.parts import frame
from ui.parts.escape import as_html, as_label
from ui.parts.notice import notice_html


@dataclass(frozen=True)
class Trouble:
    """Why the last reply was not said: an error, or identifiers the learner is asked about."""

    message: str = ""
    hint: str = ""
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True)
class Box:
    """A box: `key` holds its words, `label` says what it is, `tall` for a record."""

    key: str
    label: str
    tall: bool = False


def draw(box: Box, trouble: Trouble | None, say: Callable[..., None], rewrite: Callable[[], None]) -> None:
    """Draw the box. It is never disabled, for that would empty it: the style sheet holds it while a reply is judged."""
    with st.container(key="reply"):
        room = st.empty()
        if trouble:
            with room.container():
                _draw_trouble(trouble, box.key, say, rewrite)
        height = 170 if box.tall else 92
        st.text_area(as_label(box.label), key=box.key, height=height, persist_state="session")
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            frame.html('<p class="quiet small">Never type a real child’s details.</p>')
            st.button("Say it", type="primary", shortcut="Ctrl+Enter", on_click=say, args=(box.key,))


def _draw_trouble(trouble: Trouble, key: str, say: Callable[..., None], rewrite: Callable[[], None]) -> None:
    if not trouble.identifiers:
        words = f"{trouble.hint} What you wrote is still in the box.".strip()
        frame.html(notice_html(trouble.message, words, "amber"))
        return
    found = "".join(f"<li>{as_html(identifier.question)}</li>" for identifier in trouble.identifiers)
    title, words = "This may be somebody’s real details", "Nothing has been kept yet."
    frame.html(notice_html(title, words, "amber", f"<ul>{found}</ul>"))
    with st.container(horizontal=True):
        st.button("I will rewrite it", key="rewrite", on_click=rewrite)
        st.button("It is made up: keep it", key="keep", on_click=say, args=(key, True))
