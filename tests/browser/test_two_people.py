"""A learner and a supervisor at once, each in a browser of their own, signed in by OpenID Connect.

The whole path runs on SQLite and on PostgreSQL; what is drawn is looked at on one of them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store.database import Database
from store.transcripts import Transcripts
from tests.browser.signed_in import ADA, BEA, CEM, new_browser, sign_in, signed_in_server
from tests.browser.test_accessibility import serious, too_wide
from tests.browser.test_playing import HONEST, OPEN, begin, say
from tests.databases import postgresql_database

PICTURES = os.environ.get("ATTUNE_PICTURES")
"""A folder for pictures of the path, as docs/supervisors.md shows them; none are taken without it."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def signed_in(request, tmp_path_factory):
    for database in postgresql_database() if request.param == "postgresql" else [""]:
        with signed_in_server(tmp_path_factory.mktemp("signed-in"), database) as server:
            yield server


@pytest.fixture
def browser_of(chromium, signed_in):
    contexts = []

    def browser_of(*size: int) -> Page:
        contexts.append(new_browser(chromium, signed_in, *size))
        return contexts[-1].new_page()

    yield browser_of
    for context in contexts:
        context.close()


def is_kept(url: str, debrief: str) -> bool:
    database = Database(url)
    kept = Transcripts(database).run(debrief.partition("run=")[2])
    database.close()
    return kept.turns == 2


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.wait_for_timeout(800)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", name=words).first).to_be_visible()


def practise(learner: Page) -> str:
    begin(learner)
    say(learner, OPEN + " Perhaps.")
    expect(learner.get_by_text("do you have to tell?")).to_be_visible()
    say(learner, HONEST)
    learner.get_by_role("link", name="Look back").click()
    heading(learner, "How did it go?")
    learner.get_by_label(re.compile("What stays with you")).fill("I waited for her.")
    learner.get_by_role("button", name="Go on to the debrief").click()
    heading(learner, "Turn by turn")
    return learner.url


def share(learner: Page) -> None:
    whom = learner.get_by_role("combobox", name=re.compile("With whom"))
    whom.press_sequentially("Bea")
    expect(learner.get_by_role("option", name="Bea Żak")).to_be_visible()
    whom.press("ArrowDown")
    whom.press("Enter")
    expect(whom).to_have_value("Bea Żak")
    learner.get_by_text("Include what I wrote when looking back").click()
    picture(learner, "share")
    learner.get_by_role("button", name="Share this run").click()
    expect(learner.get_by_role("button", name="Withdraw")).to_be_visible()


def review(supervisor: Page) -> None:
    supervisor.goto("supervise")
    heading(supervisor, "Supervise")
    picture(supervisor, "queue")
    supervisor.get_by_role("link", name=re.compile("Read Ada Marsh")).click()
    heading(supervisor, "The machine was not sure: what do you say?")
    expect(supervisor.get_by_text("I waited for her.")).to_be_visible()
    heading(supervisor, "Talked through")  # the end of the page: nothing is drawn anew under the next click
    supervisor.wait_for_timeout(500)
    supervisor.get_by_role("radio", name=re.compile("Partly")).first.click()
    supervisor.get_by_label("Anything to add").first.fill("You left it open, and then asked.")
    picture(supervisor, "unsure")
    supervisor.get_by_role("button", name="Keep my verdict").first.click()
    expect(supervisor.get_by_text("You left it open, and then asked.").first).to_be_visible()
    supervisor.get_by_role("button", name="Comment on reply 1").click()
    supervisor.get_by_label("Your comment").first.fill("She heard that there was time.")
    supervisor.get_by_role("button", name="Keep this comment").first.click()
    expect(supervisor.locator(".comment", has_text="She heard that there was time.")).to_be_visible()
    supervisor.keyboard.press("Escape")
    picture(supervisor, "margin")
    supervisor.get_by_label("An action you both agreed").fill("Practise saying who else will know")
    supervisor.get_by_role("button", name="Add it to the plan").click()
    expect(supervisor.get_by_text("Practise saying who else will know")).to_be_visible()
    sign(supervisor)
    picture(supervisor, "signed")


def sign(page: Page) -> None:
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("button", name="Sign", exact=True)).not_to_be_visible()


def test_a_run_goes_from_its_learner_to_a_supervisor_and_back(browser_of, signed_in):
    supervisor, learner = browser_of(), browser_of()
    supervisor.goto("supervise")
    sign_in(supervisor, BEA)
    heading(supervisor, "Supervise")
    learner.goto("briefing?scenario=quiet-corner")
    sign_in(learner, ADA)
    heading(learner, "You do not know")
    expect(learner.get_by_role("link", name="Supervise")).not_to_be_visible()
    debrief = practise(learner)
    assert is_kept(signed_in.database, debrief)
    supervisor.goto("debrief?" + debrief.partition("?")[2])
    expect(supervisor.get_by_text("This cannot be shown")).to_be_visible()
    share(learner)
    review(supervisor)
    shared = supervisor.url

    learner.goto(debrief)
    heading(learner, "From supervision")
    expect(learner.get_by_text("Practise saying who else will know")).to_be_visible()
    sign(learner)
    learner.get_by_role("button", name="Withdraw").click()
    expect(learner.get_by_role("button", name="Withdraw")).not_to_be_visible()
    expect(learner.get_by_text("Practise saying who else will know")).to_be_visible()

    supervisor.goto(shared)
    expect(supervisor.get_by_text("This cannot be shown")).to_be_visible()
    supervisor.goto("supervise")
    heading(supervisor, "Supervise")
    expect(supervisor.get_by_role("link", name=re.compile("Read Ada Marsh"))).not_to_be_visible()

    learner.goto("settings")
    seen = learner.get_by_role("region", name="Who has seen your runs")
    for words in ("Bea Żak", "read it", "wrote a comment", "said a verdict of their own", "signed that it was"):
        expect(seen).to_contain_text(words)
    learner.get_by_role("heading", name="Who has seen it").scroll_into_view_if_needed()
    picture(learner, "seen")
    learner.get_by_role("button", name="Sign out").click()
    learner.wait_for_url(re.compile("end_session"))  # the provider asks whether to end its own sign-in too
    learner.goto("settings")
    heading(learner, "Sign in")
    expect(learner.get_by_text("Ada Marsh")).not_to_be_visible()


@pytest.mark.parametrize("signed_in", ["sqlite"], indirect=True)
@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
def test_the_pages_about_people_are_free_of_serious_violations(browser_of, size):
    page = browser_of(*size)
    page.goto("administration")
    heading(page, "Sign in")
    found = {"sign-in": serious(page)}
    assert too_wide(page) <= 0
    sign_in(page, CEM)
    for name, title in (("administration", "Administration"), ("settings", "Settings and privacy")):
        heading(page, title) if name == "administration" else page.goto(name)
        heading(page, title)
        found[name] = serious(page)
        assert too_wide(page) <= 0, name
    assert {name: lines for name, lines in found.items() if lines} == {}
