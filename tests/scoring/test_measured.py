"""Agreement with the labelled replies that fitting never saw, never below the floors here and above every baseline.

The floors stand a little below what was measured, so that a change that costs accuracy is seen; docs/scoring.md has
the figures themselves.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import Any

import pytest

from engine.load import load_catalogue
from engine.verdict import Verdict
from scoring.encoder import Encoder
from scoring.evaluation import evaluate
from scoring.labels import LabelledReply, load_folder, load_replies
from scoring.scorer import Query, SentenceScorer
from tests.scoring.conftest import GUIDANCE, ROOT, Judged

pytestmark = pytest.mark.encoder

FLOORS = {"macro_f1": 0.82, "micro_f1": 0.82}
PITFALL_FLOORS = {"precision": 0.76, "recall": 0.8}
SURENESS_FLOORS = {"stated_sure_right": 0.93, "stated_sure_covers": 0.61, "noticed": 0.93}
MOST_UNSURE = 0.1
LARGEST_CALIBRATION_ERROR = 0.01


class Remembered(SentenceScorer):
    """Gives the verdicts that were given before, so that the replies are judged once for all these tests."""

    def __init__(self, scorer: SentenceScorer, judged: Judged) -> None:
        self._scorer, self._known = scorer, {row.reply: verdicts for row, verdicts in judged}

    @property
    def version(self) -> str:
        return self._scorer.version

    def score_many(self, queries: Sequence[Query]) -> list[tuple[Verdict, ...]]:
        return [self._known[query.reply] for query in queries]


@pytest.fixture(scope="module")
def report(scorer: SentenceScorer, judged: Judged) -> dict[str, Any]:
    return evaluate(Remembered(scorer, judged), GUIDANCE, [row for row, _ in judged])


@pytest.fixture(scope="module")
def sibling_report(scorer: SentenceScorer, judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One domain beside the baselines: for all five these take minutes; `python -m bench.agreement` does it."""
    folder = tmp_path_factory.mktemp("sibling")
    (folder / "replies").mkdir()
    for name in ("sibling.yaml", "replies/sibling.jsonl"):
        shutil.copy(GUIDANCE / name, folder / name)
    points = load_catalogue(folder).points
    rows = [
        (row, tuple(v for v in verdicts if v.point in points)) for row, verdicts in judged if row.domain == "sibling"
    ]
    return evaluate(Remembered(scorer, rows), folder, [row for row, _ in rows], Encoder())


def test_there_are_enough_of_them(labelled: tuple[LabelledReply, ...]) -> None:
    fitted = load_folder(GUIDANCE / "replies")
    for domain in {row.domain for row in labelled}:
        tested, learnt = ([row for row in rows if row.domain == domain] for rows in (labelled, fitted))
        assert len(tested) >= 80, domain
        assert len(learnt) >= 300, domain
        assert len({row.prompt for row in (*tested, *learnt)}) >= 20, domain


def test_none_of_them_nor_their_prompts_is_fitted(labelled: tuple[LabelledReply, ...]) -> None:
    fitted = load_folder(GUIDANCE / "replies")
    assert not {row.reply for row in labelled} & {row.reply for row in fitted}
    assert not {row.prompt for row in labelled} & {row.prompt for row in fitted}
    assert not {row.reply for row in load_replies(ROOT / "tests" / "played.jsonl")} & {row.reply for row in fitted}


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


def test_it_is_better_than_every_baseline(sibling_report: dict[str, Any]) -> None:
    report = sibling_report
    for name, baseline in report["baselines"].items():
        print(name, baseline["macro_f1"], baseline["micro_f1"])
        assert report["overall"]["macro_f1"] > baseline["macro_f1"], name
        assert report["overall"]["micro_f1"] > baseline["micro_f1"], name


def test_the_same_reply_twice_has_the_same_verdicts(scorer: SentenceScorer, judged: Judged) -> None:
    some = judged[::60]
    for row, verdicts in some:
        alone = scorer.score(row.reply, [v.point for v in verdicts], row.prompt)
        assert [v.model_dump(exclude={"probability"}) for v in alone] == [
            v.model_dump(exclude={"probability"}) for v in verdicts
        ]
        assert [v.probability for v in alone] == pytest.approx([v.probability for v in verdicts], abs=2e-4)
        assert scorer.score(row.reply, [v.point for v in verdicts], row.prompt) == alone
    reordered = scorer.score_many([Query(r.reply, tuple(v.point for v in vs), r.prompt) for r, vs in some[::-1]])
    assert [[v.verdict for v in row] for row in reordered[::-1]] == [[v.verdict for v in vs] for _, vs in some]
