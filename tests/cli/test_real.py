"""The commands that score, with the real encoder and the head that is committed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.settings import PROJECT
from tests.cli.conftest import Attune

pytestmark = pytest.mark.encoder

REPLY = "I can't keep this secret. I'll tell Mrs Ray, who helps keep children safe. You can stop whenever you like."


def test_score_answers_as_the_contract_says(attune: Attune) -> None:
    ran = attune("score", "--domain", "hearing", "--reply", REPLY, "--json")
    assert ran.code == 0
    verdicts = {v["point"]: v for v in ran.json["verdicts"]}
    assert len(verdicts) == 27
    assert verdicts["honest-confidentiality"]["verdict"] == "met"
    assert verdicts["promises-secrecy"]["verdict"] == "absent"
    for verdict in verdicts.values():
        if verdict["evidence"]:
            assert REPLY[verdict["evidence"]["start"] : verdict["evidence"]["end"]] == verdict["evidence"]["text"]


def test_score_gives_the_same_file_twice(attune: Attune, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (PROJECT / "tests/replies/plan.jsonl").read_text().splitlines()[:20]]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second = (attune("score", "--input", tmp_path / "rows.jsonl") for _ in range(2))
    assert first.code == 0
    assert first.out == second.out
    assert [row["id"] for row in first.rows] == [row["id"] for row in rows]


@pytest.mark.parametrize("learner", ["skilled", "poor"])
def test_a_walks_replies_are_played_to_an_ending(attune: Attune, tmp_path: Path, learner: str) -> None:
    """The verdicts are the scorer's own here, so the path may differ; every turn must still lead on."""
    lines = (PROJECT / f"scenarios/after-the-last-bell/walks/{learner}.yaml").read_text(encoding="utf-8").splitlines()
    said = [line.split("reply: ", 1)[1].strip().strip('"') for line in lines if line.strip().startswith("reply: ")]
    (tmp_path / "replies.txt").write_text("\n".join([*said, *["Right, I see."] * 30]), encoding="utf-8")
    ran = attune("play", "after-the-last-bell", "--replies", tmp_path / "replies.txt", "--json")
    assert ran.code == 0
    *turns, last = ran.rows
    assert last["ending"]
    assert last["turns"] == len(turns)


def test_the_head_is_current(attune: Attune) -> None:
    assert attune("train", "--check").code == 0
