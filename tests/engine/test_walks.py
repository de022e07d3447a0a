"""Every walk of every scenario, played twice: straight, and restored from what is stored after each turn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.catalogue import Catalogue
from engine.conversation import Conversation, Turn
from engine.findings import InvalidFile
from engine.load import ScenarioFile, load_catalogue, load_scenario, scenario_folders
from engine.machine import RouteChooser
from engine.scenario import Walk
from engine.walks import build_verdicts, follow_walk, play_walk
from tests.engine.examples import BASE, base_catalogue, base_file

ROOT = Path(__file__).parents[2]


def files() -> list[ScenarioFile]:
    """The base scenario and those of the project that can be loaded; test_scenarios.py reports the others."""
    found = [base_file()]
    for folder in scenario_folders(ROOT / "scenarios"):
        try:
            found.append(load_scenario(folder))
        except InvalidFile:
            continue
    return found


WALKS = [
    pytest.param(file, walk, id=f"{file.scenario.id}-{source.path.stem}")
    for file in files()
    for walk, source in file.walks
]


@cache
def guidance() -> Catalogue:
    return load_catalogue(ROOT / "guidance")


def catalogue_of(file: ScenarioFile) -> Catalogue:
    return base_catalogue() if file.source.path.parent == BASE else guidance()


@pytest.mark.parametrize(("file", "walk"), WALKS)
def test_walk_goes_the_way_it_says(file: ScenarioFile, walk: Walk) -> None:
    played = play_walk(file.scenario, walk, catalogue_of(file))
    assert played.detour is None
    assert [turn.route for turn in played.turns] == [step.route for step in walk.steps]
    assert played.turns[-1].next == walk.ending


@pytest.mark.parametrize(("file", "walk"), WALKS)
def test_walk_goes_the_same_way_when_restored_after_every_turn(file: ScenarioFile, walk: Walk) -> None:
    straight = play_walk(file.scenario, walk, catalogue_of(file)).turns
    stored: list[str] = []
    for step in walk.steps:
        restored = Conversation(file.scenario, [Turn.model_validate_json(text) for text in stored])
        turn = restored.answer(step.reply, build_verdicts(file.scenario, step, catalogue_of(file)))
        stored.append(turn.model_dump_json())
    assert tuple(Turn.model_validate_json(text) for text in stored) == straight


@pytest.mark.parametrize(("file", "walk"), WALKS)
def test_following_a_walk_takes_the_routes_that_playing_it_takes(file: ScenarioFile, walk: Walk) -> None:
    played = play_walk(file.scenario, walk, catalogue_of(file))
    followed = follow_walk(file.scenario, walk, catalogue_of(file), RouteChooser(file.scenario))
    assert followed.taken == tuple((turn.node, turn.route, turn.next) for turn in played.turns)
    assert followed.detour == played.detour


def walk_with(**changes: object) -> Walk:
    (walk,) = [walk for walk, source in base_file().walks if source.path.stem == "skilled"]
    return walk.model_copy(update=changes)


def detour(walk: Walk) -> tuple[tuple[str | int, ...], str]:
    found = play_walk(base_file().scenario, walk, base_catalogue()).detour
    assert found is not None
    return found.at, found.message


def test_a_walk_that_takes_another_route_stops_there() -> None:
    first, second = walk_with().steps
    steps = (first.model_copy(update={"shows": ("leading-question",)}), second)
    assert detour(walk_with(steps=steps)) == (
        ("steps", 0, "route"),
        "takes the route 'led' out of 'hall', not 'invited'",
    )


def test_a_walk_that_stands_elsewhere_stops_there() -> None:
    first, second = walk_with().steps
    steps = (first, second.model_copy(update={"at": "pause"}))
    assert detour(walk_with(steps=steps)) == (("steps", 1, "at"), "stands at 'telling' here, not at 'pause'")


def test_a_walk_that_goes_on_after_its_ending_stops_there() -> None:
    first, second = walk_with().steps
    found = detour(walk_with(steps=(first, second, second)))
    assert found == (("steps", 2, "at"), "has ended in 'heard' before this reply")


def test_a_walk_that_is_too_short_or_ends_elsewhere_says_so_at_its_ending() -> None:
    first, _ = walk_with().steps
    assert detour(walk_with(steps=(first,))) == (("ending",), "still stands at 'telling' after its last reply")
    assert detour(walk_with(ending="waiting")) == (("ending",), "ends in 'heard', not in 'waiting'")


def test_verdicts_are_as_the_walk_says_one_a_point_in_order() -> None:
    walk = walk_with()
    step = walk.steps[0].model_copy(update={"shows": ("leading-question",), "partial": ("open-invitation",)})
    verdicts = build_verdicts(base_file().scenario, step, base_catalogue())
    assert [(v.point, v.verdict.value, v.probability) for v in verdicts] == [
        ("open-invitation", "partial", 0.5),
        ("leading-question", "present", 1.0),
        ("promises-secrecy", "absent", 0.0),
    ]
