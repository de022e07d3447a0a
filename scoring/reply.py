"""One reply on its way to its verdicts: its sentences, its vectors, and which sentence moved which point."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scoring.classifier import Head, Reading
from scoring.encoder import Vectors
from scoring.text import plain, split_sentences, whole_text

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLEAR_LOSS = 8.0
"""A sentence whose absence costs its point this much in the strongest sentence's logit moved the verdict beyond doubt:
on the labelled replies the whole reply without it never makes up for that (tests/scoring/test_evidence.py)."""

DECIMALS = 4
"""Probabilities are rounded, so that the last bits of a processor's arithmetic change no verdict."""


class Reply:
    """A reply and the points it is judged on, by their columns in the head.

    `probability` and `noticed` have shape (points,). What is met, partial, present or unsure is noticed, and needs
    evidence.
    """

    def __init__(self, text: str, head: Head, columns: NDArray[np.int64]) -> None:
        self._text, self._head, self._columns = text, head, columns
        self.spans = split_sentences(text)
        self.alone = [plain(span.text) for span in self.spans]
        self.sentences: Vectors = np.zeros((0, 0), np.float32)
        self.probability: Floats = np.zeros(len(columns))
        self.noticed: Flags = np.zeros(len(columns), bool)
        self._strength: Floats = np.zeros((0, len(columns)))
        self._without: dict[int, Floats] = {}

    @property
    def texts(self) -> list[str]:
        """What is encoded: the sentences, then the whole; nothing for a reply without a word."""
        return [*self.alone, whole_text(self.alone)] if self.alone else []

    def read(self, vectors: dict[str, Vectors]) -> None:
        """Take the vectors of `texts` and judge."""
        if not self.alone:
            return
        self.sentences = np.stack([vectors[text] for text in self.alone])
        whole = whole_text(self.alone)
        self.probability = self._judge(Reading(self.sentences, vectors[whole], whole))
        self._strength = self._head.by_sentence(self.sentences)[:, self._columns]
        lowest = np.minimum(self._head.partial, self._head.unsure_from)[self._columns]
        self.noticed = self.probability >= lowest

    def in_doubt(self) -> list[int]:
        """Return the sentences to try leaving out: where no single one clearly moved a noticed point, its strongest
        two."""
        if len(self.alone) < 2:
            return []
        order = np.argsort(self._strength, axis=0)
        points = np.arange(self._strength.shape[1])
        first, second = self._strength[order[-1], points], self._strength[order[-2], points]
        unclear = self.noticed & (first - second < CLEAR_LOSS)
        return sorted(set(order[-2:, unclear].ravel().tolist()))

    def without(self, sentence: int) -> Reply:
        """Return the reply as it would stand without one of its sentences; what is left may be cut differently."""
        span = self.spans[sentence]
        return Reply(self._text[: span.start] + self._text[span.end :], self._head, self._columns)

    def compare(self, sentence: int, without: Reply) -> None:
        """Take what is judged of `without(sentence)`."""
        self._without[sentence] = without.probability

    def moved_by(self, point: int) -> int | None:
        """Return the sentence whose removal lowers a noticed point's probability most; None when none lowers it."""
        if not self.noticed[point]:
            return None
        strongest = int(self._strength[:, point].argmax())
        tried = {i: float(p[point]) for i, p in self._without.items()}
        if strongest not in tried:
            return strongest
        lowest = min(tried, key=lambda i: tried[i])
        return lowest if tried[lowest] < self.probability[point] else None

    def _judge(self, reading: Reading) -> Floats:
        return self._head.probabilities(reading)[self._columns].round(DECIMALS)
