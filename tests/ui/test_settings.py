from __future__ import annotations

import pytest

from store.access import LOCAL, Person, Role
from store.counts import RunCount
from tests.ui.conftest import drawn, links, markup
from tests.ui.test_pages import OPEN, run_of
from ui.parts import counts, held

BEA = Person("bea", "Bea <b>Żak</b>", "bea@example.org", frozenset({Role.LEARNER, Role.SUPERVISOR}))
ADA = Person("ada", "Ada Marsh", "ada@example.org")
CHIEF = Person("chief", "Cem Ilhan", roles=frozenset({Role.LEARNER, Role.ADMINISTRATOR}))


def test_the_settings_say_who_has_seen_what_and_with_whom_it_is_shared(open_page, simulator):
    simulator.privacy.signed_in(BEA)
    run = simulator.begin("quiet-corner", "coach", "ada").record.id
    shown = drawn(open_page("settings", person=ADA))
    assert "nobody but you" in shown
    assert "No run is shared with anybody now" in shown
    simulator.supervision.share(ADA, run, "bea", with_reflection=False)
    simulator.supervision.open(BEA, run)
    app = open_page("settings", person=ADA)
    shown = drawn(app)
    assert "Bea <b>Żak</b>" in shown
    assert "<b>Żak" not in markup(app)
    assert "read it" in shown
    assert "nobody but you." not in shown
    assert "Ada Marsh" in shown
    assert "bea@example.org" not in shown


def test_how_long_private_runs_are_kept_is_the_learners_to_say(open_page, simulator):
    app = open_page("settings")
    assert app.radio[0].value is None
    app.radio[0].set_value(91).run()
    assert simulator.privacy.private_days(LOCAL) == 91
    assert "Your private runs are kept: 3 months." in drawn(app)
    assert open_page("settings").radio[0].value == 91


def test_with_everything_the_choice_goes_too_and_what_went_is_listed(open_page, simulator):
    run_of(simulator, OPEN)
    app = open_page("settings")
    app.radio[0].set_value(182).run()
    app.button(key="sure-all").click().run()
    shown = drawn(app)
    assert simulator.runs("local") == ()
    assert simulator.privacy.private_days(LOCAL) is None
    assert app.radio[0].value is None
    assert "1 run was erased" in shown
    assert "The quiet corner, today: by you" in shown


def test_everything_can_be_downloaded(open_page):
    (download,) = [button.proto.label for button in open_page("settings").get("download_button")]
    assert download == "Download everything about me"


def test_administrators_see_counts_and_no_names(open_page, simulator):
    for person in (ADA, BEA, CHIEF):
        simulator.privacy.signed_in(person)
    for owner in "abcde":
        simulator.begin("quiet-corner", "coach", owner)
    simulator.begin("round-the-table", "coach", "ada")
    app = open_page("administration", person=CHIEF)
    shown = drawn(app)
    assert "fewer than five" in shown
    assert "The quiet corner" in shown
    for words in ("Ada", "Żak", "example.org"):
        assert words not in shown
    app.button[-1].click()
    assert "Nothing has been kept long enough yet." in drawn(app.run())
    assert "Administration" in links(open_page("settings", person=CHIEF))
    assert "Administration" not in links(open_page("settings", person=ADA))


@pytest.mark.parametrize(
    ("count", "people", "said"),
    [(0, 9, "fewer than five"), (4, 9, "fewer than five"), (5, 5, "5"), (60, 4, "fewer than five"), (1200, 9, "1,200")],
)
def test_no_figure_is_about_fewer_than_five_people(count, people, said):
    assert counts.said(count, people) == said


def test_a_group_of_few_has_no_figure_at_all():
    row = counts.runs_html([("The <i>corner</i>", RunCount("2026-03", "corner", 4, 90, 80, 70, 60))])
    assert row.count("<td>fewer than five</td>") == 5
    assert "&lt;i&gt;corner" in row


def test_for_how_long_is_said_in_months():
    said = [held.keeping_words(days) for days in (None, 91, 182, 365, 30, 100)]
    assert said == ["Until I erase them", "3 months", "6 months", "12 months", "30 days", "100 days"]
