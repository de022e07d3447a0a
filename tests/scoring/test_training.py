"""A head trained on the toy catalogue with the word encoder: the whole way from YAML to verdicts."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.findings import InvalidFile
from engine.load import load_catalogue
from scoring.classifier import Head, load_head, save_head
from scoring.errors import LabelsInvalid
from scoring.scorer import SentenceScorer
from scoring.training import fingerprint, load_training_files, train
from scoring.vectors import VectorCache
from tests.scoring.toy import CATALOGUE, POINTS
from tests.scoring.word_encoder import WordEncoder


@pytest.fixture(scope="module")
def head() -> Head:
    return train(CATALOGUE, WordEncoder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


def test_a_trained_head_says_what_it_was_made_from(head: Head) -> None:
    assert head.points == POINTS
    assert head.about["encoder"] == "words"
    assert (head.about["exemplars"], head.about["replies"], head.about["calibrated_on"]) == (8, 6, 6)
    assert head.about["kinds"] == ["practice", "pitfall"]
    assert head.about["fingerprint"] == fingerprint(CATALOGUE, "words")


def test_it_tells_apart_what_it_was_taught(head: Head, tmp_path: Path) -> None:
    encoder = WordEncoder()
    scorer = SentenceScorer(load_catalogue(CATALOGUE), head, encoder, VectorCache(encoder, tmp_path))
    (tells, hello), (secret, refused) = (
        [v.probability for text in texts for v in scorer.score(text, [point])]
        for point, texts in zip(POINTS, (["Tell me.", "Hello."], ["A secret.", "Not a secret."]), strict=True)
    )
    assert tells > hello
    assert secret > refused


def test_training_again_gives_the_same_file(head: Head, tmp_path: Path) -> None:
    save_head(head, tmp_path / "first")
    save_head(train(CATALOGUE, WordEncoder()), tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert load_head(tmp_path / "first").points == head.points


def test_a_foreign_catalogue_needs_no_labelled_replies(folder: Path) -> None:
    shutil.rmtree(folder / "replies")
    head = train(folder, WordEncoder())
    assert (head.about["exemplars"], head.about["replies"]) == (8, 0)
    assert np.isfinite(head.slope).all()


def test_the_fingerprint_changes_with_a_word_a_reply_and_the_encoder_only(folder: Path) -> None:
    before = fingerprint(folder, "words")
    assert before == fingerprint(CATALOGUE, "words")
    assert fingerprint(folder, "others") != before
    yaml, rows = folder / "hearing.yaml", folder / "replies" / "hearing.jsonl"
    yaml.write_text(yaml.read_text() + "# a remark\n")
    assert fingerprint(folder, "words") == before
    yaml.write_text(yaml.read_text().replace("Tell me about it.", "Tell me all about it."))
    changed = fingerprint(folder, "words")
    assert changed != before
    rows.write_text(rows.read_text().replace("Bye then.", "Bye now."))
    assert fingerprint(folder, "words") != changed


def test_a_reply_that_names_an_unknown_point_is_refused(folder: Path) -> None:
    (folder / "replies" / "more.jsonl").write_text('{"id": "x1", "reply": "Hi.", "shown": ["safe-now"]}\n')
    with pytest.raises(LabelsInvalid, match="'x1' names the practice point 'safe-now'"):
        load_training_files(folder)


def test_a_catalogue_that_cannot_be_read_is_refused(folder: Path) -> None:
    (folder / "hearing.yaml").write_text("domain: hearing\npoints: []\n")
    with pytest.raises(InvalidFile):
        train(folder, WordEncoder())
