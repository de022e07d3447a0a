from __future__ import annotations

from pathlib import Path

import pytest

from engine.conversation import Conversation
from engine.load import load_catalogue, load_scenario
from engine.scenario import Scenario
from engine.walks import play_walk
from ui.parts.briefing import briefing_html
from ui.parts.stage import pictured

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def meeting():
    return load_scenario(ROOT / "scenarios" / "the-other-end-of-the-table")


def names(conversation: Conversation) -> list[str]:
    return [person.name for person in pictured(conversation)]


def test_who_is_there_from_the_start_is_pictured_before_they_speak(meeting) -> None:
    people = [c.name for c in meeting.scenario.characters]
    assert people[-2:] == ["Hazel Adeyemi", "Ivor Sadler"]
    assert names(Conversation(meeting.scenario)) == people[:-2]


def test_who_arrives_later_is_pictured_from_their_first_words_on(meeting) -> None:
    catalogue = load_catalogue(ROOT / "guidance")
    skilled = next(walk for walk, source in meeting.walks if source.path.name == "skilled.yaml")
    turns = play_walk(meeting.scenario, skilled, catalogue).turns
    first = next(turn.number for turn in turns if any(line.who == "ivor" for line in turn.answer))
    for taken in range(len(turns) + 1):
        shown = "Ivor Sadler" in names(Conversation(meeting.scenario, turns[:taken]))
        assert shown is (taken >= first)


def test_who_is_away_at_a_moment_is_not_pictured(meeting) -> None:
    written = meeting.scenario.model_dump()
    start = next(node for node in written["nodes"] if node["id"] == written["start"])
    start["away"] = ["bridget"]
    everybody = names(Conversation(meeting.scenario))
    assert names(Conversation(Scenario.model_validate(written))) == [n for n in everybody if n != "Bridget Tilney"]


def test_the_briefing_pictures_who_is_there_from_the_start(meeting) -> None:
    told = briefing_html(meeting.scenario)
    assert "Bridget Tilney" in told
    assert "<h3>Ivor Sadler</h3>" not in told
