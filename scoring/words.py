"""What the words alone say: a regression a point on hashed words and word pairs, beside the vectors of the encoder.

The encoder reads meaning and blurs wording; a few points turn on a word. Words after a negation are other words
("not_tell"), up to the end of the clause (Das and Chen 2001). Hashing needs no vocabulary to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from scoring.text import plain

Floats = NDArray[np.float64]

BUCKETS = 8192
STRENGTH = 20.0
"""Inverse regularisation of the regressions; chosen on held-back prompts from 5 and 20."""

NEGATED_WORDS = 4
"""How far a negation reaches, in words, where no clause ends before."""

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?]")
_NEGATION = re.compile(
    r"not|no|never|nobody|nothing|none|neither|nor|without|instead|rather|cannot|\w+n't"
    r"|(?:ca|wo|do|did|does|is|was|were|are|would|could|should|have|has|had|ai)nt"
)
_CLAUSE_ENDS = frozenset({*".,;:!?", "but", "because", "so", "and"})


def mark_negation(text: str) -> list[str]:
    """Return the words of a text in small letters, those that a negation reaches with `not_` before them."""
    marked, reach = [], 0
    for token in _TOKEN.findall(plain(text).lower()):
        if token in _CLAUSE_ENDS:
            reach = 0
        if token.isalnum() or "'" in token:
            marked.append(f"not_{token}" if reach > 0 else token)
            reach = NEGATED_WORDS if _NEGATION.fullmatch(token) else reach - 1
    return marked


def _words_and_pairs(text: str) -> Iterator[str]:
    marked = mark_negation(text)
    yield from marked
    yield from (f"{first} {second}" for first, second in pairwise(marked))


_HASHER = HashingVectorizer(n_features=BUCKETS, analyzer=_words_and_pairs, alternate_sign=False, norm=None)


@dataclass(frozen=True)
class Words:
    """`weights` of shape (points, BUCKETS), `bias` of shape (points,), `rarity` (inverse document frequency) a
    bucket."""

    weights: Floats
    bias: Floats
    rarity: Floats

    def logits(self, texts: Sequence[str]) -> Floats:
        """Return how strongly the words of each text speak for each point, shape (texts, points)."""
        return np.asarray(_weigh(_count(texts), self.rarity) @ self.weights.T + self.bias, np.float64)


def fit_words(texts: Sequence[str], labels: Floats, weights: Floats) -> Words:
    """Fit each point on the texts whose label is certain (weight 1 or more); a point never shown stays silent."""
    counts = _count(texts)
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    table, points = _weigh(counts, rarity), labels.shape[1]
    learned, bias = np.zeros((points, BUCKETS)), np.zeros(points)
    for point in range(points):
        rows = np.flatnonzero(weights[:, point] >= 1)
        if 0 < labels[rows, point].sum() < len(rows):
            model = LogisticRegression(C=STRENGTH, solver="liblinear").fit(table[rows], labels[rows, point])
            learned[point], bias[point] = model.coef_[0], model.intercept_[0]
    return Words(learned, bias, rarity)


def _count(texts: Sequence[str]) -> csr_matrix:
    return csr_matrix(_HASHER.transform(texts))


def _weigh(counts: csr_matrix, rarity: Floats) -> csr_matrix:
    """Return damped counts times rarity, each row of unit length (tf-idf, sublinear)."""
    damped = counts.copy()
    damped.data = (1 + np.log(damped.data)) * rarity[damped.indices]
    length = np.sqrt(np.asarray(damped.multiply(damped).sum(axis=1)).ravel())
    return csr_matrix(damped.multiply(1 / np.maximum(length, 1e-12)[:, None]))
