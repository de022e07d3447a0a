"""What is offered to a learner at a moment is not held against one who says it there."""

from __future__ import annotations

import pytest

from engine.load import load_scenario
from engine.verdict import Judgement
from scoring.scorer import Query
from simulator.authoring import Place, open_at
from simulator.wiring import SCENARIOS

pytestmark = pytest.mark.encoder


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in SCENARIOS.glob("*/scenario.yaml")), ids=lambda f: f.name
)
def test_a_phrase_to_try_is_neither_called_a_pitfall_nor_missed(folder, scorer):
    scenario = load_scenario(folder).scenario
    offered = [(node, point, phrase) for node in scenario.nodes for point, phrase in node.phrases.items()]
    assert offered
    found = []
    queries = [Query(phrase, node.listens_for, open_at(scenario, Place(node.id)).prompt) for node, _, phrase in offered]
    for (node, point, phrase), verdicts in zip(offered, scorer.score_many(queries), strict=True):
        for verdict in verdicts:
            missed = verdict.point == point and verdict.verdict is Judgement.MISSED
            if verdict.sure and (missed or verdict.verdict is Judgement.PRESENT):
                found.append((node.id, point, verdict.point, round(verdict.probability, 2), phrase))
    assert found == []
