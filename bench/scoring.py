"""A reply scored, against the bare encoder on the same texts in one call and against the whole reply encoded once."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from engine.load import load_catalogue
from scoring.classifier import load_head
from scoring.encoder import Encoder, load_encoder
from scoring.labels import load_folder
from scoring.scorer import Query, SentenceScorer
from scoring.text import plain, split_sentences, whole_text
from scoring.vectors import VectorCache
from simulator.wiring import GUIDANCE, HEAD

Row = tuple[str, float, float]
RUNS = 40
BATCH = 1000


def measure() -> Iterator[Row]:
    """Yield name, ratio and bound of each measurement."""
    catalogue = load_catalogue(GUIDANCE)
    encoder = load_encoder()
    scorer = SentenceScorer(catalogue, load_head(HEAD), encoder, VectorCache(encoder))
    replies = [reply.reply for reply in load_folder(Path("tests/replies"))]
    for name, points in (("27 points", catalogue.points_of("hearing")), ("105 points", tuple(catalogue.points))):
        bound = 1.5 if name == "27 points" else 2.0
        for size, batches in (("one reply", [[r] for r in replies[:RUNS]]), (f"{BATCH} replies", [_many(replies)] * 3)):
            scored, bare, whole = _seconds_of(scorer, encoder, points, batches)
            yield f"{size}, {name}: scored / bare encoder on the same texts", scored / bare, bound
            yield f"{size}, {name}: scored / whole reply encoded once", scored / whole, 4.0
    yield "memory of this process, GB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 1.2


def _seconds_of(
    scorer: SentenceScorer, encoder: Encoder, points: tuple[str, ...], batches: list[list[str]]
) -> tuple[float, float, float]:
    """Return median seconds of a batch three ways, in turn: a change of the machine's pace touches all three."""
    scored, bare, whole = [], [], []
    for batch in batches:
        texts = list(dict.fromkeys(text for reply in batch for text in _texts(reply)))
        wholes = [whole_text([plain(s.text) for s in split_sentences(reply)]) for reply in batch]
        queries = [Query(reply, points) for reply in batch]
        scored.append(_seconds(lambda q=queries: scorer.score_many(q)))
        bare.append(_seconds(lambda t=texts: encoder.encode(t)))
        whole.append(_seconds(lambda w=wholes: encoder.encode(w)))
    return median(scored), median(bare), median(whole)


def _texts(reply: str) -> list[str]:
    alone = [plain(span.text) for span in split_sentences(reply)]
    return [*alone, whole_text(alone)]


def _many(replies: list[str]) -> list[str]:
    return (replies * (BATCH // len(replies) + 1))[:BATCH]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
