from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import COAT, Attune
from tests.engine.examples import BASE

FINDING = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): (?P<code>[A-Z]\d\d) .+$")


@pytest.fixture
def own(attune: Attune, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh scenario in a folder of its own."""
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(tmp_path / "own"))
    assert attune("new", "a-quiet-word").code == 0
    return tmp_path / "own" / "a-quiet-word"


def break_it(folder: Path, old: str, new: str) -> None:
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_clean_scenario_exits_with_0(attune: Attune, own: Path) -> None:
    ran = attune("check", own)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 scenarios, 7 walks, 0 findings\n"


def test_a_folder_of_scenarios_and_a_scenarios_own_file_can_be_named(attune: Attune, own: Path) -> None:
    assert attune("check", own.parent).err == attune("check", own / "scenario.yaml").err == attune("check", own).err


def test_every_finding_has_its_place_its_code_and_what_to_do(attune: Attune, own: Path) -> None:
    break_it(own, "to: drawn-back", "to: drawn-bakc")
    break_it(own, "lowers: [promised-secrecy]", "lowers: [promised-secrcy]")
    ran = attune("check", own)
    assert ran.code == 1
    found = [FINDING.match(line) for line in ran.out.splitlines()]
    assert all(found)
    assert {match["code"] for match in found if match} >= {"S01", "S08"}
    assert "(did you mean 'drawn-back'?)" in ran.out
    lines = (own / "scenario.yaml").read_text(encoding="utf-8").splitlines()
    for match in found:
        if match and match["code"] == "S01":
            assert Path(match["file"]) == own / "scenario.yaml"
            assert "drawn-bakc" in lines[int(match["line"]) - 1]


def test_a_file_of_the_wrong_shape_is_a_finding_too(attune: Attune, own: Path) -> None:
    break_it(own, "minutes: 6\n", "minutes: no\n")
    ran = attune("check", own)
    assert ran.code == 1
    assert f"{own}/scenario.yaml:10: Y03" in ran.out


def test_a_walk_that_no_longer_goes_its_way_is_a_finding(attune: Attune, own: Path) -> None:
    walk = own / "walks" / "skilled.yaml"
    walk.write_text(walk.read_text().replace("route: told-straight", "route: put-right"))
    ran = attune("check", own)
    assert ran.code == 1
    assert f"{walk}:" in ran.out
    assert "W01" in ran.out


def test_random_plays_are_the_same_for_the_same_seed(attune: Attune, own: Path) -> None:
    assert attune("check", own, "--random", "50", "--seed", "7") == attune(
        "check", own, "--random", "50", "--seed", "7"
    )


def test_a_catalogue_is_linted_where_one_is_named(attune: Attune, tmp_path: Path) -> None:
    shutil.copytree(BASE / "catalogue", tmp_path / "catalogue")
    assert attune("check", tmp_path / "catalogue").code == 0
    path = tmp_path / "catalogue" / "hearing.yaml"
    path.write_text(path.read_text().replace("Reply 2 that shows it", "Reply 1 that shows it"))
    ran = attune("check", tmp_path / "catalogue")
    assert ran.code == 1
    assert " C01 " in ran.out


def test_a_path_that_is_not_there_exits_with_2(attune: Attune, tmp_path: Path) -> None:
    ran = attune("check", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no" in ran.err


def test_another_folder_of_scenarios_is_found(attune: Attune) -> None:
    assert "1 scenarios" in attune("check", COAT).err
