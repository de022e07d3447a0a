"""Attune in the browser: the page's frame, the pages, run. `make run` opens it."""

import streamlit as st

from engine.errors import SimulatorError
from ui import state
from ui.parts import frame, notice

PAGES = {
    "library": "Conversations",
    "briefing": "Briefing",
    "practise": "Practise",
    "reflect": "Reflect",
    "debrief": "Debrief",
    "practice_points": "Practice points",
    "progress": "My progress",
    "settings": "Settings and privacy",
    "pause": "Pause",
    "author": "For authors",
    "coverage": "Coverage",
}

st.set_page_config(page_title="Attune", page_icon=str(frame.ASSETS / "mark.svg"), layout="wide")
page = st.navigation(
    [
        st.Page(state.page(name), title=title, url_path=name.replace("_", "-"), default=name == "library")
        for name, title in PAGES.items()
    ],
    position="hidden",
)
here = (page.url_path or "library").replace("-", "_")
frame.draw_masthead(here, dict(st.query_params))
with frame.page_body():
    try:
        page.run()
    except SimulatorError as error:
        frame.html(notice.error_html(error))
frame.draw_marks(here)
