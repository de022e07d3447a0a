"""Random play ends in a valid scenario, reports where it does not, and is the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from engine.load import ScenarioFile
from engine.random_play import draw_verdicts, play_randomly
from engine.verdict import Judgement
from tests.engine.examples import base_catalogue, base_file, base_scenario, base_with


def changed(text: str) -> ScenarioFile:
    return replace(base_file(), scenario=base_with(text))


def test_a_valid_scenario_ends_whatever_is_drawn() -> None:
    assert [f for seed in range(200) for f in play_randomly(base_file(), base_catalogue(), Random(seed))] == []


def test_the_bound_is_counted_in_replies() -> None:
    stuck = changed("nodes: [{id: hall, routes: [{id: again, to: hall, otherwise: true}]}]\n")
    (finding,) = play_randomly(stuck, base_catalogue(), Random(1), most_replies=7)
    assert (finding.code, finding.message) == ("W06", "random play has not ended after 7 replies")
    (finding,) = play_randomly(stuck, base_catalogue(), Random(1))
    assert finding.message == "random play has not ended after 60 replies"


def test_a_conversation_that_cannot_go_on_is_reported() -> None:
    stopped = changed("nodes: [{id: hall, routes: [{id: gone, to: attic, otherwise: true}]}]\n")
    (finding,) = play_randomly(stopped, base_catalogue(), Random(1))
    assert finding.code == "W06" and finding.message.startswith("random play cannot go on: a route out of 'hall'")


def test_the_same_seed_draws_the_same_verdicts() -> None:
    node = base_scenario().nodes[0]
    first, second = (draw_verdicts(node, base_catalogue(), Random(5), 0.5) for _ in range(2))
    assert first == second


def test_a_share_of_all_or_nothing_shows_all_or_nothing() -> None:
    node = base_scenario().nodes[0]
    shown = draw_verdicts(node, base_catalogue(), Random(5), 1.0)
    hidden = draw_verdicts(node, base_catalogue(), Random(5), 0.0)
    assert [v.verdict for v in shown] == [Judgement.MET, Judgement.PRESENT, Judgement.PRESENT]
    assert not any(v.shown for v in hidden)
