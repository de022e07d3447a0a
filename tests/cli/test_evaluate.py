from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Attune
from tests.scoring.toy import CATALOGUE, toy_scorer
from tests.scoring.word_encoder import WordEncoder

ROWS = CATALOGUE / "replies" / "hearing.jsonl"


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cli.evaluate.load_scorer", lambda *given: toy_scorer(tmp_path))
    monkeypatch.setattr("cli.evaluate.Encoder", lambda folder: WordEncoder())


def test_the_report_is_json_and_nothing_else(attune: Attune) -> None:
    ran = attune("evaluate", "--catalogue", CATALOGUE, "--replies", ROWS, "--json")
    assert ran.code == 0
    assert ran.json["overall"]["macro_f1"] == 1.0
    assert list(ran.json["baselines"]) == ["max cosine", "nearest neighbour", "tf-idf regression"]


def test_people_read_a_table_beside_the_baselines(attune: Attune) -> None:
    ran = attune("evaluate", "--catalogue", CATALOGUE, "--replies", ROWS)
    assert ran.code == 0
    for words in ("open-invitation", "Attune", "max cosine", "tf-idf regression", "expected calibration error"):
        assert words in ran.out, words


def test_replies_that_cannot_be_read_exit_with_2(attune: Attune, tmp_path: Path) -> None:
    ran = attune("evaluate", "--replies", tmp_path / "none.jsonl", "--json")
    assert (ran.code, ran.out) == (2, "")


def test_a_reply_with_an_unknown_point_exits_with_2(attune: Attune, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "x", "reply": "Hi.", "shown": ["nope"]}')
    ran = attune("evaluate", "--catalogue", CATALOGUE, "--replies", tmp_path / "rows.jsonl", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "'nope'" in ran.err
