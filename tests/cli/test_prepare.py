from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Attune
from tests.scoring.toy import toy_scorer
from tests.scoring.word_encoder import WordEncoder


def test_a_second_time_encodes_nothing(attune: Attune, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    encoders: list[WordEncoder] = []

    def build(settings: object) -> object:
        encoders.append(WordEncoder())
        return toy_scorer(tmp_path / "vectors", encoders[-1])

    monkeypatch.setattr("cli.prepare.build_scorer", build)
    for _ in range(2):
        ran = attune("prepare")
        assert (ran.code, ran.out) == (0, "")
    assert [len(encoder.calls) for encoder in encoders] == [1, 0]


def test_without_a_head_it_exits_with_3(attune: Attune, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTUNE_HEAD", str(tmp_path / "none.safetensors"))
    ran = attune("prepare")
    assert (ran.code, ran.out) == (3, "")
    assert "there is no trained head" in ran.err
