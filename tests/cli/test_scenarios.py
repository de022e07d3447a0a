from __future__ import annotations

from pathlib import Path

import pytest

from cli.scenarios import COLUMNS
from tests.cli.conftest import COAT, Attune


def test_they_are_listed_as_json(attune: Attune) -> None:
    ran = attune("scenarios", "--json")
    assert ran.code == 0
    by_id = {row["id"]: row for row in ran.json}
    row = by_id["after-the-last-bell"]
    assert tuple(row) == COLUMNS
    assert (row["family"], row["minutes"]) == ("disclosure", 12)
    assert row["nodes"] >= 8
    assert row["endings"] >= 3
    assert "open-invitation" in row["points"]


def test_they_are_listed_for_people(attune: Attune) -> None:
    ran = attune("scenarios")
    assert ran.code == 0
    first, *rows = ran.out.splitlines()
    assert first.split() == list(COLUMNS)
    assert any("After the last bell" in row for row in rows)


def test_those_of_this_installation_come_too(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(COAT))
    assert "the-last-coat" in {row["id"] for row in attune("scenarios", "--json").json}


def test_a_broken_one_is_told_on_standard_error_and_hides_no_other(
    attune: Attune, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "scenario.yaml").write_text("id: broken\n")
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(tmp_path))
    ran = attune("scenarios", "--json")
    assert ran.code == 0
    assert "after-the-last-bell" in {row["id"] for row in ran.json}
    assert "broken: cannot be played" in ran.err
