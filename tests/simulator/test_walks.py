"""Every walk twice: straight, and opened again from the database after each turn. On both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.scenario import Walk
from simulator.library import Library
from simulator.run import Run
from simulator.simulator import Simulator
from store.database import Database
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import make_simulator

WALKS = ["skilled", "repair", "poor", "poor-2", "mixed", "mixed-2", "mixed-3"]


@pytest.fixture
def simulator(library: Library, database_url: str, tmp_path: Path) -> Iterator[Simulator]:
    database = Database(database_url)
    yield make_simulator(library, database, KeywordScorer(), tmp_path)
    database.close()


@pytest.fixture(params=WALKS)
def walk(request: pytest.FixtureRequest, library: Library) -> Walk:
    walks = {source.path.stem: walk for walk, source in library.get("the-last-coat").walks}
    assert sorted(walks) == sorted(WALKS)
    return walks[request.param]


def play(run: Run, walk: Walk, step: int) -> None:
    expected = walk.steps[step]
    assert run.node is not None
    assert run.node.id == expected.at
    turn = run.say(expected.reply)
    assert turn.route == expected.route
    assert {v.point for v in turn.verdicts if v.shown} == set(expected.shows)


def test_a_walk_played_straight(simulator: Simulator, walk: Walk) -> None:
    run = simulator.begin("the-last-coat", "quiet", "local")
    for step in range(len(walk.steps)):
        play(run, walk, step)
    assert run.record.ending == walk.ending


def test_a_walk_opened_again_after_each_turn(simulator: Simulator, walk: Walk) -> None:
    straight = simulator.begin("the-last-coat", "quiet", "local")
    reopened = simulator.begin("the-last-coat", "quiet", "local")
    for step in range(len(walk.steps)):
        play(straight, walk, step)
        play(simulator.open(reopened.record.id, "local"), walk, step)
    last = simulator.open(reopened.record.id, "local")
    assert last.turns == straight.turns
    assert last.record.ending == walk.ending
