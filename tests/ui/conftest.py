"""The app as AppTest drives it, playing a keyword simulator with a database of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from simulator.simulator import Simulator
from store.access import LOCAL, Person
from tests.ui.keywords import build_keyword_simulator

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    return build_keyword_simulator(tmp_path)


@pytest.fixture
def open_page(simulator: Simulator) -> Open:
    def open_page(name: str, simulator: Simulator = simulator, person: Person = LOCAL, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
        app.session_state["simulator"] = simulator
        app.session_state["person"] = person
        app.run()
        app.switch_page(f"ui/pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_page


def drawn(app: AppTest) -> str:
    """Everything the page shows, tags taken away, script and style left out."""
    assert not app.exception, app.exception
    bodies = " ".join(block.proto.body for block in app.get("html"))
    words = re.sub(r"<(script|style)>.*?</\1>", " ", bodies, flags=re.DOTALL)
    labels = [
        str(getattr(w, "label", "")) for kind in ("button", "text_area", "radio", "expander") for w in app.get(kind)
    ]
    return html.unescape(re.sub(r"<[^>]+>", " ", words)) + " " + " ".join(labels)


def markup(app: AppTest) -> str:
    """The HTML of the page as it was handed to Streamlit."""
    return " ".join(block.proto.body for block in app.get("html"))


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]
