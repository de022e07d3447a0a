"""The report on the toy replies, worked by hand; the toy head reads all six as their labels do but one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import LabelsInvalid
from scoring.evaluation import evaluate
from scoring.labels import LabelledReply, load_folder
from tests.scoring.toy import CATALOGUE, toy_scorer
from tests.scoring.word_encoder import WordEncoder


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    return evaluate(toy_scorer(tmp_path), CATALOGUE, load_folder(CATALOGUE / "replies"), WordEncoder())


def test_every_figure_by_point(report: dict[str, Any]) -> None:
    # 'Not a secret. Tell me.' invites by its second sentence: (5 + 10 / sqrt(3) - 5) / 2 = 2.9.
    assert report["points"]["open-invitation"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "kappa": 1.0, "shown": 2, "stated": 2,
    }  # fmt: skip
    assert report["points"]["promises-secrecy"]["f1"] == 1.0
    assert report["points"]["promises-secrecy"]["shown"] == 1


def test_the_whole_and_its_kinds(report: dict[str, Any]) -> None:
    assert (report["overall"]["macro_f1"], report["overall"]["micro_f1"]) == (1.0, 1.0)
    assert (report["practices"]["shown"], report["pitfalls"]["shown"]) == (2, 1)
    assert report["domains"]["hearing"]["macro_f1"] == 1.0
    assert report["replies"] == 6
    assert report["scorer"] == "0123456789ab/words"


def test_sureness(report: dict[str, Any]) -> None:
    assert report["sureness"] == {
        "unsure_share": 0.0,
        "right_when_sure": 1.0,
        "stated_sure_right": 1.0,
        "stated_sure_covers": 1.0,
        "noticed": 1.0,
    }


def test_what_is_unsure_is_noticed_but_not_stated(tmp_path: Path) -> None:
    unsure = toy_scorer(tmp_path, unsure_from=[0.5, 0.4], unsure_to=[1.0, 0.6])
    sureness = evaluate(unsure, CATALOGUE, load_folder(CATALOGUE / "replies"))["sureness"]
    # Ten cells are judged; both invitations are unsure, the promise is stated.
    assert sureness["unsure_share"] == 0.2
    assert sureness["stated_sure_covers"] == pytest.approx(1 / 3, abs=1e-4)
    assert sureness["noticed"] == 1.0


def test_a_mistake_is_counted_against_its_point(tmp_path: Path) -> None:
    replies = [
        LabelledReply(id="a", domain="hearing", reply="Tell me."),
        LabelledReply(id="b", domain="hearing", reply="Hello.", shown=("open-invitation",)),
        LabelledReply(id="c", domain="hearing", reply="Tell me.", shown=("open-invitation",)),
    ]
    found = evaluate(toy_scorer(tmp_path), CATALOGUE, replies)
    assert found["points"]["open-invitation"] == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "kappa": -0.5, "shown": 2, "stated": 2,
    }  # fmt: skip
    assert found["overall"]["micro_f1"] == 0.5
    assert found["calibration_error"] == pytest.approx((0.9933 * 2 - 1 + 1 - 0.0067 * 4) / 6, abs=1e-4)


def test_partial_either_way_is_not_counted(tmp_path: Path) -> None:
    partly = [LabelledReply(id="a", domain="hearing", reply="Tell me.", partial=("open-invitation",))]
    found = evaluate(toy_scorer(tmp_path), CATALOGUE, partly)
    assert "open-invitation" not in found["points"]
    stated_partly = [LabelledReply(id="a", domain="hearing", reply="Tell me.", shown=("open-invitation",))]
    found = evaluate(toy_scorer(tmp_path, decide=[0.999, 0.5]), CATALOGUE, stated_partly)
    assert found["points"]["open-invitation"]["stated"] == 0


def test_the_baselines_stand_beside_it(report: dict[str, Any]) -> None:
    assert list(report["baselines"]) == ["max cosine", "nearest neighbour", "tf-idf regression"]
    assert set(report["baselines"]["max cosine"]) >= {"macro_f1", "micro_f1"}


def test_the_report_is_plain_json(report: dict[str, Any]) -> None:
    assert json.loads(json.dumps(report)) == report


def test_a_reply_with_an_unknown_point_is_refused(tmp_path: Path) -> None:
    row = LabelledReply(id="a", domain="hearing", reply="x", shown=("safe-now",))
    with pytest.raises(LabelsInvalid, match="'safe-now'"):
        evaluate(toy_scorer(tmp_path), CATALOGUE, [row])


def test_no_reply_has_no_agreement(tmp_path: Path) -> None:
    found = evaluate(toy_scorer(tmp_path), CATALOGUE, [])
    assert found["overall"]["micro_f1"] == 0.0
    assert found["points"] == {}
