from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from scoring.classifier import Head, Reading, load_head, reply_logits, save_head, sigmoid
from scoring.errors import HeadMissing
from tests.scoring.toy import HIGH, LOW, POINTS, toy_head
from tests.scoring.word_encoder import vector


def reading(*sentences: str) -> Reading:
    vectors = np.stack([vector(s) for s in sentences]) if sentences else np.zeros((0, 4), np.float32)
    return Reading(vectors, vector(" ".join(sentences)))


def test_the_strongest_sentence_and_the_whole_reply_are_averaged() -> None:
    head = toy_head()
    logits = reply_logits(head.sentence, head.whole, head.bias, reading("Tell me.", "A secret."))
    # The strongest sentence gives 20 * 0.5 - 5 = 5 for each; the whole 20 * 0.5 / sqrt(2) - 5.
    assert logits == pytest.approx([(5 + 10 / 2**0.5 - 5) / 2] * 2)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tell me.", (HIGH, LOW)),
        ("A secret.", (LOW, HIGH)),
        ("Not a secret.", (LOW, LOW)),
        ("Hello.", (LOW, LOW)),
        ("Tell me a secret.", (0.888, 0.888)),
    ],
)
def test_probabilities_worked_by_hand(sentence: str, expected: tuple[float, float]) -> None:
    assert toy_head().probabilities(reading(sentence)) == pytest.approx(expected, abs=1e-4)


def test_calibration_stretches_and_moves_the_logit() -> None:
    head = toy_head(slope=[2.0, 1.0], offset=[-10.0, 5.0])
    assert head.probabilities(reading("Tell me.")) == pytest.approx([0.5, 0.5])  # 2 * 5 - 10 and -5 + 5


def test_no_sentence_shows_nothing_at_all() -> None:
    assert toy_head(bias=[50.0, 50.0]).probabilities(reading()).tolist() == [0, 0]


def test_each_sentence_speaks_for_itself() -> None:
    both = reading("Tell me.", "Not a secret.")
    assert toy_head().by_sentence(both) == pytest.approx(np.array([[5, -5], [-5, -5]]), abs=1e-5)


def test_the_largest_margin_of_its_sentences_is_added_to_a_reply() -> None:
    # Without examples the logits of 'Tell me.' are 5 and -5; two logits a unit of margin, of 0.5 and of -1 at most.
    head, told = toy_head(margin=[2.0, 2.0]), reading("Tell me.")
    beside = replace(told, margins=np.array([[0.5, -1.0]]))
    assert head.logits(beside) - head.logits(told) == pytest.approx([1.0, -2.0])
    assert head.by_sentence(beside)[0] - head.by_sentence(told)[0] == pytest.approx([1.0, -2.0])


def test_an_unknown_point_is_refused_by_name() -> None:
    assert toy_head().columns(["promises-secrecy", "open-invitation"]).tolist() == [1, 0]
    with pytest.raises(HeadMissing, match=r"does not know 'safe-now'.*attune train"):
        toy_head().columns(["safe-now"])


def test_the_version_names_what_it_was_trained_on_and_its_encoder() -> None:
    assert toy_head().version == "0123456789ab/words"


vectors = st.lists(st.floats(-1, 1), min_size=4, max_size=4).map(np.array)


@settings(deadline=None)
@given(
    st.lists(vectors, min_size=0, max_size=5),
    vectors,
    st.floats(-100, 100),
    st.floats(0.001, 50),
    st.floats(-100, 100),
)
def test_probabilities_are_shares(
    sentences: list[np.ndarray], whole: np.ndarray, bias: float, slope: float, offset: float
) -> None:
    head = toy_head(bias=[bias, -bias], slope=[slope, slope], offset=[offset, offset])
    found = head.probabilities(Reading(np.array(sentences).reshape(-1, 4), whole))
    assert ((found >= 0) & (found <= 1)).all()


@settings(deadline=None)
@given(st.floats(allow_nan=False))
def test_the_sigmoid_never_overflows_and_mirrors_itself(z: float) -> None:
    both = sigmoid(np.array([z, -z]))
    assert both.sum() == pytest.approx(1)
    assert 0 <= both[0] <= 1


def test_a_head_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "head.safetensors"
    save_head(toy_head(), path)
    read = load_head(path)
    assert (read.points, read.about) == (POINTS, toy_head().about)
    for name in ("sentence", "whole", "bias", "slope", "offset", "decide", "partial", "unsure_from", "unsure_to"):
        assert getattr(read, name) == pytest.approx(getattr(toy_head(), name)), name
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_one_head_makes_one_file_to_the_last_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    save_head(toy_head(), first)
    save_head(load_head(first), second)
    assert first.read_bytes() == second.read_bytes()


def test_a_missing_head_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(HeadMissing, match=r"none.safetensors: there is no trained head \(run `attune train`\)"):
        load_head(tmp_path / "none.safetensors")


def written(folder: Path) -> Path:
    save_head(toy_head(), folder / "head.safetensors")
    return folder / "head.safetensors"


@pytest.mark.parametrize("content", [b"", b"not a head", b"\xff" * 400])
def test_a_file_that_is_no_head_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "head.safetensors"
    path.write_bytes(content)
    with pytest.raises(HeadMissing, match="cannot be read"):
        load_head(path)


def test_a_head_cut_short_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(HeadMissing, match="cannot be read"):
        load_head(path)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadMissing):
        load_head(tmp_path)


@pytest.mark.parametrize("words", [None, {}, {"format": 99, "points": POINTS, "about": {}}])
def test_another_format_is_refused(tmp_path: Path, words: dict[str, object] | None) -> None:
    path = tmp_path / "head.safetensors"
    weights = {name: np.zeros(2, np.float32) for name in Head.__annotations__ if name not in ("points", "about")}
    save_file(weights, path, metadata={"head": json.dumps(words)} if words is not None else None)
    with pytest.raises(HeadMissing, match="another format"):
        load_head(path)


def test_a_head_without_all_its_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "head.safetensors"
    words = {"format": 1, "points": POINTS, "about": toy_head().about}
    save_file({"bias": np.zeros(2, np.float32)}, path, metadata={"head": json.dumps(words)})
    with pytest.raises(HeadMissing, match="another format"):
        load_head(path)
