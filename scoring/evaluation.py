"""Agreement of a scorer with labelled replies, by point and overall, beside the baselines: a plain dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.catalogue import Catalogue
from engine.load import load_catalogue
from engine.verdict import Kind
from scoring.agreement import Agreement, by_point, calibration_error, compare, macro_f1, reliability
from scoring.baselines import run_baselines, stated
from scoring.encoder import Encoder
from scoring.examples import Examples, from_replies
from scoring.labels import LabelledReply, load_folder, require_known
from scoring.scorer import Query, SentenceScorer

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


def evaluate(
    scorer: SentenceScorer, folder: Path, replies: Sequence[LabelledReply], baseline_encoder: Encoder | None = None
) -> dict[str, Any]:
    """Judge labelled replies and compare; with an encoder for the baselines these are run too.

    Partial either way is not counted: not where the reader said partial, nor as stated where the scorer did. Raises
    LabelsInvalid when a reply names a point that the catalogue does not have, or when there is no reply.
    """
    catalogue = load_catalogue(folder)
    require_known(replies, catalogue.points, "the labelled replies")
    table = from_replies(replies, catalogue)
    truth, judged = table.labels > 0, table.weights >= 1
    verdicts = scorer.score_many([Query(r.reply, tuple(catalogue.points), r.prompt) for r in replies])
    probability = np.array([[v.probability for v in row] for row in verdicts]).reshape(truth.shape)
    shown = np.array([[v.shown for v in row] for row in verdicts], bool).reshape(truth.shape)
    sure = np.array([[v.sure for v in row] for row in verdicts], bool).reshape(truth.shape)
    report = _report(catalogue, truth, shown, judged)
    report["replies"] = len(replies)
    report["scorer"] = scorer.version
    report["calibration_error"] = _round(calibration_error(truth, probability, judged))
    report["reliability"] = [[_round(x) for x in row] for row in reliability(truth, probability, judged)]
    report["sureness"] = _sureness(truth, shown, sure, judged)
    report["domains"] = {d.domain: _domain(catalogue, d.domain, truth, shown, judged) for d in catalogue.domains}
    if baseline_encoder is not None:
        report["baselines"] = _baselines(catalogue, folder, replies, table, baseline_encoder)
    return report


def _report(catalogue: Catalogue, truth: Flags, shown: Flags, judged: Flags) -> dict[str, Any]:
    per_point = by_point(truth, shown, judged)
    pitfall = np.array([p.kind is Kind.PITFALL for p in catalogue.points.values()])
    pooled = compare(truth, shown, judged)
    return {
        "overall": {"macro_f1": _round(macro_f1(per_point)), "micro_f1": _round(pooled.f1), **_shares(pooled)},
        "practices": _shares(compare(truth[:, ~pitfall], shown[:, ~pitfall], judged[:, ~pitfall])),
        "pitfalls": _shares(compare(truth[:, pitfall], shown[:, pitfall], judged[:, pitfall])),
        "points": {p: _shares(a) for p, a in zip(catalogue.points, per_point, strict=True) if a.judged},
    }


def _domain(catalogue: Catalogue, domain: str, truth: Flags, shown: Flags, judged: Flags) -> dict[str, Any]:
    columns = [i for i, p in enumerate(catalogue.points) if catalogue.domain_of[p] == domain]
    cells = (truth[:, columns], shown[:, columns], judged[:, columns])
    return {"macro_f1": _round(macro_f1(by_point(*cells))), **_shares(compare(*cells))}


def _sureness(truth: Flags, shown: Flags, sure: Flags, judged: Flags) -> dict[str, float]:
    stated_surely = compare(truth, shown & sure, judged)
    noticed = compare(truth, shown | ~sure, judged)
    right = judged & sure & (truth == shown)
    return {
        "unsure_share": _share((judged & ~sure).sum(), judged.sum()),
        "right_when_sure": _share(right.sum(), (judged & sure).sum()),
        "stated_sure_right": _round(stated_surely.precision),
        "stated_sure_covers": _round(stated_surely.recall),
        "noticed": _round(noticed.recall),
    }


def _baselines(
    catalogue: Catalogue, folder: Path, replies: Sequence[LabelledReply], table: Examples, encoder: Encoder
) -> dict[str, Any]:
    fitting = from_replies(load_folder(folder / "replies"), catalogue)
    truth, judged = table.labels > 0, table.weights >= 1
    methods = run_baselines(catalogue, fitting, [r.reply for r in replies], encoder)
    return {m.name: _report(catalogue, truth, stated(m, fitting), judged)["overall"] for m in methods}


def _shares(agreement: Agreement) -> dict[str, Any]:
    numbers = {name: _round(getattr(agreement, name)) for name in ("precision", "recall", "f1", "kappa")}
    return {**numbers, "shown": agreement.shown, "stated": agreement.stated}


def _share(part: np.int64, whole: np.int64) -> float:
    return _round(float(part) / float(whole)) if whole else 0.0


def _round(value: float) -> float:
    return round(float(value), 4)
