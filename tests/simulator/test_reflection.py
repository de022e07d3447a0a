"""The learner's view beside the machine's; the structures to look back in."""

from __future__ import annotations

from simulator.notes import Standing
from simulator.reflection import STRUCTURES, VIEWS, answers, lay_beside, structure_of
from simulator.simulator import Simulator

REPLIES = (
    "I won't tell anyone, so tell me about it.",
    "I was wrong to say that. I can't keep this secret.",
)


def test_every_question_has_a_key_of_its_own() -> None:
    keys = [key for structure in STRUCTURES for key in structure.questions]
    assert len(keys) == len(set(keys))


def test_the_structure_is_the_one_that_was_written_in_else_the_first() -> None:
    assert structure_of({}).id == "own-words"
    assert structure_of({"so-what": "She was frightened."}).id == "three-questions"
    assert structure_of({"feelings": "I was in a hurry.", "looked-back": "yes"}).id == "six-steps"


def test_answers_come_in_the_order_of_the_questions_and_without_what_was_left_empty() -> None:
    written = {"now-what": "Ask.", "what": "I promised.", "looked-back": "yes"}
    assert [answer for _, answer in answers(written)] == ["I promised.", "Ask."]


def test_the_learners_view_lies_beside_the_replies_in_which_the_machine_heard_it(simulator: Simulator) -> None:
    run = simulator.begin("the-last-coat", "quiet", "local")
    for reply in REPLIES:
        run.say(reply)
    for point, view in (("open-invitation", VIEWS[0]), ("honest-confidentiality", VIEWS[2])):
        run.reflect(f"point/{point}", view)
    rows = lay_beside(run.reflections(), run.turns, run.scenario, simulator.library.catalogue)
    assert [(row.point, row.yours, row.machine) for row in rows] == [
        ("open-invitation", VIEWS[0], {Standing.DID: (1,)}),
        ("honest-confidentiality", VIEWS[2], {Standing.DID: (2,)}),
    ]


def test_nothing_is_laid_beside_where_the_learner_said_nothing(simulator: Simulator) -> None:
    run = simulator.begin("the-last-coat", "quiet", "local")
    run.say(REPLIES[0])
    assert lay_beside({}, run.turns, run.scenario, simulator.library.catalogue) == ()
