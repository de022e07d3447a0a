"""Vectors of the catalogue's examples, kept on disk so that a second start encodes nothing again."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from scoring.encoder import Encoder, Vectors

_KEY_BYTES = 16


class VectorCache:
    """One file an encoder: the key of each text and its vector. A file that cannot be read is made again."""

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self._encoder = encoder
        self._path = (folder or default_folder()) / f"vectors-{encoder.name}.npz"
        self._known = self._load()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in order; only texts never seen before are encoded."""
        keys = [_key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            self._known.update(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            self._save()
        return np.stack([self._known[key] for key in keys]) if keys else self._encoder.encode([])

    def _load(self) -> dict[bytes, Vectors]:
        try:
            with np.load(self._path, allow_pickle=False) as stored:
                keys, vectors = stored["keys"], stored["vectors"].astype(np.float32)
            return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}

    def _save(self) -> None:
        """Write beside the old file and rename, so that a kill leaves the one or the other.

        Where the folder cannot be written, nothing is kept and the next start encodes again.
        """
        keys = np.frombuffer(b"".join(self._known), np.uint8).reshape(-1, _KEY_BYTES)
        vectors = np.stack(list(self._known.values()))
        with suppress(OSError):
            self._write(keys, vectors)

    def _write(self, keys: NDArray[np.uint8], vectors: Vectors) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, keys=keys, vectors=vectors)
        Path(name).replace(self._path)


def default_folder() -> Path:
    """Return the user's cache folder; ATTUNE_CACHE names another."""
    return Path(os.environ.get("ATTUNE_CACHE") or platformdirs.user_cache_path("attune"))


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_KEY_BYTES).digest()
