"""What needs the trained head says that it is missing and how to get it, and exits with 3."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Attune
from tests.scoring.toy import CATALOGUE


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "none.safetensors"


def commands(nowhere: Path, replies: Path) -> list[list[str | Path]]:
    return [
        ["score", "--reply", "Hi.", "--model", nowhere, "--json"],
        [
            "evaluate",
            "--replies",
            CATALOGUE / "replies" / "hearing.jsonl",
            "--catalogue",
            CATALOGUE,
            "--model",
            nowhere,
        ],
        ["train", "--check", "--model", nowhere],
        ["play", "after-the-last-bell", "--replies", replies, "--json"],
    ]


@pytest.mark.parametrize("which", range(4), ids=["score", "evaluate", "train", "play"])
def test_without_a_head_a_command_exits_with_3(
    attune: Attune, monkeypatch: pytest.MonkeyPatch, nowhere: Path, tmp_path: Path, which: int
) -> None:
    monkeypatch.setenv("ATTUNE_HEAD", str(nowhere))
    (tmp_path / "replies.txt").write_text("Hi.\n")
    ran = attune(*commands(nowhere, tmp_path / "replies.txt")[which])
    assert (ran.code, ran.out) == (3, "")
    assert f"{nowhere}: there is no trained head (run `attune train`)" in ran.err


def test_what_does_not_score_still_works(attune: Attune, monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> None:
    monkeypatch.setenv("ATTUNE_HEAD", str(nowhere))
    monkeypatch.setenv("ATTUNE_ENCODER", str(nowhere))
    assert attune("scenarios", "--json").code == 0
    assert attune("graph", "after-the-last-bell").code == 0
