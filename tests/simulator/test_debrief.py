from __future__ import annotations

import dataclasses

import pytest

from engine.catalogue import Catalogue
from engine.conversation import Conversation
from engine.scenario import Scenario
from simulator.debrief import Debrief, PathStep, Spoken, build_debrief
from simulator.library import Library
from simulator.run import Run
from simulator.simulator import Simulator


@pytest.fixture
def run(simulator: Simulator) -> Run:
    return simulator.begin("the-last-coat", "quiet", "local")


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def debrief_of(run: Run, catalogue: Catalogue, *replies: str) -> Debrief:
    for reply in replies:
        run.say(reply)
    return build_debrief(run.conversation, catalogue)


REPAIRED = (
    "I won't tell anyone, so tell me about it.",
    "I was wrong to say that. I can't keep this secret.",
    "Next I find Mrs Hale.",
)


def test_it_begins_with_what_happened_for_the_child(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, *REPAIRED)
    assert debrief.ending == "Told in time"
    assert debrief.happened == ("Mrs Hale came before the yard was empty, and Kit did not go home to wait.",)
    assert debrief.story == ("Kit knew who would be told before anyone was told.",)
    assert debrief.questions == (
        "What told you that there was enough to act on?",
        "What did you leave unasked, and why?",
    )


def test_a_paragraph_that_depends_on_the_run_is_told_only_then(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, "I won't tell anyone.", "Hm.", "Next I find Mrs Hale.")
    assert debrief.happened[1:] == ("Kit asked her twice whether it was still a secret.",)


def test_the_learners_words_the_pitfall_and_the_repair(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, *REPAIRED)
    assert [(m.turn, m.quote) for m in debrief.mattered] == [
        (2, "I can't keep this secret."),
        (3, "Next I find Mrs Hale."),
    ]
    assert [w.quote for w in debrief.watch_outs] == ["I won't tell anyone, so tell me about it."]
    assert [w.put_right for w in debrief.watch_outs] == [2]
    (repair,) = debrief.repairs
    assert (repair.turn, repair.reply) == (2, REPAIRED[1])
    assert repair.answer[0] == Spoken("Kit", "You said you wouldn't. … But you said now, and not after.")
    assert debrief.build_on is not None
    assert debrief.build_on.point == "not-your-fault"


def test_what_could_be_said_fits_the_moment_it_is_offered_for(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, "Tell me about Fridays.", "I won't tell.")
    (watch_out,) = debrief.watch_outs
    assert watch_out.phrases == (
        "I said nobody. I was wrong: this isn't just yours to know, and Mrs Hale can help.",
        "I said I'd keep it to myself, and I was wrong to.",
    )
    assert next(n.phrases for n in debrief.turns[1].notes if n.point == "promises-secrecy") == watch_out.phrases


def test_what_to_build_on_is_offered_in_words_for_that_moment(run: Run, catalogue: Catalogue) -> None:
    build_on = debrief_of(run, catalogue, *REPAIRED).build_on
    assert build_on is not None
    assert (build_on.turn, build_on.phrase) == (1, "It's all right to be slow on Fridays. You're not in trouble.")


def test_quotes_are_where_they_say_they_are(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, *REPAIRED)
    replies = {turn.number: turn.reply for turn in debrief.turns}
    for mattered in debrief.mattered:
        assert replies[mattered.turn][mattered.evidence.start : mattered.evidence.end] == mattered.quote


def test_the_path_has_the_turns_and_where_else_it_could_have_led(run: Run, catalogue: Catalogue) -> None:
    assert debrief_of(run, catalogue, *REPAIRED).path == (
        PathStep("cloakroom", "Under the coat", (1,), elsewhere=("gone-home",)),
        PathStep("weekend", "The weekend", (2,), elsewhere=("gone-home",)),
        PathStep("telling", "Who will know", (3,), elsewhere=("kept-waiting",)),
        PathStep("told-in-time", "Told in time", (), is_ending=True),
    )


def test_every_turn_is_told_with_who_said_what(run: Run, catalogue: Catalogue) -> None:
    first, second, _ = debrief_of(run, catalogue, *REPAIRED).turns
    assert (first.number, first.title, first.reply) == (1, "Under the coat", REPAIRED[0])
    assert first.said == (
        Spoken("", "Kit has not moved since the bell."),
        Spoken("Kit", "I'm not going yet. It's only Friday."),
    )
    assert [line.is_direction for line in first.said] == [True, False]
    assert first.answer[0] == Spoken("Kit", "Not anyone? Not even Mrs Hale?")
    assert [note.word for note in first.notes] == ["Watch out", "You did", "Not yet", "Not here"]
    assert (first.repairs, second.repairs) == (False, True)


def test_what_is_unsure_is_asked_and_stated_nowhere(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, "Perhaps I won't tell anyone.")
    assert [note.question for note in debrief.unsure] == ["Did you mean that you would keep this to yourself?"]
    assert debrief.watch_outs == ()


def test_guidance_lists_the_documents_behind_what_was_stated(run: Run, catalogue: Catalogue) -> None:
    guidance = debrief_of(run, catalogue, "Tell me about Fridays.", "Hm.", "Next I find Mrs Hale.").guidance
    assert [(g.document, g.title, g.points) for g in guidance] == [
        ("kent", "Multi-agency toolkit", ("Open invitation", "Explain next steps")),
        ("strat", "Strategy discussions", ("Explain next steps",)),
    ]
    assert guidance[0].sections == ("Working with children",)
    assert guidance[1].about == "Practice guide for the strategy discussion."


def test_a_conversation_left_early_has_no_ending_and_no_reproach(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, "Tell me about Fridays.")
    assert (debrief.ending, debrief.happened, debrief.questions) == (None, (), ())
    assert [step.node for step in debrief.path] == ["cloakroom", "weekend"]
    assert [m.point for m in debrief.mattered] == ["open-invitation"]


def test_a_run_without_turns_has_an_empty_debrief(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue)
    assert debrief.path == (PathStep("cloakroom", "Under the coat", ()),)
    assert (debrief.turns, debrief.mattered, debrief.build_on) == ((), (), None)


def test_a_scenario_changed_since_is_told_from_what_is_kept(
    run: Run, simulator: Simulator, catalogue: Catalogue
) -> None:
    debrief_of(run, catalogue, "Tell me about Fridays.", "You have to say.")
    data = run.scenario.model_dump()
    nodes = [node for node in data["nodes"] if node["id"] != "weekend"]
    characters = [data["characters"][0] | {"id": "somebody-else"}]
    changed = Scenario.model_validate(data | {"nodes": nodes, "characters": characters})
    debrief = build_debrief(Conversation(changed, run.turns), catalogue)
    assert [turn.title for turn in debrief.turns] == ["Under the coat", "weekend"]
    assert debrief.turns[1].answer[0] == Spoken("kit", "Forget it.")
    assert [step.elsewhere for step in debrief.path] == [("gone-home",), (), ()]


def test_the_word_score_is_never_used(run: Run, catalogue: Catalogue) -> None:
    debrief = debrief_of(run, catalogue, "Perhaps tell me about it.", "I won't tell.", "We'll sort it.")
    assert "score" not in str(dataclasses.asdict(debrief)).lower()
