from __future__ import annotations

import pytest

from engine.catalogue import Catalogue
from simulator.highlights import choose_build_on, choose_mattered, choose_open_questions, choose_watch_outs
from simulator.library import Library
from simulator.notes import Note, build_notes
from simulator.run import Run
from simulator.simulator import Simulator


@pytest.fixture
def run(simulator: Simulator) -> Run:
    return simulator.begin("the-last-coat", "quiet", "local")


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return library.catalogue


def notes_after(run: Run, catalogue: Catalogue, *replies: str) -> list[Note]:
    for reply in replies:
        run.say(reply)
    return [note for turn in run.turns for note in build_notes(turn, run.scenario, catalogue)]


def test_words_the_conversation_turned_on_come_first_and_in_order(run: Run, catalogue: Catalogue) -> None:
    # Turn 1 turned on the invitation or the fault line, turn 2 on either of two, turn 3 on the next step. One a turn.
    notes = notes_after(
        run,
        catalogue,
        "Tell me about Fridays. It's not your fault.",
        "It is not your fault. I can't keep this, Kit.",
        "Next I find Mrs Hale.",
    )
    mattered = choose_mattered(run.turns, notes, run.scenario)
    assert [(m.turn, m.point, m.quote) for m in mattered] == [
        (1, "open-invitation", "Tell me about Fridays."),
        (2, "honest-confidentiality", "I can't keep this, Kit."),
        (3, "explain-next-steps", "Next I find Mrs Hale."),
    ]
    assert mattered[0].what == "You left the child to choose the words."


def test_one_turn_may_give_two_where_no_other_has_any(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "Tell me about Fridays. It's not your fault.", "Hm.", "Maths.")
    mattered = choose_mattered(run.turns, notes, run.scenario)
    assert [(m.turn, m.point) for m in mattered] == [(1, "open-invitation"), (1, "not-your-fault")]


def test_words_that_are_also_a_pitfall_are_not_held_up(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "I won't tell anyone, so tell me about it.")
    assert choose_mattered(run.turns, notes, run.scenario) == ()
    assert [w.point for w in choose_watch_outs(run.turns, notes, run.scenario)] == ["promises-secrecy"]


def test_unsure_words_do_not_matter_yet(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "Perhaps tell me about Fridays.", "Perhaps I won't tell.")
    assert choose_mattered(run.turns, notes, run.scenario) == ()
    assert choose_watch_outs(run.turns, notes, run.scenario) == ()


def test_a_pitfall_is_told_once_with_its_repair(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "I won't tell.", "No, I won't tell.", "I still won't tell.")
    (watch_out,) = choose_watch_outs(run.turns, notes, run.scenario)
    assert (watch_out.turn, watch_out.quote, watch_out.again) == (1, "I won't tell.", (2, 3))
    assert watch_out.feedback == "This tells the child it will stay between you, and it cannot."
    assert watch_out.repair.startswith("Say soon and plainly")
    assert watch_out.phrases == ("I said I'd keep it to myself, and I was wrong to.",)


@pytest.mark.parametrize(
    ("replies", "put_right"),
    [
        (("I won't tell.", "I can't keep this, Kit."), 2),
        (("I won't tell.", "Hm.", "I can't keep this, Kit."), None),
        (("I won't tell.", "I can't keep this, Kit.", "Or rather, I won't tell."), None),
    ],
)
def test_a_pitfall_is_put_right_where_the_scenario_noticed(
    run: Run, catalogue: Catalogue, replies: tuple[str, ...], put_right: int | None
) -> None:
    # The second node alone listens for the repair; a promise made again afterwards stands.
    notes = notes_after(run, catalogue, *replies)
    secrecy = next(w for w in choose_watch_outs(run.turns, notes, run.scenario) if w.point == "promises-secrecy")
    assert secrecy.put_right == put_right


def test_what_may_have_been_there_is_asked_about(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "Perhaps tell me about Fridays.", "Perhaps I won't tell.")
    assert [(n.turn, n.point) for n in choose_open_questions(notes)] == [
        (2, "promises-secrecy"),
        (1, "open-invitation"),
    ]


def test_what_was_partly_there_is_built_on_before_what_was_not(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(run, catalogue, "Coats on.", "I might have to say something.", "Maths.")
    build_on = choose_build_on(notes, run.scenario)
    assert build_on is not None
    assert (build_on.point, build_on.turn) == ("honest-confidentiality", 2)
    assert build_on.quote == "I might have to say something."
    assert build_on.feedback == "You hinted that others might need to know; saying it plainly was left out."
    assert build_on.phrase == "I can't keep this secret, and I'll tell you who I'm telling."
    assert build_on.sources[0].document == "kent"


def test_else_what_there_was_most_room_for_of_the_points_this_is_about(run: Run, catalogue: Catalogue) -> None:
    # After three turns of nothing: open-invitation and honest-confidentiality each had room twice, in that order;
    # not-your-fault too, but the scenario is not about it; explain-next-steps once.
    notes = notes_after(run, catalogue, "Coats on.", "Hm.", "Maths.")
    build_on = choose_build_on(notes, run.scenario)
    assert build_on is not None
    assert (build_on.point, build_on.turn, build_on.quote) == ("open-invitation", 1, "")


def test_what_was_done_once_or_perhaps_is_not_asked_for(run: Run, catalogue: Catalogue) -> None:
    notes = notes_after(
        run,
        catalogue,
        "Tell me about Fridays. Perhaps it's not your fault.",
        "I can't keep this.",
        "Next I find Mrs Hale.",
    )
    assert choose_build_on(notes, run.scenario) is None


def test_nothing_said_leaves_nothing_to_say(run: Run) -> None:
    assert choose_mattered((), (), run.scenario) == ()
    assert choose_watch_outs((), (), run.scenario) == ()
    assert choose_build_on((), run.scenario) is None
