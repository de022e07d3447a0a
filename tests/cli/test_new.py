from __future__ import annotations

from pathlib import Path

import pytest

from cli.new import TEMPLATE, TEMPLATE_ID
from tests.cli.conftest import Attune


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def fresh(attune: Attune, own: Path) -> Path:
    assert attune("new", "a-quiet-word").code == 0
    return own / "a-quiet-word"


def test_it_passes_every_check_and_two_hundred_random_plays(attune: Attune, fresh: Path) -> None:
    assert attune("check", fresh, "--random", "200").code == 0


def test_it_has_every_file_of_the_template_under_its_own_id(fresh: Path) -> None:
    written = {path.relative_to(fresh) for path in fresh.rglob("*.yaml")}
    assert written == {path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*.yaml")}
    for path in fresh.rglob("*.yaml"):
        assert TEMPLATE_ID not in path.read_text(encoding="utf-8")
    assert "\nid: a-quiet-word\n" in (fresh / "scenario.yaml").read_text(encoding="utf-8")


def test_it_is_listed_drawn_and_told_where_it_is(attune: Attune, fresh: Path) -> None:
    assert "a-quiet-word" in {row["id"] for row in attune("scenarios", "--json").json}
    assert attune("graph", "a-quiet-word").code == 0
    again = attune("new", "another-word")
    assert f"{fresh.parent}/another-word/scenario.yaml is ready to edit" in again.out


def test_the_template_shows_what_a_scenario_can_do() -> None:
    text = (TEMPLATE / "scenario.yaml").read_text(encoding="utf-8")
    for feature in ("repairs: true", "visits:", "flags:", "variables:", "postures:", "when:", "otherwise: true"):
        assert feature in text, feature
    learners = {line for path in TEMPLATE.glob("walks/*.yaml") for line in path.read_text().splitlines()[:1]}
    assert learners == {"learner: skilled", "learner: mixed", "learner: poor", "learner: repair"}


@pytest.mark.parametrize("name", ["", "A-Word", "a_word", "1-word", "-word", "word-", "a word", "../word", "a--word"])
def test_a_name_that_cannot_be_an_id_exits_with_2(attune: Attune, own: Path, name: str) -> None:
    ran = attune("new", "--", name)
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be an id" in ran.err
    assert not own.exists()


def test_a_scenario_that_is_there_is_left_alone(attune: Attune, fresh: Path) -> None:
    (fresh / "scenario.yaml").write_text("mine")
    ran = attune("new", "a-quiet-word")
    assert (ran.code, ran.out) == (2, "")
    assert "there is already a scenario 'a-quiet-word'" in ran.err
    assert (fresh / "scenario.yaml").read_text() == "mine"
