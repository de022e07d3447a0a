"""Measures the shipped head on the replies that nothing was fitted on: `python -m bench.agreement`, first of all.

The readings' own agreement stands in tests/replies/readings.json, written when the two readings were compared. What
else is on the card is measured apart: `bench.walks`, `bench.external`, `bench.curve` and `bench.setfit`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from bench.figures import keep
from scoring.encoder import Encoder
from scoring.evaluation import evaluate
from scoring.labels import load_folder, load_replies
from scoring.scorer import Query, SentenceScorer, load_scorer
from simulator.wiring import GUIDANCE, HEAD

REPLIES = Path("tests/replies")
PLAYED = Path("tests/played.jsonl")
"""Replies that players typed in the conversations, labelled once, on what their moment listened for."""

PAIRS = Path("tests/scoring/metamorphic.yaml")


def main() -> None:
    """Measure and keep."""
    scorer = load_scorer(GUIDANCE, HEAD)
    report = evaluate(scorer, GUIDANCE, load_folder(REPLIES), Encoder())
    readings = json.loads((REPLIES / "readings.json").read_text(encoding="utf-8"))
    keep(**report, pairs=_pairs_ordered(scorer), readings=readings, played=_played(scorer))


def _played(scorer: SentenceScorer) -> dict[str, Any]:
    """Agreement with the players, a few figures of the whole report."""
    report = evaluate(scorer, GUIDANCE, load_replies(PLAYED))
    return {name: report[name] for name in ("replies", "overall", "pitfalls", "sureness")}


def _pairs_ordered(scorer: SentenceScorer) -> dict[str, Any]:
    """Shares of pairs, the same words with the stance turned: ordered right, and stated on the showing side alone."""
    pairs = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["pairs"]
    shown = scorer.score_many([Query(pair["shown"], (pair["point"],)) for pair in pairs])
    not_shown = scorer.score_many([Query(pair["turned"], (pair["point"],)) for pair in pairs])
    right = sum(a[0].probability > b[0].probability for a, b in zip(shown, not_shown, strict=True))
    told_apart = sum(a[0].shown and not b[0].shown for a, b in zip(shown, not_shown, strict=True))
    shares = {"ordered_right": right, "told_apart": told_apart}
    return {"pairs": len(pairs), **{name: round(count / len(pairs), 4) for name, count in shares.items()}}


if __name__ == "__main__":
    main()
