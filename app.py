"""Attune in the browser: the page's frame, the pages, run. `make run` opens it."""

import streamlit as st

from engine.errors import SimulatorError
from store.access import Action, allows, require
from ui import state
from ui.parts import frame, notice

PAGES = {
    "library": ("Conversations", Action.BEGIN),
    "briefing": ("Briefing", Action.BEGIN),
    "practise": ("Practise", Action.BEGIN),
    "reflect": ("Reflect", Action.BEGIN),
    "debrief": ("Debrief", Action.BEGIN),
    "practice_points": ("Practice points", Action.BEGIN),
    "progress": ("My progress", Action.BEGIN),
    "compare": ("Two runs", Action.BEGIN),
    "settings": ("Settings and privacy", Action.BEGIN),
    "pause": ("Pause", None),
    "sign_in": ("Sign in", None),
    "supervise": ("Supervise", Action.SUPERVISE),
    "session": ("Training session", Action.SUPERVISE),
    "author": ("For authors", Action.WRITE_SCENARIOS),
    "coverage": ("Coverage", Action.WRITE_SCENARIOS),
    "administration": ("Administration", Action.COUNT),
}

st.set_page_config(page_title="Attune", page_icon=str(frame.ASSETS / "mark.svg"), layout="wide")
page = st.navigation(
    [
        st.Page(state.page(name), title=title, url_path=name.replace("_", "-"), default=name == "library")
        for name, (title, _) in PAGES.items()
    ],
    position="hidden",
)
here = (page.url_path or "library").replace("-", "_")
person, needed = state.person(), PAGES[here][1]
open_pages = {name for name, (_, action) in PAGES.items() if action is not None and allows(person, action)}
frame.draw_masthead(here, dict(st.query_params), open_pages)
with frame.page_body():
    try:
        state.enter(here)
        if needed is not None:
            require(person, needed)
        page.run()
    except SimulatorError as error:
        frame.html(notice.error_html(error))
frame.draw_marks(here)
