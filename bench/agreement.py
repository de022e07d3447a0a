"""Measures the shipped head on the replies that nothing was fitted on, and writes docs/scoring.json and
docs/scoring.md.

`python -m bench.agreement [FOLDER]`; FOLDER holds the public sets of `bench.external`. The readings' own agreement is
kept in tests/replies/readings.json, written when the two readings were compared. What takes longest, `bench.setfit` and
`bench.curve`, is measured apart: their figures stand in docs/scoring.json and are kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from bench import external
from scoring.card import build_card
from scoring.encoder import Encoder, load_encoder
from scoring.evaluation import evaluate
from scoring.labels import load_folder
from scoring.scorer import Query, SentenceScorer, load_scorer
from simulator.wiring import GUIDANCE, HEAD

REPLIES = Path("tests/replies")
PAIRS = Path("tests/scoring/metamorphic.yaml")
DOCS = Path("docs")


def main(folder: Path | None) -> None:
    """Measure, write both files and say where."""
    scorer = load_scorer(GUIDANCE, HEAD)
    report = evaluate(scorer, GUIDANCE, load_folder(REPLIES), Encoder())
    report["pairs"] = _pairs_ordered(scorer)
    report["readings"] = json.loads((REPLIES / "readings.json").read_text(encoding="utf-8"))
    kept = _kept()
    report["external"] = _external(folder) if folder else kept.get("external", [])
    report |= {name: kept[name] for name in ("setfit", "curve")}
    (DOCS / "scoring.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (DOCS / "scoring.md").write_text(build_card(report), encoding="utf-8")
    print(f"{DOCS / 'scoring.json'} and {DOCS / 'scoring.md'} written")


def _pairs_ordered(scorer: SentenceScorer) -> dict[str, Any]:
    """Shares of pairs, the same words with the stance turned: ordered right, and stated on the showing side alone."""
    pairs = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["pairs"]
    shown = scorer.score_many([Query(pair["shown"], (pair["point"],)) for pair in pairs])
    not_shown = scorer.score_many([Query(pair["turned"], (pair["point"],)) for pair in pairs])
    right = sum(a[0].probability > b[0].probability for a, b in zip(shown, not_shown, strict=True))
    told_apart = sum(a[0].shown and not b[0].shown for a, b in zip(shown, not_shown, strict=True))
    shares = {"ordered_right": right, "told_apart": told_apart}
    return {"pairs": len(pairs), **{name: round(count / len(pairs), 4) for name, count in shares.items()}}


def _external(folder: Path) -> list[dict[str, Any]]:
    sets = (external.funnelling, external.scientsbank, external.negation)
    encoders = {"plain encoder": Encoder(), "with the adapter": load_encoder()}
    return [{"encoder": name, **measure(folder, e)} for name, e in encoders.items() for measure in sets]


def _kept() -> dict[str, Any]:
    return dict(json.loads((DOCS / "scoring.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
