"""What a head is fitted on: the catalogue's exemplars and labelled whole replies, as one table of texts and labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.catalogue import Catalogue, PracticePoint
from scoring.labels import LabelledReply

Floats = NDArray[np.float64]

OTHER_POINT_WEIGHT = 0.15
"""Weight of 'an exemplar of one point does not show the other points of its domain': mostly so, not always."""

HELD_BACK_OF = 5
"""One prompt in five is held back from the adapter, so that what it adds on new prompts can be measured."""


@dataclass(frozen=True)
class Examples:
    """`labels` and `weights` have shape (texts, points); weight 0 means: not known, left out. `groups` keeps prompts
    whole."""

    texts: tuple[str, ...]
    labels: Floats
    weights: Floats
    groups: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)


def from_catalogue(catalogue: Catalogue) -> Examples:
    """Return every exemplar and counter-exemplar of a catalogue, grouped each by itself."""
    rows = [row for point in catalogue.points.values() for row in _rows_of(point, catalogue)]
    return _stack(rows, len(catalogue.points))


def from_replies(replies: Iterable[LabelledReply], catalogue: Catalogue) -> Examples:
    """Return labelled whole replies, grouped by prompt; partial practices are left out of fitting."""
    column = {point: i for i, point in enumerate(catalogue.points)}
    rows = []
    for reply in replies:
        labels, weights = np.zeros(len(column)), np.zeros(len(column))
        for point in reply.judged_on(catalogue.points_of(reply.domain)):
            weights[column[point]] = 1
        for point in reply.partial:
            weights[column[point]] = 0
        for point in reply.shown:
            labels[column[point]] = weights[column[point]] = 1
        rows.append((reply.reply, labels, weights, reply.prompt or reply.id))
    return _stack(rows, len(column))


def join(first: Examples, second: Examples) -> Examples:
    """Return both tables as one, the first's rows first."""
    return Examples(
        first.texts + second.texts,
        np.concatenate([first.labels, second.labels]),
        np.concatenate([first.weights, second.weights]),
        first.groups + second.groups,
    )


def select(examples: Examples, rows: Sequence[int] | NDArray[np.int64]) -> Examples:
    """Return some rows, in the order given."""
    return Examples(
        tuple(examples.texts[i] for i in rows),
        examples.labels[list(rows)],
        examples.weights[list(rows)],
        tuple(examples.groups[i] for i in rows),
    )


def held_back(prompt: str) -> bool:
    """True for the prompts that the adapter never sees, chosen by their hash: the same on every machine."""
    return hashlib.blake2b(prompt.encode(), digest_size=4).digest()[0] % HELD_BACK_OF == 0


Row = tuple[str, Floats, Floats, str]


def _rows_of(point: PracticePoint, catalogue: Catalogue) -> Iterable[Row]:
    ids = list(catalogue.points)
    column = ids.index(point.id)
    same_domain = np.array([catalogue.domain_of[other] == catalogue.domain_of[point.id] for other in ids])
    for text in point.exemplars:
        labels, weights = np.zeros(len(ids)), same_domain * OTHER_POINT_WEIGHT
        labels[column] = weights[column] = 1
        yield text, labels, weights, text
    for text in point.counter_exemplars:
        labels, weights = np.zeros(len(ids)), np.zeros(len(ids))
        weights[column] = 1
        yield text, labels, weights, text


def _stack(rows: Sequence[Row], points: int) -> Examples:
    labels = np.array([row[1] for row in rows]).reshape(-1, points)
    weights = np.array([row[2] for row in rows]).reshape(-1, points)
    return Examples(tuple(row[0] for row in rows), labels, weights, tuple(row[3] for row in rows))
