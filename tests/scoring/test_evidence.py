"""Evidence is true: a reply without the sentence that is quoted shows the point less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from engine.catalogue import Catalogue
from engine.verdict import Verdict
from scoring.scorer import Query, SentenceScorer
from scoring.text import split_sentences
from tests.scoring.conftest import Judged

pytestmark = pytest.mark.encoder


@dataclass(frozen=True)
class Quoted:
    """A verdict with evidence, on a reply of more than one sentence."""

    reply: str
    verdict: Verdict

    @property
    def without(self) -> str:
        """The reply as typed, but for what is quoted."""
        evidence = self.verdict.evidence
        assert evidence is not None
        return self.reply[: evidence.start] + self.reply[evidence.end :]


def quoted(judged: Judged, catalogue: Catalogue) -> list[Quoted]:
    """Every verdict with evidence, on the points of the reply's domain."""
    several = [(row, verdicts) for row, verdicts in judged if len(split_sentences(row.reply)) > 1]
    points = {domain.domain: set(catalogue.points_of(domain.domain)) for domain in catalogue.domains}
    return [
        Quoted(r.reply, v) for r, verdicts in several for v in verdicts if v.evidence and v.point in points[r.domain]
    ]


def test_evidence_is_the_replys_own_words(judged: Judged) -> None:
    for row, verdicts in judged:
        for verdict in verdicts:
            if verdict.evidence:
                assert row.reply[verdict.evidence.start : verdict.evidence.end] == verdict.evidence.text


def test_what_is_stated_has_evidence(judged: Judged) -> None:
    stated = [v for _, verdicts in judged for v in verdicts if v.shown and v.sure]
    with_evidence = sum(v.evidence is not None for v in stated)
    print(f"{with_evidence} of {len(stated)} sure statements quote a sentence")
    assert with_evidence >= 0.97 * len(stated)


def test_without_its_evidence_a_reply_shows_the_point_less(
    scorer: SentenceScorer, judged: Judged, catalogue: Catalogue
) -> None:
    cases = quoted(judged, catalogue)
    rows = scorer.score_many([Query(case.without, (case.verdict.point,)) for case in cases])
    after: Sequence[float] = [verdict.probability for (verdict,) in rows]
    untrue = [
        (case.verdict.point, case.reply, case.verdict.evidence, case.verdict.probability, p)
        for case, p in zip(cases, after, strict=True)
        if p >= case.verdict.probability
    ]
    print(f"{len(cases)} quotations, {len(untrue)} untrue")
    assert untrue == []
