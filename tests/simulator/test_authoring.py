"""What an author is told of the last coat, worked by hand from its file and the keywords of the scorer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.load import ScenarioFile
from simulator.authoring import Place, Trial, map_labels, play_walks, route_uses, try_reply
from simulator.errors import ReplyRefused
from simulator.library import Library
from tests.simulator.keyword_scorer import KeywordScorer


@pytest.fixture
def file(library: Library) -> ScenarioFile:
    return library.get("the-last-coat")


def tried(library: Library, place: Place, reply: str) -> Trial:
    scenario = library.get("the-last-coat").scenario
    return try_reply(scenario, place, reply, KeywordScorer(), library.catalogue)


def told(trial: Trial) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.route, tuple(reason.words for reason in one.because)) for one in trial.tried]


def test_every_walk_goes_as_it_is_written(library: Library, file: ScenarioFile) -> None:
    results = play_walks(file, library.catalogue)
    assert [result.name for result in results] == [source.path.stem for _, source in file.walks]
    assert all(result.passes for result in results)
    skilled = next(result for result in results if result.learner == "skilled")
    assert skilled.ending == "Told in time"
    assert skilled.taken[0] == ("cloakroom", "invite")


def test_a_walk_that_goes_elsewhere_says_where(library: Library, file: ScenarioFile) -> None:
    (walk, source), *_ = [found for found in file.walks if found[0].learner == "skilled"]
    wrong = replace(file, walks=((walk.model_copy(update={"ending": "gone-home"}), source),))
    (result,) = play_walks(wrong, library.catalogue)
    assert not result.passes
    assert result.detour == f"skilled.yaml:{source.line('ending')} ends in 'told-in-time', not in 'gone-home'"


def test_routes_are_counted_by_walk(library: Library, file: ScenarioFile) -> None:
    walks = play_walks(file, library.catalogue)
    uses = {(use.node, use.route): use for use in route_uses(file.scenario, walks)}
    assert len(uses) == 13
    expected = sum(
        any(step.at == "cloakroom" and step.route == "promise" for step in walk.steps) for walk, _ in file.walks
    )
    assert uses["Under the coat", "promise"].walks == expected > 0
    assert uses["Under the coat", "press"].to == "Gone home"


def test_the_map_counts_walks_between_two_places_once(library: Library, file: ScenarioFile) -> None:
    labels = map_labels(file.scenario, play_walks(file, library.catalogue))
    pressed = sum(walk.steps[0].route == "press" for walk, _ in file.walks)
    assert labels["cloakroom", "promise"] == str(len(file.walks) - pressed)
    assert labels["cloakroom", "press"] == str(pressed)
    assert ("cloakroom", "invite") not in labels


def test_a_reply_is_tried_where_it_stands_at_the_start(library: Library) -> None:
    trial = tried(library, Place("cloakroom"), "Tell me about Fridays.")
    assert told(trial) == [
        ("promise", ("“Promises secrecy” was not heard",)),
        ("press", ("“Presses for an answer” was not heard",)),
        ("invite", ("“Open invitation” was heard",)),
    ]
    assert trial.turn.answer[0].text == "Fridays are when he comes."
    assert (trial.leads_to, trial.ends) == ("The weekend", False)
    assert trial.turn.after.variables == {"trust": 6}
    assert [verdict.probability for verdict in trial.turn.verdicts] == [0.9, 0.1, 0.1, 0.1]


def test_a_flag_set_by_hand_changes_the_way(library: Library) -> None:
    reply = "I can't keep this to myself."
    assert tried(library, Place("weekend"), reply).turn.route == "honest"
    raised = tried(library, Place("weekend", {"trust": 9}, ("promised-secrecy",)), reply)
    assert raised.turn.route == "takes-it-back"
    assert raised.turn.after.variables == {"trust": 10}
    assert told(raised)[0][1][1] == "the flag “promised-secrecy” is raised"


def test_replies_given_before_are_counted(library: Library) -> None:
    assert tried(library, Place("weekend", replies=2), "Hm, well.").turn.after.visits == {"weekend": 3}


def test_a_reply_may_end_it(library: Library) -> None:
    trial = tried(library, Place("telling"), "Never mind.")
    assert (trial.leads_to, trial.ends) == ("Kept waiting", True)
    assert trial.tried[-1].otherwise


@pytest.mark.parametrize("reply", ["", "  \n", "a" * 20_001])
def test_no_reply_or_too_much_is_refused(library: Library, reply: str) -> None:
    with pytest.raises(ReplyRefused):
        tried(library, Place("cloakroom"), reply)
