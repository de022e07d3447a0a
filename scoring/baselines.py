"""The simple methods a scorer has to beat, fitted on the same exemplars and the same labelled replies.

Each gives one number a reply and point; its threshold is the one with the best F1 over all points on the fitting
replies, or 0.5 where there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from engine.catalogue import Catalogue
from scoring.encoder import Encoder
from scoring.examples import Examples, from_catalogue

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Baseline:
    """A method's numbers on the fitting replies and on the tested ones, both of shape (replies, points)."""

    name: str
    fitted: Floats
    tested: Floats


def run_baselines(
    catalogue: Catalogue, fitting: Examples, replies: Sequence[str], encoder: Encoder
) -> tuple[Baseline, ...]:
    """Return max cosine to an exemplar, nearest neighbour, and a tf-idf regression a point."""
    cosine, margin = _by_similarity(catalogue, encoder, encoder.encode([*fitting.texts, *replies]))
    first = len(fitting)
    return (
        Baseline("max cosine", cosine[:first], cosine[first:]),
        Baseline("nearest neighbour", margin[:first], margin[first:]),
        Baseline("tf-idf regression", *_tfidf(catalogue, fitting.texts, replies)),
    )


def stated(baseline: Baseline, fitting: Examples) -> NDArray[np.bool_]:
    """Return what a baseline states on the tested replies, by the threshold that was best on the fitting ones."""
    return baseline.tested >= _best_threshold(baseline.fitted, fitting)


def _by_similarity(catalogue: Catalogue, encoder: Encoder, vectors: NDArray[np.float32]) -> tuple[Floats, Floats]:
    """Return the largest cosine to an exemplar, and its margin over the largest to a counter-exemplar."""
    best, margin = np.zeros((len(vectors), len(catalogue.points))), np.zeros((len(vectors), len(catalogue.points)))
    for column, point in enumerate(catalogue.points.values()):
        for_it = (vectors @ encoder.encode(point.exemplars).T).max(axis=1, initial=-1)
        against = (vectors @ encoder.encode(point.counter_exemplars).T).max(axis=1, initial=-1)
        best[:, column] = for_it
        margin[:, column] = for_it * (for_it > against)
    return best, margin


def _tfidf(catalogue: Catalogue, fitting: Sequence[str], replies: Sequence[str]) -> tuple[Floats, Floats]:
    exemplars = from_catalogue(catalogue)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1).fit(exemplars.texts)
    known, first, second = (words.transform(texts) for texts in (exemplars.texts, fitting, replies))
    columns = []
    for column in range(len(catalogue.points)):
        rows = np.flatnonzero(exemplars.weights[:, column] > 0)
        truth = exemplars.labels[rows, column]
        if len(set(truth)) < 2:
            columns.append((np.zeros(len(fitting)), np.zeros(len(replies))))
            continue
        model = LogisticRegression(C=10, class_weight="balanced").fit(known[rows], truth)
        columns.append((model.predict_proba(first)[:, 1], model.predict_proba(second)[:, 1]))
    return np.stack([c[0] for c in columns], axis=1), np.stack([c[1] for c in columns], axis=1)


def _best_threshold(values: Floats, fitting: Examples) -> float:
    judged = fitting.weights >= 1
    truth = (fitting.labels > 0) & judged
    if not truth.any():
        return 0.5
    grid = np.quantile(values[judged], np.linspace(0.5, 0.999, 60))
    scores = [2 * (truth & (values >= t)).sum() / ((judged & (values >= t)).sum() + truth.sum()) for t in grid]
    return float(grid[int(np.argmax(scores))])
