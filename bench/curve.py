"""The learning curve: agreement on the never-fitted replies by how many labelled replies the head was fitted on.

`python -m bench.curve`, after `bench.agreement`, which has measured the whole; it takes a quarter of an hour. Prompts
are taken whole and in the same order for every size. The encoder's adapter is the shipped one at every size, so the
curve is the head's.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import keep, kept
from engine.load import load_catalogue
from scoring.encoder import Encoder, load_encoder
from scoring.evaluation import evaluate
from scoring.labels import load_folder, load_replies
from scoring.scorer import SentenceScorer
from scoring.training import train
from scoring.vectors import VectorCache
from simulator.wiring import GUIDANCE

SHARES = (0.05, 0.25)
TESTED = Path("tests/replies")


def measure() -> Iterator[dict[str, Any]]:
    """Yield how many replies were fitted, and macro-F1 and micro-F1, a size at a time, the whole last."""
    encoder, overall = load_encoder(), kept()["overall"]
    for share in SHARES:
        with TemporaryDirectory() as folder:
            yield _measured(Path(folder), share, encoder)
    yield _row(len(load_folder(GUIDANCE / "replies")), overall)


def _measured(folder: Path, share: float, encoder: Encoder) -> dict[str, Any]:
    fitted = _write_share(folder, share)
    scorer = SentenceScorer(load_catalogue(folder), train(folder, encoder), encoder, VectorCache(encoder))
    return _row(fitted, evaluate(scorer, folder, load_folder(TESTED))["overall"])


def _row(replies: int, overall: Mapping[str, Any]) -> dict[str, Any]:
    return {"replies": replies, "macro_f1": overall["macro_f1"], "micro_f1": overall["micro_f1"]}


def _write_share(folder: Path, share: float) -> int:
    """Copy the catalogue, and of each domain's replies those to a share of its prompts; return how many there are."""
    (folder / "replies").mkdir()
    for path in GUIDANCE.glob("*.yaml"):
        shutil.copy(path, folder)
    count = 0
    for path in sorted((GUIDANCE / "replies").glob("*.jsonl")):
        replies = load_replies(path)
        prompts = list(dict.fromkeys(reply.prompt for reply in replies))
        Random(1).shuffle(prompts)
        kept = set(prompts[: max(1, round(share * len(prompts)))])
        rows = [reply.model_dump_json(exclude_none=True) for reply in replies if reply.prompt in kept]
        (folder / "replies" / path.name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        count += len(rows)
    return count


if __name__ == "__main__":
    keep(curve=list(measure()))
