"""`attune train` on the toy catalogue; only the encoder stands in for the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.classifier import load_head
from tests.cli.conftest import Attune
from tests.scoring.toy import CATALOGUE, POINTS
from tests.scoring.word_encoder import WordEncoder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("cli.train.load_encoder", lambda folder: WordEncoder())
    monkeypatch.setattr("cli.train.encoder_name", lambda folder, adapter: "words")
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


def test_it_writes_a_head_and_check_finds_it_current(attune: Attune, folder: Path, tmp_path: Path) -> None:
    asked = ("train", "--catalogue", folder, "--model", tmp_path / "head.safetensors")
    ran = attune(*asked)
    assert (ran.code, ran.out) == (0, "")
    assert "2 points, 8 examples, 6 replies" in ran.err
    assert load_head(tmp_path / "head.safetensors").points == POINTS
    assert attune(*asked, "--check").code == 0


def test_check_exits_with_1_when_the_catalogue_has_changed(attune: Attune, folder: Path, tmp_path: Path) -> None:
    asked = ("train", "--catalogue", folder, "--model", tmp_path / "head.safetensors")
    attune(*asked)
    path = folder / "hearing.yaml"
    path.write_text(path.read_text().replace("Tell me about it.", "Tell me of it."))
    before = (tmp_path / "head.safetensors").read_bytes()
    ran = attune(*asked, "--check")
    assert (ran.code, ran.out) == (1, "")
    assert "head.safetensors is stale: run `attune train`" in ran.err
    assert (tmp_path / "head.safetensors").read_bytes() == before


def test_check_without_a_head_exits_with_3(attune: Attune, folder: Path, tmp_path: Path) -> None:
    ran = attune("train", "--check", "--catalogue", folder, "--model", tmp_path / "none.safetensors")
    assert ran.code == 3
    assert "there is no trained head" in ran.err


def test_labels_that_break_their_format_exit_with_2(attune: Attune, folder: Path, tmp_path: Path) -> None:
    (folder / "replies" / "bad.jsonl").write_text("{\n")
    ran = attune("train", "--catalogue", folder, "--model", tmp_path / "head.safetensors")
    assert ran.code == 2
    assert "bad.jsonl:1: is not JSON" in ran.err
    assert not (tmp_path / "head.safetensors").exists()
