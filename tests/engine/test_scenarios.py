"""Every scenario and the catalogue of the project: no findings, and an end to random play."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine.lint import lint_catalogue, lint_scenario
from engine.load import load_catalogue, load_catalogue_folder, load_scenario, scenario_folders
from engine.random_play import play_randomly

ROOT = Path(__file__).parents[2]
guidance = cache(lambda: load_catalogue(ROOT / "guidance"))
FOLDERS = [pytest.param(folder, id=folder.name) for folder in scenario_folders(ROOT / "scenarios")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_scenario_has_no_findings(folder: Path) -> None:
    assert [str(f) for f in lint_scenario(load_scenario(folder), guidance())] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_scenario_ends_under_random_play(folder: Path) -> None:
    file, catalogue = load_scenario(folder), guidance()
    assert [str(f) for seed in range(50) for f in play_randomly(file, catalogue, Random(seed))] == []


def test_the_catalogue_has_no_findings() -> None:
    assert [str(f) for f in lint_catalogue(load_catalogue_folder(ROOT / "guidance"))] == []
