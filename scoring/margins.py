"""How much nearer a sentence lies to a point's exemplars than to its counter-exemplars.

Two short sentences that differ in one word lie close together, and a regression on their vectors moves little between
them. Which examples they lie nearest to turns with the stance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.encoder import Vectors

Floats = NDArray[np.float64]

NEAREST = 3
"""How many examples of each side are looked at: their mean cosine, since a single one may lie near by chance."""

_NONE = -2.0
"""Below every cosine: the place of an example that is not there."""

_AT_ONCE = 256
"""Sentences compared in one go, so that a thousand replies need no more memory than a few."""


class Margins:
    """The examples of some points, as unit vectors."""

    def __init__(self, sides: Sequence[tuple[Vectors, Vectors]]) -> None:
        """`sides` holds, for each point, its exemplars and its counter-exemplars, one vector a row."""
        both = [side for pair in sides for side in pair]
        width = max((len(side) for side in both), default=0)
        total = sum(len(side) for side in both)
        self._places = np.full((len(both), max(width, NEAREST)), total, dtype=np.int64)
        start = 0
        for row, side in enumerate(both):
            self._places[row, : len(side)] = np.arange(start, start + len(side))
            start += len(side)
        filled = [side for side in both if len(side)]
        self._vectors = np.concatenate(filled) if filled else np.zeros((0, 0), np.float32)

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self._places) // 2

    def of(self, sentences: Vectors) -> Floats:
        """Return the margins of some sentences, shape (sentences, points): 0 where a point has examples of one side
        only."""
        if not len(sentences) or not len(self._vectors):
            return np.zeros((len(sentences), self.points))
        chunks = [self._nearness(sentences[i : i + _AT_ONCE]) for i in range(0, len(sentences), _AT_ONCE)]
        near = np.concatenate(chunks).reshape(len(sentences), self.points, 2)
        return np.where((near == _NONE).any(axis=2), 0.0, near[:, :, 0] - near[:, :, 1])

    def _nearness(self, sentences: Vectors) -> Floats:
        """Return the mean cosine to the nearest examples of each side; `_NONE` where it has none."""
        cosines = np.pad(sentences @ self._vectors.T, ((0, 0), (0, 1)), constant_values=_NONE)
        nearest = np.partition(cosines[:, self._places], -NEAREST, axis=2)[:, :, -NEAREST:].astype(np.float64)
        there = nearest > _NONE
        return np.where(there.any(axis=2), (nearest * there).sum(axis=2) / np.maximum(there.sum(axis=2), 1), _NONE)
