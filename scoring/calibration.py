"""From logits to probabilities that keep their promise, and to the thresholds of each verdict.

Each point has few labelled replies of its own, so every step looks at its own replies and, with little weight, at
those of all points of its kind (partial pooling). Inputs are predictions on replies that the fitted weights never saw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

POOLED_ROWS = 60.0
"""All other points of the same kind together weigh as much as this many replies of the point's own."""

SURE_PRECISION = 0.93
"""A verdict is stated as sure where at least this share of such statements was right on the fitting set."""

NOTICED_RECALL = 0.975
"""At most one in forty of what was shown may fall below the unsure band: strangers write otherwise, and more will."""

EVEN = 0.5
"""Where a point is decided without labelled replies."""

LEAST_DECIDED = 0.36
"""No point is stated below this probability. The threshold with the best F1 is half that F1 (Lipton et al. 2014), here
about 0.4; what a point's few replies put far below it is chance, and costs false alarms."""

_GRID = np.linspace(0.02, 0.98, 97)


@dataclass(frozen=True)
class Calibration:
    """By point, all of shape (points,): sigmoid(slope z + offset), and four probabilities as in `classifier.Head`."""

    slope: Floats
    offset: Floats
    decide: Floats
    partial: Floats
    unsure_from: Floats
    unsure_to: Floats


@dataclass(frozen=True)
class Held:
    """Predictions on replies not fitted: `logits`, `truth`, `judged` and `partial`, each of shape (replies, points)."""

    logits: Floats
    truth: Flags
    judged: Flags
    partial: Flags
    practice: Flags


def calibrate(held: Held, on_replies: bool = True) -> Calibration:
    """Fit the calibration of every point; `held.practice` has shape (points,) and tells practices from pitfalls.

    Where predictions are not on replies but on exemplars, how many show a point is their author's choice, and a
    threshold fitted to that share would state too much: a point is decided where it is more likely shown than not.
    """
    slope, offset = _fit_sigmoids(held)
    probability = 1 / (1 + np.exp(-np.clip(held.logits * slope + offset, -30, 30)))
    points = range(held.logits.shape[1])
    best = [_best_f1(*_weighted(held, probability, p)) if on_replies else EVEN for p in points]
    decide = np.maximum(best, LEAST_DECIDED)
    sure = np.array([_precise_from(*_weighted(held, probability, p), decide[p]) for p in points])
    low = np.array([_noticed_from(*_weighted(held, probability, p), decide[p]) for p in points])
    partial = np.minimum(_partial_from(held, probability, decide), decide)
    return Calibration(slope, offset, decide, np.where(held.practice, partial, decide), low, sure)


def _fit_sigmoids(held: Held) -> tuple[Floats, Floats]:
    fitted = []
    for point in range(held.logits.shape[1]):
        z, y, weight = _weighted(held, held.logits, point)
        if not 0 < y.sum() < len(y):
            fitted.append((1.0, 0.0))
            continue
        model = LogisticRegression(C=100.0).fit(z[:, None], y, sample_weight=weight)
        fitted.append((max(float(model.coef_[0, 0]), 1e-3), float(model.intercept_[0])))
    slopes, offsets = zip(*fitted, strict=True)
    return np.array(slopes), np.array(offsets)


def _weighted(held: Held, values: Floats, point: int) -> tuple[Floats, Flags, Floats]:
    """Return values, truth and weights of a point's own cells and of all cells of its kind."""
    own = held.judged[:, point]
    kind = held.judged & (held.practice == held.practice[point])
    pooled = kind.sum()
    weights = np.concatenate([np.ones(own.sum()), np.full(pooled, POOLED_ROWS / max(int(pooled), 1))])
    return (
        np.concatenate([values[own, point], values[kind]]),
        np.concatenate([held.truth[own, point], held.truth[kind]]),
        weights,
    )


def _best_f1(p: Floats, truth: Flags, weight: Floats) -> float:
    """Return the threshold with the best F1, averaged over its neighbours on the grid so that no single reply
    decides."""
    scores = []
    for threshold in _GRID:
        stated = p >= threshold
        both = weight[stated & truth].sum()
        scores.append(2 * both / max(weight[stated].sum() + weight[truth].sum(), 1e-9))
    smooth = np.convolve(np.pad(scores, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    return float(_GRID[int(np.argmax(smooth))])


def _precise_from(p: Floats, truth: Flags, weight: Floats, decide: float) -> float:
    """Return the lowest probability from which on statements are right often enough; 1 when none is, or none is
    made: what was never tried is not sure."""
    for threshold in _GRID[decide <= _GRID]:
        stated = p >= threshold
        if stated.any() and weight[stated & truth].sum() >= SURE_PRECISION * weight[stated].sum():
            return float(threshold)
    return 1.0


def _noticed_from(p: Floats, truth: Flags, weight: Floats, decide: float) -> float:
    """Return the highest probability above which nearly all that was shown lies; never above `decide`."""
    shown = weight[truth].sum()
    for threshold in _GRID[decide >= _GRID][::-1]:
        if weight[truth & (p >= threshold)].sum() >= NOTICED_RECALL * shown:
            return float(threshold)
    return float(_GRID[0])


def _partial_from(held: Held, probability: Floats, decide: Floats) -> float:
    """Return the one probability that best tells partial from missed below `decide`, over all practices."""
    below = (probability < decide) & held.practice
    partial, missed = probability[held.partial & below], probability[held.judged & ~held.truth & below]
    if not len(partial) or not len(missed):
        return 0.25
    grid = _GRID[_GRID < 0.6]
    scores = [_f1(int((partial >= t).sum()), int((missed >= t).sum()), len(partial)) for t in grid]
    return float(grid[int(np.argmax(scores))])


def _f1(right: int, wrong: int, shown: int) -> float:
    return 2 * right / max(right + wrong + shown, 1)
