"""The real encoder, head and scorer, loaded once a session by the tests marked `encoder`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.catalogue import Catalogue
from engine.load import load_catalogue
from engine.verdict import Verdict
from scoring.classifier import load_head
from scoring.encoder import Encoder, load_encoder
from scoring.labels import LabelledReply, load_folder
from scoring.scorer import Query, SentenceScorer
from scoring.vectors import VectorCache

ROOT = Path(__file__).parents[2]
HEAD = ROOT / "assets" / "head.safetensors"
GUIDANCE = ROOT / "guidance"

Judged = Sequence[tuple[LabelledReply, tuple[Verdict, ...]]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(GUIDANCE)


@pytest.fixture(scope="session")
def real_encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def scorer(catalogue: Catalogue, real_encoder: Encoder) -> SentenceScorer:
    """The scorer as the app has it, with the cache of vectors it uses: a first run encodes the whole catalogue."""
    return SentenceScorer(catalogue, load_head(HEAD), real_encoder, VectorCache(real_encoder))


@pytest.fixture(scope="session")
def labelled() -> tuple[LabelledReply, ...]:
    """The labelled replies that fitting never sees."""
    return load_folder(ROOT / "tests" / "replies")


@pytest.fixture(scope="session")
def judged(scorer: SentenceScorer, catalogue: Catalogue, labelled: Sequence[LabelledReply]) -> Judged:
    """Each of them with its verdicts on every point of the catalogue."""
    queries = [Query(row.reply, tuple(catalogue.points), row.prompt) for row in labelled]
    return list(zip(labelled, scorer.score_many(queries), strict=True))
