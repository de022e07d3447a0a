from __future__ import annotations

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from engine.verdict import Judgement
from simulator.simulator import Simulator
from store.access import LOCAL, Person, Role
from store.review import Review
from tests.ui.conftest import Open, drawn, links, markup
from tests.ui.shared import LEARNER, SECOND, SUPERVISOR, meet, run_of_learner, shared_run
from ui.parts.escape import as_label


@pytest.fixture
def as_supervisor(open_page: Open) -> Open:
    return lambda name, **query: open_page(name, person=SUPERVISOR, **query)


@pytest.fixture
def as_learner(open_page: Open) -> Open:
    return lambda name, **query: open_page(name, person=LEARNER, **query)


def review_of(simulator: Simulator, run_id: str) -> Review:
    return simulator.supervision.review(LEARNER, run_id)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_a_learner_shares_a_run_and_withdraws_it(as_learner: Open, simulator: Simulator) -> None:
    meet(simulator)
    run_id = run_of_learner(simulator).record.id
    app = as_learner("debrief", run=run_id)
    app.selectbox(key="share-with").select("sam")
    app.checkbox(key="share-reflection").check()
    app = press(app, "Share this run")
    assert "Sam Okoro since today, with what you wrote when looking back" in " ".join(drawn(app).split())
    assert [s.record.id for s in simulator.supervision.queue(SUPERVISOR)] == [run_id]
    app = press(app, "Withdraw")
    assert "Shared today, withdrawn today" in drawn(app)
    assert simulator.supervision.queue(SUPERVISOR) == ()


def test_without_supervisors_and_without_accounts_it_is_said_what_can_be_done(
    as_learner: Open, open_page: Open, simulator: Simulator
) -> None:
    app = as_learner("debrief", run=run_of_learner(simulator).record.id)
    assert "once they have signed in for the first time" in drawn(app)
    mine = simulator.begin("quiet-corner", "quiet", LOCAL.id)
    mine.reflect("looked-back", "yes")
    assert "There are no accounts here" in drawn(open_page("debrief", run=mine.record.id))


def test_the_queue_says_what_waits(as_supervisor: Open, simulator: Simulator) -> None:
    assert "When somebody shares a conversation with you" in drawn(as_supervisor("supervise"))
    shared_run(simulator)
    app = as_supervisor("supervise")
    shown = " ".join(drawn(app).split())
    assert "Ada Lockhart : The quiet corner shared today, not talked through yet, 1 verdict is not sure" in shown
    assert as_label("Read Ada Lockhart: The quiet corner") in links(app)


def test_a_shared_run_is_read_with_what_is_not_sure_first(as_supervisor: Open, simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    shown = drawn(as_supervisor("supervise", run=run_id))
    headings = ("The machine was not sure: what do you say?", "Turn by turn", "Agreed actions", "Talked through")
    places = [shown.index(heading) for heading in headings]
    assert places == sorted(places)
    assert SECOND in shown
    assert "I said too much at once." not in shown
    simulator.supervision.share(LEARNER, run_id, SUPERVISOR.id, True)
    assert "I said too much at once." in drawn(as_supervisor("supervise", run=run_id))


def test_an_unsure_verdict_is_answered(as_supervisor: Open, simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise", run=run_id)
    app.button_group[0].set_value(Judgement.MET).run()
    app = press(app, "Keep my verdict")
    (override,) = review_of(simulator, run_id).overrides
    assert (override.turn, override.point, override.verdict) == (1, "open-invitation", "met")
    assert "Sam Okoro says: ✓ Done" in " ".join(drawn(app).split())
    app = press(app, "Take it back")
    assert review_of(simulator, run_id).overrides == ()


def test_a_sure_verdict_is_agreed_with_or_seen_otherwise_with_a_reason(
    as_supervisor: Open, simulator: Simulator
) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise", run=run_id)
    app.toggle(key="verdicts-2").set_value(True).run()
    point = "2-honest-confidentiality"
    choice = next(g for g in app.button_group if g.key and g.key.startswith(f"say-{point}"))
    assert choice.options[0] == "I agree: ✓ Done"
    choice.set_value(Judgement.PARTIAL).run()
    app.button(key=f"keep-{point}").click().run()
    assert "needs a reason" in drawn(app)
    assert review_of(simulator, run_id).overrides == ()
    why = next(box for box in app.text_input if box.key and box.key.startswith(f"why-{point}"))
    why.set_value("She is not told who.").run()
    app.button(key=f"keep-{point}").click().run()
    shown = " ".join(drawn(app).split())
    assert "Sam Okoro sees it otherwise: ◐ Partly “She is not told who.”" in shown
    assert "✓ You did Honest about keeping it private" in shown


def test_a_comment_is_on_a_turn_or_on_words_of_it(as_supervisor: Open, simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise", run=run_id)
    app.selectbox(key="comment-1-0-on").select("I promise not to say a word.")
    app.text_area(key="comment-1-0-text").set_value("Her next question is about this.")
    app.button(key="comment-1-0-keep").click().run()
    (comment,) = review_of(simulator, run_id).comments
    assert (comment.turn, comment.start, comment.end) == (1, 26, 54)
    assert "<mark>I promise not to say a word.</mark>" in markup(app)
    assert "Her next question is about this." in drawn(app)
    press(app, "Remove this comment")
    assert review_of(simulator, run_id).comments == ()


def test_words_that_are_not_there_are_refused_and_nothing_typed_is_lost(
    as_supervisor: Open, simulator: Simulator
) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise", run=run_id)
    app.selectbox(key="comment-1-0-on").select("Words I type below").run()
    app.text_input(key="comment-1-0-words").set_value("never said")
    app.text_area(key="comment-1-0-text").set_value("About these words.")
    app.button(key="comment-1-0-keep").click().run()
    assert "“never said” is not in this reply" in drawn(app)
    assert app.text_area(key="comment-1-0-text").value == "About these words."
    app.text_input(key="comment-1-0-words").set_value("not to  SAY")
    app.button(key="comment-1-0-keep").click().run()
    (comment,) = review_of(simulator, run_id).comments
    assert (comment.start, comment.end) == (36, 46)


def test_the_plan_is_made_ticked_off_and_signed_by_both(
    as_supervisor: Open, as_learner: Open, simulator: Simulator
) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise", run=run_id)
    app.text_input(key="action-0-text").set_value("Say aloud whom you would tell.")
    app.date_input(key="action-0-due").set_value(date(2027, 1, 4))
    app.button(key="action-0-add").click().run()
    app.button(key="sign").click().run()
    learner = as_learner("debrief", run=run_id)
    (box,) = [b for b in learner.checkbox if b.key and b.key.startswith("done-")]
    assert "4 January 2027" in box.label
    box.check().run()
    learner.button(key="sign").click().run()
    review = review_of(simulator, run_id)
    assert review.actions[0].done_at is not None
    assert [(s.part, s.name) for s in review.signatures] == [("supervisor", "Sam Okoro"), ("learner", "Ada Lockhart")]
    assert "done today" in drawn(as_supervisor("supervise", run=run_id))


def test_what_a_supervisor_wrote_stands_at_its_turn_of_the_debrief(as_learner: Open, simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    supervision = simulator.supervision
    supervision.comment(SUPERVISOR, run_id, "Her <b>next</b> question.", 1, 0, 7)
    supervision.override(SUPERVISOR, run_id, 1, "open-invitation", Judgement.MISSED)
    supervision.comment(SUPERVISOR, run_id, "Well held, over all.")
    app = as_learner("debrief", run=run_id)
    shown = " ".join(drawn(app).split())
    assert "There is something beside reply 1" in shown
    assert "“Perhaps” Her <b>next</b> question. Sam Okoro, today" in shown
    assert "Open invitation. The machine: ? Not sure Sam Okoro says: ○ Not yet “The machine was not sure.”" in shown
    assert "Well held, over all." in shown


def test_turns_are_shown_to_a_group_without_a_name(as_supervisor: Open, simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    app = as_supervisor("supervise")
    app.multiselect(key="group-runs").select(run_id).run()
    app.multiselect(key="group-turns").select(f"{run_id}:1").run()
    app = press(app, "Show them on one screen")
    shown = drawn(app)
    assert "Learner A" in shown
    assert "Ring me, it is [name]." in shown
    assert "What would you say at this moment?" in shown
    assert "Ada" not in markup(app)
    assert "no turn 0" in drawn(as_supervisor("session", turns=f"{run_id}:x"))


def test_a_run_of_ones_own_is_looked_back_on_not_supervised(open_page: Open, simulator: Simulator) -> None:
    run_id = run_of_learner(simulator).record.id
    both = Person("ada", "Ada Lockhart", roles=frozenset({Role.LEARNER, Role.SUPERVISOR}))
    assert "Take it to supervision" in drawn(open_page("supervise", person=both, run=run_id))


def test_a_run_that_is_not_shared_is_told_like_one_that_never_was(as_supervisor: Open, simulator: Simulator) -> None:
    run_id = run_of_learner(simulator).record.id
    hidden, never = (drawn(as_supervisor("supervise", run=asked)) for asked in (run_id, "0" * 32))
    assert hidden.replace(run_id, "0" * 32) == never
    assert f"There is no run '{run_id}' of yours" in hidden


def test_verdicts_are_downloaded_as_labelled_replies(simulator: Simulator) -> None:
    run_id = shared_run(simulator)
    simulator.supervision.override(SUPERVISOR, run_id, 1, "open-invitation", Judgement.MET)
    (row,) = map(json.loads, simulator.supervision.overrides_as_replies(SUPERVISOR).splitlines())
    assert (row["shown"], row["points"]) == (["open-invitation"], ["open-invitation"])
