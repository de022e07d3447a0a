"""What every page shares: the style sheet, the masthead with Pause at its right, titles, and marks for people who
listen."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.parts.escape import as_html

ASSETS = Path(__file__).parents[2] / "assets"
PAGES = Path(__file__).parents[1] / "pages"
MENU = (
    ("library", "Conversations"),
    ("progress", "Progress"),
    ("practice_points", "Practice points"),
    ("supervise", "Supervise"),
    ("settings", "Settings"),
)


def draw_masthead(here: str, query: dict[str, str], open_pages: Collection[str]) -> None:
    """Draw the style sheet and the masthead; `here` and `query` are where Pause leads back to.

    The menu has only pages that are open to the person.
    """
    st.html(ASSETS / "theme.css")
    st.html('<a class="skip" href="#page">Skip to the page</a>')
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(key="wordmark", width="content"):
            st.page_link(PAGES / "library.py", label="Attune")
        with st.container(key="nav", horizontal=True, width="content", gap=None):
            for name, label in MENU:
                if name in open_pages:
                    st.page_link(PAGES / f"{name}.py", label=label)
        # A button and not a link: a click on it brings along the words that are being typed.
        if st.button("Pause", key="pause"):
            st.switch_page(PAGES / "pause.py", query_params=query if here == "pause" else {"from": here} | query)


def page_body() -> DeltaGenerator:
    """Return the container a page draws itself in, which is marked as the page's main part."""
    return st.container(key="page")


def draw_marks(here: str) -> None:
    """Say the page's language and landmarks to the browser; drawn last, once what it marks is there."""
    script("page.js", here)


def script(name: str, moment: str) -> None:
    """Run a script of assets/ in the browser, once for each new `moment`."""
    words = (ASSETS / name).read_text(encoding="utf-8")
    st.html(f"<script>/* {moment} */ {words}</script>", unsafe_allow_javascript=True)


def title(words: str, lead: str = "", shown: bool = True) -> None:
    """Draw a page's heading and name the browser's tab after it; one not `shown` is there for those who listen."""
    st.set_page_config(page_title=f"{words} · Attune")
    more = f'<p class="lead quiet">{as_html(lead)}</p>' if lead else ""
    st.html(f'<h1 class="{"shown" if shown else "unseen"}">{as_html(words)}</h1>{more}')


def html(*parts: str) -> None:
    """Draw HTML whose words have been made safe; nothing is drawn when there are none."""
    if words := "".join(parts):
        st.html(words)
