"""An encoder for tests: a text is the unit vector of the known words in it, so every cosine can be worked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.encoder import Encoder, Vectors
from scoring.text import words

AXES = {"tell": 0, "secret": 1, "not": 2}
OTHER = 3
"""The axis of a text with none of these words."""


class WordEncoder(Encoder):
    """Counts `tell`, `secret` and `not`. `calls` remembers what each call was asked to encode."""

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.calls: list[list[str]] = []

    @property
    def dimensions(self) -> int:
        return 4

    def encode(self, texts: Sequence[str]) -> Vectors:
        if texts:
            self.calls.append(list(texts))
        return np.array([vector(text) for text in texts], np.float32).reshape(-1, 4)


def vector(text: str) -> Vectors:
    """The unit vector of a text: (1, 0, 0, 0) for 'Tell me.', (0, 0, 0, 1) for 'Hello.'."""
    counts = np.zeros(4, np.float32)
    for word in words(text):
        if word in AXES:
            counts[AXES[word]] += 1
    if not counts.any():
        counts[OTHER] = 1
    return np.asarray(counts / np.linalg.norm(counts), np.float32)
