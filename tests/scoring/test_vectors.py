from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from scoring.vectors import VectorCache, default_folder
from tests.scoring.toy import toy_scorer
from tests.scoring.word_encoder import WordEncoder, vector

TEXTS = ["Tell me.", "A secret.", "Tell me a secret."]


def test_vectors_come_in_the_order_of_the_texts(tmp_path: Path) -> None:
    cache = VectorCache(WordEncoder(), tmp_path)
    for texts in (TEXTS, TEXTS[::-1], TEXTS[:1] * 3):
        assert cache.vectors(texts) == pytest.approx(np.stack([vector(t) for t in texts]))


def test_only_what_was_never_seen_is_encoded(tmp_path: Path) -> None:
    encoder = WordEncoder()
    cache = VectorCache(encoder, tmp_path)
    cache.vectors(TEXTS[:2])
    cache.vectors(TEXTS)
    cache.vectors(TEXTS)
    assert encoder.calls == [TEXTS[:2], TEXTS[2:]]


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert VectorCache(WordEncoder(), tmp_path).vectors([]).shape == (0, 4)
    assert list(tmp_path.iterdir()) == []


def test_a_second_start_encodes_nothing(tmp_path: Path) -> None:
    first, second = WordEncoder(), WordEncoder()
    VectorCache(first, tmp_path).vectors(TEXTS)
    again = VectorCache(second, tmp_path).vectors(TEXTS)
    assert second.calls == []
    assert again == pytest.approx(np.stack([vector(t) for t in TEXTS]), abs=1e-3)


def test_a_second_start_of_a_scorer_encodes_no_example(tmp_path: Path) -> None:
    toy_scorer(tmp_path).warm()
    encoder = WordEncoder()
    scorer = toy_scorer(tmp_path, encoder)
    scorer.warm()
    assert encoder.calls == []
    scorer.score("Tell me.", ["open-invitation"])
    assert encoder.calls == [["Tell me."]]


def test_each_encoder_has_a_file_of_its_own(tmp_path: Path) -> None:
    VectorCache(WordEncoder("a"), tmp_path).vectors(TEXTS)
    other = WordEncoder("b")
    VectorCache(other, tmp_path).vectors(TEXTS)
    assert other.calls == [TEXTS]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["vectors-a.npz", "vectors-b.npz"]


def damage(path: Path, how: str) -> None:
    if how == "empty":
        path.write_bytes(b"")
    elif how == "cut short":
        path.write_bytes(path.read_bytes()[:-30])
    elif how == "bits turned":
        path.write_bytes(bytes(b ^ 0xFF if i % 7 == 0 else b for i, b in enumerate(path.read_bytes())))
    elif how == "something else":
        path.write_text("{}")
    elif how == "other arrays":
        np.savez(path, other=np.zeros(2))
    else:
        np.savez(path, keys=np.zeros((3, 16), np.uint8), vectors=np.zeros((2, 4), np.float16))


@pytest.mark.parametrize(
    "how", ["empty", "cut short", "bits turned", "something else", "other arrays", "not as many of each"]
)
def test_a_damaged_file_is_made_again(tmp_path: Path, how: str) -> None:
    VectorCache(WordEncoder(), tmp_path).vectors(TEXTS)
    damage(tmp_path / "vectors-words.npz", how)
    encoder = WordEncoder()
    assert VectorCache(encoder, tmp_path).vectors(TEXTS) == pytest.approx(np.stack([vector(t) for t in TEXTS]))
    assert encoder.calls == [TEXTS]
    after = WordEncoder()
    VectorCache(after, tmp_path).vectors(TEXTS)
    assert after.calls == []


def test_a_folder_that_cannot_be_written_keeps_nothing_and_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = VectorCache(WordEncoder(), tmp_path / "file")
    assert cache.vectors(TEXTS).shape == (3, 4)


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.setenv("ATTUNE_CACHE", "")
    assert default_folder().name == "attune"
