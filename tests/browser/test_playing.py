"""One conversation from the library to the debrief, in a real browser."""

import re

from playwright.sync_api import Locator, Page, expect

OPEN = "Come and sit. There is no hurry. Tell me whatever you like."
HONEST = "I may have to tell somebody whose job is to help."


def begin(page: Page) -> None:
    page.goto("briefing?scenario=quiet-corner")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Say to Ines…")).to_be_visible()


def the_box(page: Page) -> Locator:
    """Where the next reply goes, once the page is drawn: until then the box of the last reply may be there too."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    box = page.get_by_label("Say to Ines…")
    expect(box).to_have_count(1)
    expect(box).to_be_editable()
    return box


def say(page: Page, words: str) -> None:
    the_box(page).fill(words)
    page.get_by_role("button", name="Say it").click()


def test_from_the_library_to_the_debrief_with_a_refresh_in_the_middle(open_window):
    page = open_window()
    page.goto("")
    page.get_by_role("link", name="Read the briefing: The quiet corner").click()
    expect(page.get_by_role("heading", name="You do not know")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    say(page, OPEN)
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    page.reload()
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    expect(page.get_by_text(OPEN)).to_be_visible()
    say(page, HONEST)
    page.get_by_role("link", name="Look back").click()
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    page.get_by_role("button", name="Go on to the debrief").click()
    expect(page.get_by_role("heading", name="She knows who will help")).to_be_visible()
    expect(page.get_by_alt_text(re.compile("map of this conversation"))).to_be_visible()


def test_a_restarted_app_and_a_new_window_go_on_at_the_same_turn(open_window, server):
    page = open_window()
    begin(page)
    say(page, OPEN)
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    address = page.url
    server.stop()
    server.start()
    again = open_window()
    again.goto(address)
    expect(again.get_by_text("do you have to tell?")).to_be_visible()


def test_while_a_reply_is_judged_she_takes_a_moment(open_window):
    page = open_window()
    begin(page)
    say(page, OPEN + " Slowly.")
    expect(page.get_by_text("Ines takes a moment.")).to_be_visible()
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    expect(page.get_by_text("Ines takes a moment.")).not_to_be_visible()


def test_the_keyboard_is_enough(open_window):
    page = open_window()
    page.goto("briefing?scenario=quiet-corner")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    page.keyboard.press("Enter")
    the_box(page).focus()
    page.keyboard.type(OPEN)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    box = the_box(page)
    expect(box).to_be_focused()
    expect(box).to_have_value("")


def test_a_reply_asked_about_stays_in_its_box(open_window):
    page = open_window()
    begin(page)
    words = "Ring me on 020 8366 1177, tell me then."
    say(page, words)
    expect(page.get_by_text("This may be somebody’s real details")).to_be_visible()
    expect(the_box(page)).to_have_value(words)
    page.get_by_role("button", name="I will rewrite it").click()
    expect(page.get_by_text("This may be somebody’s real details")).not_to_be_visible()
    expect(the_box(page)).to_have_value(words)


def test_a_pause_keeps_what_was_being_written(open_window):
    page = open_window()
    begin(page)
    the_box(page).fill("I was about to say")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="Take a moment")).to_be_visible()
    page.get_by_role("link", name="Back to the conversation").click()
    expect(the_box(page)).to_have_value("I was about to say")


def test_markup_in_a_reply_is_words(open_window):
    page = open_window()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    begin(page)
    words = "<img src=x onerror=alert(1)><script>alert(2)</script> **tell me** [x](javascript:alert(3)) :smile: $x$"
    say(page, words)
    expect(page.get_by_text("do you have to tell?")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    assert asked == []


def test_the_page_says_its_language_and_its_name(open_window):
    page = open_window()
    page.goto("settings")
    expect(page).to_have_title("Settings and privacy · Attune")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Settings")).to_have_attribute(
        "aria-current", "page"
    )


def test_nothing_is_fetched_from_elsewhere(open_window, server):
    page = open_window()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    begin(page)
    elsewhere = [
        url for url in fetched if not url.startswith((server.url, "data:", "blob:", server.url.replace("http", "ws")))
    ]
    assert elsewhere == []
