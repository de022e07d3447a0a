"""The real app, its pages and all, playing the small scenarios of tests/ui with the keyword scorer."""

import os
import runpy
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.ui.keywords import build_keyword_simulator  # noqa: E402
from tests.ui.shared import LEARNER, SUPERVISOR  # noqa: E402


@st.cache_resource(show_spinner=False)
def _simulator():
    return build_keyword_simulator(Path(os.environ["FAKE_APP_FOLDER"]), database=os.environ["FAKE_APP_DATABASE"])


st.session_state["simulator"] = _simulator()
if "as" in st.query_params:
    st.session_state["person"] = {"learner": LEARNER, "supervisor": SUPERVISOR}[st.query_params["as"]]
runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
