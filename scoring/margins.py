"""How near a sentence lies to a point's exemplars and to its counter-exemplars, and how much nearer to the ones.

Two short sentences that differ in one word lie close together, and a regression on their vectors moves little between
them. Which examples they lie nearest to turns with the stance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.encoder import Vectors

Floats = NDArray[np.float64]

NEAREST = 3
"""How many examples of each side are looked at: their mean cosine, since a single one may lie near by chance."""

_NONE = -3.0
"""Below every cosine: that of an example that is not there."""

_AT_ONCE = 64
"""Sentences compared in one go, so that a thousand replies need no more memory than a few."""


@dataclass(frozen=True)
class Nearness:
    """Some sentences beside the examples of some points, arrays of shape (sentences, points).

    `margin` is 0 where a point has examples of one side only. `cosine` is that of the nearest exemplar; `exemplar` and
    `counter_exemplar` say which is nearest, by its place among the point's own, and -1 where the point has none.
    """

    margin: Floats
    cosine: Floats
    exemplar: NDArray[np.int64]
    counter_exemplar: NDArray[np.int64]

    def take(self, rows: Sequence[int]) -> Nearness:
        """Return some of the sentences, in the order given."""
        return Nearness(*(column[list(rows)] for column in vars(self).values()))

    def join(self, other: Nearness) -> Nearness:
        """Return the sentences of both, the other's last."""
        return Nearness(*(np.concatenate(pair) for pair in zip(vars(self).values(), vars(other).values(), strict=True)))


class Margins:
    """The examples of some points, as unit vectors: each side as many rows as the longest has."""

    def __init__(self, sides: Sequence[tuple[Vectors, Vectors]]) -> None:
        """`sides` holds, for each point, its exemplars and its counter-exemplars, one vector a row."""
        both = [side for pair in sides for side in pair]
        self.points = len(sides)
        self._width = max([NEAREST, *(len(side) for side in both)])
        dimensions = max((side.shape[1] for side in both if len(side)), default=0)
        self._vectors = np.zeros((len(both), self._width, dimensions), np.float32)
        self._missing = np.full((len(both), self._width), _NONE, np.float32)
        for row, side in enumerate(both):
            if len(side):
                self._vectors[row, : len(side)] = side
                self._missing[row, : len(side)] = 0

    def of(self, sentences: Vectors) -> Nearness:
        """Return how near some sentences lie to the examples."""
        if not len(sentences) or not self._vectors.size:
            shape = len(sentences), self.points
            none = np.full(shape, -1)
            return Nearness(np.zeros(shape), np.full(shape, _NONE), none, none)
        chunks = [self._compare(sentences[i : i + _AT_ONCE]) for i in range(0, len(sentences), _AT_ONCE)]
        cosines = np.concatenate([cosine for cosine, _ in chunks]).reshape(-1, self.points, 2, NEAREST)
        places = np.concatenate([place for _, place in chunks]).reshape(-1, self.points, 2)
        there = cosines > _NONE / 2
        mean = (cosines * there).sum(axis=3) / np.maximum(there.sum(axis=3), 1)
        margin = np.where(there[..., 0].all(axis=2), mean[:, :, 0] - mean[:, :, 1], 0.0)
        which = np.where(there[..., 0], places, -1)
        return Nearness(margin, cosines[:, :, 0, 0], which[:, :, 0], which[:, :, 1])

    def _compare(self, sentences: Vectors) -> tuple[Floats, NDArray[np.int64]]:
        """Return the cosines to the nearest of each side, the greatest first, and the place of the very nearest."""
        wide = self._vectors.reshape(-1, self._vectors.shape[2])
        cosines = (sentences @ wide.T + self._missing.ravel()).reshape(-1, self._width)
        row, nearest, greatest = np.arange(len(cosines)), cosines.argmax(axis=1), np.empty((len(cosines), NEAREST))
        for k in range(NEAREST):
            place = cosines.argmax(axis=1) if k else nearest
            greatest[:, k] = cosines[row, place]
            cosines[row, place] = _NONE
        return greatest, nearest


class Comparison:
    """Sentences beside the examples of some points, each compared once however often it is asked for."""

    def __init__(self, margins: Margins) -> None:
        self._margins = margins
        self._place: dict[str, int] = {}
        self._near = margins.of(np.zeros((0, 0), np.float32))

    def add(self, texts: Iterable[str], vectors: Mapping[str, Vectors]) -> None:
        """Compare the texts that are new, all in one go; `vectors` holds the vector of each."""
        new = [text for text in dict.fromkeys(texts) if text not in self._place]
        if new:
            self._place |= {text: i for i, text in enumerate(new, start=len(self._place))}
            self._near = self._near.join(self._margins.of(np.stack([vectors[text] for text in new])))

    def of(self, texts: Sequence[str]) -> Nearness:
        """Return how near some texts lie that were added before; raises KeyError for another."""
        return self._near.take([self._place[text] for text in texts])
