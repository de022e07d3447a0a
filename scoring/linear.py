"""The linear part of the head: one weight vector a point for its strongest sentence, one for the whole reply.

Which sentence shows a point is not labelled, so the strongest one is taken at every step (multi-instance learning with
max pooling, Andrews 2003). Fitted with all points at once, from zero, on the whole table: the result has no randomness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.classifier import SCALE, Reading, reply_logits
from scoring.encoder import Vectors

Floats = NDArray[np.float64]

STEPS = 250
LEARNING_RATE = 0.02
DECAY = 0.04
POSITIVE_WEIGHT = 3.0
"""A shown point weighs three times a point not shown: each is shown in a few of a hundred replies."""

FIRST_BIAS = -3.0


@dataclass(frozen=True)
class Bag:
    """Some replies as vectors: of all sentences, with for each the row of its reply, in order; and of the wholes."""

    sentences: Vectors
    rows: NDArray[np.int64]
    wholes: Vectors

    def __len__(self) -> int:
        return len(self.wholes)

    def reading(self, reply: int) -> Reading:
        """Return one reply's vectors."""
        first, last = np.searchsorted(self.rows, [reply, reply + 1])
        return Reading(self.sentences[first:last], self.wholes[reply])


@dataclass(frozen=True)
class Linear:
    """Weights by point: `sentence` and `whole` of shape (points, dimensions), `bias` of shape (points,)."""

    sentence: Floats
    whole: Floats
    bias: Floats


def fit_linear(bag: Bag, labels: Floats, weights: Floats) -> Linear:
    """Fit all points; `labels` and `weights` have shape (replies, points), weight 0 leaves a cell out."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

    vectors, row_of, wholes = (torch.from_numpy(part) for part in (bag.sentences, bag.rows, bag.wholes))
    truth = torch.from_numpy(labels.astype(np.float32))
    cell_weights = torch.from_numpy((weights * (1 + (POSITIVE_WEIGHT - 1) * labels)).astype(np.float32))
    total = float(weights.sum()) or 1.0
    shape = (labels.shape[1], wholes.shape[1])
    sentence, whole = torch.zeros(shape, requires_grad=True), torch.zeros(shape, requires_grad=True)
    bias = torch.full(shape[:1], FIRST_BIAS, requires_grad=True)
    places = row_of[:, None].expand(-1, shape[0])
    optimiser = torch.optim.Adam([sentence, whole, bias], lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for _ in range(STEPS):
        by_sentence = SCALE * vectors @ sentence.T + bias
        empty = torch.full((len(bag), shape[0]), -1e4)
        strongest = empty.scatter_reduce(0, places, by_sentence, "amax")
        by_whole = SCALE * wholes @ whole.T + bias
        loss = DECAY * (sentence.pow(2).sum() + whole.pow(2).sum()) / shape[0]
        for logits, share in (((strongest + by_whole) / 2, 1.0), (strongest, 0.5), (by_whole, 0.5)):
            loss = loss + share * (cross_entropy(logits, truth, reduction="none") * cell_weights).sum() / total
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    learned = (w.detach().numpy().astype(np.float64) for w in (sentence, whole, bias))
    return Linear(*learned)


def predict_linear(linear: Linear, bag: Bag) -> Floats:
    """Return the logit of every point for every reply, shape (replies, points); very low where there is no sentence."""
    empty = np.full(len(linear.bias), -30.0)
    readings = (bag.reading(i) for i in range(len(bag)))
    weights = (linear.sentence, linear.whole, linear.bias)
    return np.stack([reply_logits(*weights, r) if len(r.sentences) else empty for r in readings])
