"""A head of two points for the word encoder, its catalogue, and the scorer they make; all numbers worked by hand.

For a reply of one sentence with the vector v, the logit of `open-invitation` is 10 v[0] - 5 and that of
`promises-secrecy` is 10 (v[1] - v[2]) - 5: 5 for 'Tell me.' and 'A secret.', -5 for 'Hello.' and 'Not a secret.'.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.load import load_catalogue
from scoring.classifier import Head
from scoring.scorer import SentenceScorer
from scoring.vectors import VectorCache
from scoring.words import BUCKETS
from tests.scoring.word_encoder import WordEncoder

CATALOGUE = Path(__file__).parent / "catalogue"
POINTS = ("open-invitation", "promises-secrecy")
HIGH, LOW = 0.9933, 0.0067
"""The sigmoid of 5 and of -5."""


def toy_head(**changes: Any) -> Head:
    """The head, with some fields replaced; thresholds are given as lists of two."""
    rows = np.array([[0.5, 0, 0, 0], [0, 0.5, -0.5, 0]])
    head = Head(
        points=POINTS,
        about={"encoder": "words", "fingerprint": "0123456789abcdef"},
        sentence=rows,
        whole=rows.copy(),
        bias=np.array([-5.0, -5.0]),
        slope=np.ones(2),
        offset=np.zeros(2),
        decide=np.array([0.5, 0.5]),
        partial=np.array([0.2, 0.5]),
        unsure_from=np.array([0.4, 0.4]),
        unsure_to=np.array([0.6, 0.6]),
        word_weights=np.zeros((2, BUCKETS)),
        word_bias=np.zeros(2),
        rarity=np.ones(BUCKETS),
        margin=np.zeros(2),
    )
    arrays = {name: np.array(value) if isinstance(value, list) else value for name, value in changes.items()}
    return replace(head, **arrays)


def toy_scorer(cache: Path, encoder: WordEncoder | None = None, **changes: Any) -> SentenceScorer:
    """A scorer of the toy head, keeping its vectors in a folder."""
    encoder = encoder or WordEncoder()
    return SentenceScorer(load_catalogue(CATALOGUE), toy_head(**changes), encoder, VectorCache(encoder, cache))
