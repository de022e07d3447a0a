"""docs/authoring.md quotes the scenario that `attune new` writes, and what `attune check` says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.new import TEMPLATE
from engine.conditions import Condition
from simulator.settings import PROJECT
from tests.cli.conftest import Attune

PAGE = (PROJECT / "docs" / "authoring.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture
def fresh(attune: Attune, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(tmp_path))
    assert attune("new", "a-quiet-word").code == 0
    return tmp_path / "a-quiet-word"


@pytest.mark.parametrize("quoted", QUOTED, ids=lambda text: text.strip().splitlines()[0].strip(" -"))
def test_what_is_quoted_stands_in_the_template(quoted: str) -> None:
    assert any(quoted in path.read_text(encoding="utf-8") for path in TEMPLATE.rglob("*.yaml"))


def test_it_quotes_every_part() -> None:
    assert len(QUOTED) >= 10
    for part in (
        "title:",
        "briefing:",
        "variables:",
        "postures:",
        "listens_for:",
        "repairs: true",
        "what_happened:",
        "steps:",
    ):
        assert any(part in quoted for quoted in QUOTED), part


def test_the_check_says_what_the_page_says(attune: Attune, fresh: Path) -> None:
    ran = attune("check", fresh)
    assert f"`{ran.err.strip()}`" in PAGE


def test_the_finding_it_shows_is_the_one_that_comes(attune: Attune, fresh: Path) -> None:
    path = fresh / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("id: guessed\n        to: drawn-back", "id: guessed\n        to: drawn-bakc"))
    assert attune("check", fresh).out.splitlines()[0].removeprefix(f"{fresh}/") in PAGE


def test_its_table_has_every_condition() -> None:
    for name in Condition.model_fields:
        assert f"`{name}: " in PAGE, name


def test_every_command_it_uses_is_there() -> None:
    commands = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^attune (\w+)", PAGE, re.M))
    assert used >= {"new", "check", "graph", "play"}
    assert all(f"## attune {command}\n" in commands for command in used)
