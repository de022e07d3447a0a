"""The trained head: what turns the vectors of a reply's sentences into calibrated probabilities. Saved without pickle.

A reply is read twice, by its strongest sentence and as a whole, and the two logits are averaged:
z = (max over sentences of a·s + b, plus c·whole + b) / 2. What the words alone say (`scoring.words`) and how much
nearer a sentence lies to exemplars than to counter-exemplars (`scoring.margins`) are added, and a point's probability
is sigmoid(slope z + offset).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from scoring.encoder import Vectors
from scoring.errors import HeadMissing
from scoring.words import Words

Floats = NDArray[np.float64]

SCALE = 20.0
"""Unit vectors are multiplied by this before the head, so that its weights stay near one."""

FORMAT = 3


@dataclass(frozen=True)
class Reading:
    """A reply as unit vectors, `sentences` of shape (n, dimensions) and `whole` of shape (dimensions,), and as text.

    `margins` has shape (n, points of the head); None where there are no examples to compare with. `spoken` is what
    `Head.word_logits` says of the text, where that is known already.
    """

    sentences: Vectors
    whole: Vectors
    text: str = ""
    margins: Floats | None = None
    spoken: Floats | None = None


@dataclass(frozen=True)
class Head:
    """Weights by point. `sentence` and `whole` have shape (points, dimensions), those of words are as in
    `scoring.words.Words`, everything else has shape (points,).

    A verdict is met or present from `decide` up, partial from `partial` up, and sure outside
    `unsure_from`..`unsure_to`; these four are probabilities from 0 to 1. `about` says what it was made from.
    """

    points: tuple[str, ...]
    about: dict[str, Any]
    sentence: Floats
    whole: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    decide: Floats
    partial: Floats
    unsure_from: Floats
    unsure_to: Floats
    word_weights: Floats
    word_bias: Floats
    rarity: Floats
    margin: Floats

    @property
    def version(self) -> str:
        """Short name of what it was trained on and of the encoder it belongs to."""
        return f"{self.about['fingerprint'][:12]}/{self.about['encoder']}"

    def probabilities(self, reading: Reading) -> Floats:
        """Return the probability of each point, shape (points,); with no sentence nothing is shown and all are 0."""
        if not len(reading.sentences):
            return np.zeros(len(self.points))
        return sigmoid(self.slope * self.logits(reading) + self.offset)

    def logits(self, reading: Reading) -> Floats:
        """Return the logit of each point before calibration, shape (points,), for a reply of at least one sentence."""
        by_vectors = reply_logits(self.sentence, self.whole, self.bias, reading)
        by_examples = 0.0 if reading.margins is None else self.margin * reading.margins.max(axis=0)
        by_words = self.word_logits([reading.text])[0] if reading.spoken is None else reading.spoken
        return np.asarray(by_vectors + by_words + by_examples, np.float64)

    def word_logits(self, texts: Sequence[str]) -> Floats:
        """Return what the words of each text say, shape (texts, points); many at once cost little more than one."""
        return self._words.logits(texts)

    def by_sentence(self, reading: Reading) -> Floats:
        """Return how strongly each sentence alone speaks for each point, as logits of shape (n, points)."""
        by_examples = 0.0 if reading.margins is None else self.margin * reading.margins
        return np.asarray(SCALE * reading.sentences @ self.sentence.T + self.bias + by_examples, np.float64)

    def columns(self, points: Sequence[str]) -> NDArray[np.int64]:
        """Return where points stand in the head; raises HeadMissing for one it was not trained on."""
        for point in points:
            if point not in self._index:
                raise HeadMissing(f"the trained head does not know '{point}'", hint="run `attune train`")
        return np.array([self._index[point] for point in points], dtype=np.int64)

    def column(self, point: str) -> int:
        """Return where a point stands in the head, which must know it."""
        return self._index[point]

    @cached_property
    def _words(self) -> Words:
        by_bucket = np.asfortranarray(self.word_weights)  # so that its transpose is multiplied without a copy
        return Words(by_bucket, self.word_bias, self.rarity)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {point: i for i, point in enumerate(self.points)}


def reply_logits(sentence: Floats, whole: Floats, bias: Floats, reading: Reading) -> Floats:
    """Return the logit of each point for one reply of at least one sentence, shape (points,)."""
    strongest = (SCALE * reading.sentences @ sentence.T + bias).max(axis=0)
    return np.asarray((strongest + SCALE * whole @ reading.whole + bias) / 2, np.float64)


def sigmoid(z: Floats) -> Floats:
    """Return 1 / (1 + exp(-z)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(z / 2)), np.float64)


_WEIGHTS = tuple(f.name for f in fields(Head) if f.name not in ("points", "about"))


_PRECISION = {"word_weights": np.float16}
"""Half precision for the largest array, which it keeps below two megabytes."""


def save_head(head: Head, path: Path) -> None:
    """Write a head as one safetensors file; its words are JSON in the file's metadata."""
    words = {"format": FORMAT, "points": head.points, "about": head.about}
    weights = {name: np.asarray(getattr(head, name), _PRECISION.get(name, np.float32)) for name in _WEIGHTS}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    save_file(weights, part, metadata={"head": json.dumps(words, sort_keys=True)})
    part.replace(path)


def load_head(path: Path) -> Head:
    """Read a head; raises HeadMissing when the file is not there, is damaged, or has another format."""
    hint = "run `attune train`"
    try:
        with safe_open(path, framework="numpy") as file:
            words = json.loads((file.metadata() or {}).get("head", "{}"))
            weights = {name: file.get_tensor(name).astype(np.float64) for name in file.keys()}  # noqa: SIM118
    except FileNotFoundError as error:
        raise HeadMissing("there is no trained head", str(path), hint) from error
    except (OSError, ValueError, SafetensorError) as error:
        raise HeadMissing(f"the trained head cannot be read: {error}", str(path), hint) from error
    if words.get("format") != FORMAT or set(weights) != set(_WEIGHTS):
        raise HeadMissing("the trained head has another format than this version reads", str(path), hint)
    return Head(points=tuple(words["points"]), about=words["about"], **weights)
