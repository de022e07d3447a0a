"""A scenario whose every word is markup is shown as words."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from engine.drawing import to_svg
from simulator.simulator import Simulator
from tests.ui.conftest import Open, drawn, markup
from tests.ui.keywords import build_keyword_simulator

HERE = Path(__file__).parent
NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TEXTS = {"title", "role", "summary", "content_note", "name", "about", "alt", "text", "scene", "asks", "you_are", "room"}
TEXTS |= {"agency", "status", "section", "purpose"}
LISTS = {"you_know", "you_do_not_know", "to_supervision", "agenda", "questions"}


def made_nasty(value, key=""):
    if isinstance(value, dict):
        return {name: made_nasty(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [NASTY + item if key in LISTS else made_nasty(item, key) for item in value]
    return NASTY + value if isinstance(value, str) and key in TEXTS else value


def nasty_simulator(root: Path) -> Simulator:
    folder = root / "round-the-table"
    shutil.copytree(HERE / "scenarios" / "round-the-table", folder)
    data = yaml.safe_load((folder / "scenario.yaml").read_text(encoding="utf-8"))
    (folder / "scenario.yaml").write_text(yaml.safe_dump(made_nasty(data), width=10_000), encoding="utf-8")
    simulator = build_keyword_simulator(root, scenarios=root)
    assert simulator.library.broken == ()
    return simulator


def test_markup_in_every_text_of_a_scenario_is_shown_as_words(open_page: Open, tmp_path: Path) -> None:
    simulator = nasty_simulator(tmp_path)
    run = simulator.begin("round-the-table", "coach", "local")
    pages = [open_page("library", simulator), open_page("briefing", simulator, scenario="round-the-table")]
    pages.append(open_page("practise", simulator, run=run.record.id))
    run.say(f"Tell me what you know. {NASTY}")
    pages.append(open_page("practise", simulator, run=run.record.id))
    run.say(f"Colin does it. {NASTY}")
    run.reflect("looked-back", "yes")
    pages.append(open_page("debrief", simulator, run=run.record.id))
    for page in pages:
        assert "<script>alert" not in markup(page)
        assert "<img src=x" not in markup(page)
    assert all("<script>alert(1)</script>" in drawn(page) for page in pages[1:])


def test_the_map_shows_markup_as_words(tmp_path: Path) -> None:
    drawing = to_svg(nasty_simulator(tmp_path).library.get("round-the-table").scenario)
    assert "<script" not in drawing and "<img" not in drawing
