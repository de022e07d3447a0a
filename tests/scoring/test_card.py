from __future__ import annotations

import json
from typing import Any

import pytest

from scoring.card import build_card
from tests.scoring.conftest import ROOT

SHARES = {"precision": 0.11, "recall": 0.12, "f1": 0.13, "kappa": 0.14, "shown": 15, "stated": 16}
OVERALL = {**SHARES, "macro_f1": 0.17, "micro_f1": 0.18}
REPORT: dict[str, Any] = {
    "replies": 727,
    "overall": OVERALL,
    "baselines": {"max cosine": {**OVERALL, "macro_f1": 0.19}},
    "pitfalls": {**SHARES, "recall": 0.21},
    "pairs": {"pairs": 222, "ordered_right": 0.23, "told_apart": 0.22},
    "sureness": {
        "unsure_share": 0.24, "right_when_sure": 0.25, "stated_sure_right": 0.26, "stated_sure_covers": 0.27,
        "noticed": 0.28,
    },
    "domains": {"hearing": {**SHARES, "macro_f1": 0.29}},
    "calibration_error": 0.031,
    "reliability": [[0.321, 0.33, 0.34]],
    "setfit": {"macro_f1": 0.401, "micro_f1": 0.41},
    "played": {
        "replies": 299, "overall": {**SHARES, "micro_f1": 0.461},
        "pitfalls": {**SHARES, "recall": 0.471, "precision": 0.481},
        "sureness": {"unsure_share": 0.491, "stated_sure_right": 0.501, "noticed": 0.511},
    },
    "walks": {"replies": 200, "as_expected": 90},
    "curve": [{"replies": 642, "macro_f1": 0.421, "micro_f1": 0.43}],
    "readings": {"tests/replies": {"replies": 351, "f1": 0.36, "kappa": 0.37}},
    "external": [{"set": "a public set", "accuracy": 0.38}],
    "points": {"safe-now": {**SHARES, "f1": 0.39}},
}  # fmt: skip


MEASURED_APART = ("played", "walks", "curve", "external")


def test_every_figure_is_on_the_card() -> None:
    card = build_card(REPORT)
    figures = [
        "727",
        "0.17",
        "0.18",
        "0.19",
        "0.21",
        "222",
        "0.23",
        "0.22",
        "24.0%",
        "0.250",
        "0.26",
        "0.27",
        "0.28",
        "0.29",
    ]
    figures += [
        "0.031",
        "0.321",
        "0.33",
        "0.34",
        "351",
        "0.36",
        "0.37",
        "0.38",
        "0.39",
        "0.40",
        "0.41",
        "642",
        "0.42",
        "0.43",
        "0.45",
        "299",
        "0.46",
        "0.47",
        "0.48",
        "49.1%",
        "0.50",
        "0.51",
    ]
    assert [figure for figure in figures if figure not in card] == []


def test_what_was_not_measured_is_left_out() -> None:
    card = build_card({name: value for name, value in REPORT.items() if name not in MEASURED_APART})
    headings = ("## In play", "## In the conversations", "## Learning curve", "## On public sets")
    assert [heading for heading in headings if heading in card] == []


def test_its_limits_stand_before_its_figures() -> None:
    card = build_card(REPORT)
    assert card.index("no practitioner has labelled them yet") < card.index("## Overall")


@pytest.mark.skipif(not (ROOT / "docs" / "scoring.json").exists(), reason="not measured yet")
def test_the_card_is_current() -> None:
    report = json.loads((ROOT / "docs" / "scoring.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert page.strip() == build_card(report).strip(), "write it again: python -m bench.agreement"
