"""One reply on its way to its verdicts: its sentences, its vectors, and which sentence moved which point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.classifier import Head, Reading
from scoring.encoder import Vectors
from scoring.margins import Comparison, Nearness
from scoring.text import plain, split_sentences, whole_text

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLEAR_LOSS = 1.5
"""A sentence whose absence is estimated to cost its point this much in the logit moved the verdict beyond doubt, and
need not be left out to see it: on the labelled replies it always did (tests/scoring/test_evidence.py), but where so
much was left that the probability is still rounded to 1."""

CANDIDATES = 2
"""How many sentences are tried for a point, the strongest first, before it is said that no single one moved it."""

DECIMALS = 4
"""Probabilities are rounded, so that the last bits of a processor's arithmetic change no verdict."""


class Reply:
    """A reply and the points it is judged on, by their columns in the head.

    `probability` and `noticed` have shape (points,). What is met, partial, present or unsure is noticed, and needs
    evidence.
    """

    def __init__(
        self,
        text: str,
        head: Head,
        columns: NDArray[np.int64],
        compared: Comparison | None = None,
        spoken: Mapping[str, Floats] | None = None,
    ) -> None:
        """`compared` holds how near sentences lie to examples of the points at `columns`, and `spoken` word logits of
        texts; both as they get known."""
        self._text, self._head, self._columns, self.compared = text, head, columns, compared
        self._spoken: Mapping[str, Floats] = {} if spoken is None else spoken
        self.spans = split_sentences(text)
        self.alone = [plain(span.text) for span in self.spans]
        self.sentences: Vectors = np.zeros((0, 0), np.float32)
        self._near: Nearness | None = None
        self._by_examples: Floats | None = None
        self.probability: Floats = np.zeros(len(columns))
        self.noticed: Flags = np.zeros(len(columns), bool)
        self._strength: Floats = np.zeros((0, len(columns)))
        self._without: dict[int, Floats] = {}
        self._losses: dict[int, Floats] = {}

    @property
    def texts(self) -> list[str]:
        """What is encoded: the sentences, then the whole; nothing for a reply without a word."""
        return [*self.alone, whole_text(self.alone)] if self.alone else []

    def read(self, vectors: dict[str, Vectors]) -> None:
        """Take the vectors of `texts` and judge."""
        if not self.alone:
            return
        self.sentences = np.stack([vectors[text] for text in self.alone])
        if self.compared:
            self._near = self.compared.of(self.alone)
            self._by_examples = np.zeros((len(self.alone), len(self._head.points)))
            self._by_examples[:, self._columns] = self._near.margin
        whole = whole_text(self.alone)
        reading = Reading(self.sentences, vectors[whole], whole, self._by_examples, self._spoken.get(whole))
        self.probability = self._judge(reading)
        self._strength = self._head.by_sentence(reading)[:, self._columns]
        lowest = np.minimum(self._head.partial, self._head.unsure_from)[self._columns]
        self.noticed = self.probability >= lowest

    @property
    def remainders(self) -> list[str]:
        """What is left of the text without the strongest sentence of each noticed point."""
        if len(self.alone) == 1 or not self.noticed.any():
            return []
        strongest = set(self._strength[:, self.noticed].argmax(axis=0).tolist())
        return [whole_text(self.alone[:i] + self.alone[i + 1 :]) for i in sorted(strongest)]

    def in_doubt(self) -> list[int]:
        """Return the sentences to leave out next, to see which one moved a noticed point; empty when all is known."""
        asked = {self._candidate(point) for point in np.flatnonzero(self.noticed).tolist()}
        return sorted(i for i, clear in asked if i is not None and not clear and i not in self._without)

    def without(self, sentence: int) -> Reply:
        """Return the reply as it would stand without one of its sentences; what is left may be cut differently."""
        span = self.spans[sentence]
        left = self._text[: span.start] + self._text[span.end :]
        return Reply(left, self._head, self._columns, self.compared, self._spoken)

    def compare(self, sentence: int, without: Reply) -> None:
        """Take what is judged of `without(sentence)`."""
        self._without[sentence] = without.probability

    def moved_by(self, point: int) -> int | None:
        """Return the sentence whose removal lowers a noticed point's probability; None when none is known to."""
        sentence, clear = self._candidate(point) if self.noticed[point] else (None, False)
        return sentence if clear or sentence in self._without else None

    def nearest_sentence(self, point: int) -> int | None:
        """Return the sentence that lies nearest to a point's exemplars; None without a sentence or an exemplar."""
        if self._near is None or not len(self._near.cosine):
            return None
        sentence = int(self._near.cosine[:, point].argmax())
        return sentence if self._near.exemplar[sentence, point] >= 0 else None

    def nearest_examples(self, point: int, sentence: int) -> tuple[int, int]:
        """Return which exemplar and counter-exemplar of a point lie nearest to a sentence; -1 where it has none."""
        if self._near is None:
            return -1, -1
        return int(self._near.exemplar[sentence, point]), int(self._near.counter_exemplar[sentence, point])

    def _candidate(self, point: int) -> tuple[int | None, bool]:
        """Return the strongest sentence not yet seen to change nothing, and whether it surely moved the point."""
        if len(self.alone) == 1:
            return 0, True
        for sentence in np.argsort(-self._strength[:, point], kind="stable")[:CANDIDATES].tolist():
            if self.probability[point] < 1 and self._estimated_loss(sentence)[point] >= CLEAR_LOSS:
                return sentence, True
            if sentence not in self._without or self._without[sentence][point] < self.probability[point]:
                return sentence, False
        return None, False

    def _estimated_loss(self, sentence: int) -> Floats:
        """Return what each point's logit would lose without a sentence, a whole taken as its sentences' mean."""
        if sentence not in self._losses:
            left = [i for i in range(len(self.alone)) if i != sentence]
            self._losses[sentence] = (self._complete - self._head.logits(self._reading(left)))[self._columns]
        return self._losses[sentence]

    @cached_property
    def _complete(self) -> Floats:
        return self._head.logits(self._reading(range(len(self.alone))))

    def _reading(self, chosen: Sequence[int]) -> Reading:
        """Return some of the sentences as a reading, whose whole is their mean by length."""
        vectors = self.sentences[list(chosen)]
        lengths = np.array([len(self.alone[i].split()) for i in chosen], np.float32)
        mean = lengths @ vectors
        by_examples = self._by_examples[list(chosen)] if self._by_examples is not None else None
        text = whole_text([self.alone[i] for i in chosen])
        return Reading(vectors, mean / np.linalg.norm(mean), text, by_examples, self._spoken.get(text))

    def _judge(self, reading: Reading) -> Floats:
        return self._head.probabilities(reading)[self._columns].round(DECIMALS)
