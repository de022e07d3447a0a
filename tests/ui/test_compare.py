"""Two runs side by side, through the app; and the way there."""

from __future__ import annotations

from tests.ui.conftest import drawn, links
from tests.ui.test_pages import HONEST, OPEN, SECRET, run_of


def test_two_runs_are_laid_side_by_side(open_page, simulator):
    first, second = run_of(simulator, SECRET), run_of(simulator, OPEN)
    shown = drawn(open_page("compare", run=second.record.id, other=first.record.id))
    assert shown.index(SECRET) < shown.index(OPEN)
    assert "What changed" in shown


def test_one_run_alone_says_what_will_stand_here(open_page, simulator):
    shown = drawn(open_page("compare", run=run_of(simulator, OPEN).record.id))
    assert "There is only one run of this conversation so far" in shown


def test_progress_offers_what_was_practised_twice(open_page, simulator):
    run_of(simulator, OPEN, HONEST)
    assert "Two runs side by side" not in drawn(open_page("progress"))
    run_of(simulator, SECRET)
    app = open_page("progress")
    assert "Two runs side by side" in drawn(app)
    assert simulator.library.get("quiet-corner").scenario.title in links(app)


def test_the_learner_chooses_how_to_look_back_and_finds_it_beside_the_machines_view(open_page, simulator):
    run = run_of(simulator, OPEN, HONEST)
    app = open_page("reflect", run=run.record.id)
    by_key = {group.key: group for group in app.button_group}
    by_key["structure"].set_value("What, so what, now what").run()
    point = run.scenario.reflect_on[0]
    next(g for g in app.button_group if g.key == f"point/{point}").set_value("Partly")
    app.text_area(key="so-what").set_value("It mattered to her that I waited.")
    next(b for b in app.button if b.label == "Go on to the debrief").click().run()
    kept = run.reflections()
    assert (kept[f"point/{point}"], kept["so-what"]) == ("Partly", "It mattered to her that I waited.")
    shown = drawn(open_page("debrief", run=run.record.id))
    assert "Your view, and the machine’s" in shown
    assert "It mattered to her that I waited." in shown
