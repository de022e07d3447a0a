"""Every page under axe-core, on a desktop and a phone, in both themes; and what axe cannot see."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_playing import HONEST, OPEN, begin, say
from tests.ui.keywords import build_keyword_simulator
from tests.ui.shared import reviewed_run

SERIOUS = ("serious", "critical")
WIDTHS = {"desktop": (1280, 800), "phone": (360, 740)}


def serious(page: Page) -> list[str]:
    """What axe finds of weight, one line each, with the elements it is about."""
    page.wait_for_timeout(700)
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_every_page_is_free_of_serious_violations(open_window, size, scheme):
    page = open_window(*WIDTHS[size], scheme=scheme)
    found: dict[str, list[str]] = {}

    def check(name: str, ready: str) -> None:
        expect(page.get_by_role("heading", name=ready).first).to_be_attached()
        found[name] = serious(page)
        assert too_wide(page) <= 0, name

    page.goto("")
    check("library", "Conversations")
    page.goto("briefing?scenario=quiet-corner")
    check("briefing", "You do not know")
    page.get_by_role("button", name="Begin").click()
    say(page, OPEN + " Perhaps.")
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    page.get_by_text("Coach’s note").click()
    check("practise", "The quiet corner")
    say(page, HONEST)
    page.get_by_role("link", name="Look back").click()
    check("reflect", "How did it go?")
    page.get_by_role("button", name="Go on to the debrief").click()
    expect(page.get_by_text("Turn by turn")).to_be_visible()
    page.locator("details summary").first.click()
    check("debrief", "She knows who will help")
    for name, ready in (
        ("progress", "My progress"),
        ("practice-points?point=no-pressure", "Practice points"),
        ("settings", "Settings and privacy"),
        ("pause?from=library", "Take a moment"),
        ("author", "For authors"),
        ("author?scenario=broken-one", "broken-one"),
        ("coverage", "Coverage"),
    ):
        page.goto(name)
        check(name, ready)
    page.goto("author?scenario=quiet-corner")
    page.get_by_label("Say to Ines").fill(OPEN)
    page.get_by_role("button", name="Try it").click()
    page.locator("summary", has_text="Every route").click()
    check("author?scenario=quiet-corner", "Where it leads")
    page.goto("briefing?scenario=round-the-table")
    page.get_by_role("button", name="Begin").click()
    page.locator("summary", has_text="The meeting").click()
    check("meeting", "Round the table")
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_at_twice_the_size_everything_is_still_reached(open_window):
    page = open_window(640, 400)
    begin(page)
    say(page, OPEN)
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    assert too_wide(page) <= 0
    page.get_by_role("button", name="Say it").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Say it")).to_be_in_viewport()


def test_nothing_moves_for_those_who_asked_for_calm(open_window):
    page = open_window(reduced_motion="reduce")
    begin(page)
    animation = page.evaluate("getComputedStyle(document.querySelector('.st-key-scene .portrait')).animationName")
    assert animation == "none"


def test_focus_can_be_seen(open_window):
    page = open_window()
    page.goto("")
    expect(page.get_by_role("heading", name="Conversations")).to_be_visible()
    link = page.get_by_role("link", name="Read the briefing: The quiet corner")
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_a_new_page_is_begun_at_its_heading(open_window):
    page = open_window()
    page.goto("")
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_role("heading", name="Settings and privacy")).to_be_focused()


def test_in_a_conversation_the_people_and_the_pause_stay_in_view(open_window):
    page = open_window(360, 740)
    begin(page)
    say(page, OPEN + " " + "It can wait as long as you like. " * 12)
    expect(page.get_by_text("do you have to tell?")).to_be_in_viewport()
    page.wait_for_timeout(600)
    for element in (
        page.get_by_alt_text("Ines:"),
        page.get_by_role("button", name="Pause"),
        page.get_by_label("Say to"),
    ):
        expect(element).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_what_two_people_share_is_free_of_serious_violations(open_window, server, size, scheme):
    run = reviewed_run(build_keyword_simulator(server.folder, database=server.database))
    page = open_window(*WIDTHS[size], scheme=scheme)
    found: dict[str, list[str]] = {}

    def check(name: str, ready: str) -> None:
        expect(page.get_by_role("heading", name=ready).first).to_be_attached()
        found[name] = serious(page)
        assert too_wide(page) <= 0, name

    page.goto("supervise?as=supervisor")
    expect(page.get_by_text("Ada Lockhart").first).to_be_visible()
    check("queue", "A training session")
    page.goto(f"supervise?as=supervisor&run={run}")
    expect(page.get_by_text("Her next question is about this promise.")).to_be_visible()
    page.get_by_role("button", name="Comment on reply 2").click()
    expect(page.get_by_label("Your comment")).to_be_visible()
    check("supervise", "Talked through")
    page.goto(f"session?as=supervisor&turns={run}:1,{run}:2")
    page.get_by_text("What the machine made of it").first.click()
    check("session", "A training session")
    page.goto(f"debrief?as=learner&run={run}")
    expect(page.get_by_role("button", name="Withdraw").first).to_be_visible()
    check("debrief, shared", "From supervision")
    assert {name: lines for name, lines in found.items() if lines} == {}
