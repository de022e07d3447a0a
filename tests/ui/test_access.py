"""Each page with each role: drawn, or kindly said not to be open; and a menu with only what is open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from store.access import LOCAL, Action, Person, Role, allows
from tests.ui.conftest import Open, drawn, links

CLOSED = "This is not open to you"
NEEDS: dict[str, Action | None] = {
    "library": Action.BEGIN,
    "briefing": Action.BEGIN,
    "practise": Action.BEGIN,
    "reflect": Action.BEGIN,
    "debrief": Action.BEGIN,
    "practice_points": Action.BEGIN,
    "progress": Action.BEGIN,
    "compare": Action.BEGIN,
    "settings": Action.BEGIN,
    "pause": None,
    "sign_in": None,
    "supervise": Action.SUPERVISE,
    "session": Action.SUPERVISE,
    "author": Action.WRITE_SCENARIOS,
    "coverage": Action.WRITE_SCENARIOS,
    "administration": Action.COUNT,
}
APP = (Path(__file__).parents[2] / "app.py").read_text(encoding="utf-8")
REGISTERED = dict(re.findall(r'^    "(\w+)": \("[^"]+", (?:Action\.)?(\w+)\),$', APP, re.MULTILINE))
LEADS_ON = {"sign_in"}
"""Pages that somebody who is signed in does not stay on."""
HERE = sorted(set(REGISTERED) - LEADS_ON)


def holder(role: Role) -> Person:
    return Person(f"a-{role}", "Robin Vale", roles=frozenset({Role.LEARNER, role}))


def test_every_page_has_what_it_needs() -> None:
    expected = {name: action.name if action else "None" for name, action in NEEDS.items() if name in REGISTERED}
    assert expected == REGISTERED


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", HERE)
def test_a_page_is_drawn_for_whom_it_is_open(open_page: Open, name: str, role: Role) -> None:
    needed = NEEDS[name]
    shown = drawn(open_page(name, person=holder(role)))
    assert (CLOSED in shown) == (needed is not None and not allows(holder(role), needed))


@pytest.mark.parametrize("name", HERE)
def test_without_any_role_only_help_is_open(open_page: Open, name: str) -> None:
    shown = drawn(open_page(name, person=Person("nobody", roles=frozenset())))
    assert (CLOSED in shown) == (NEEDS[name] is not None)


def test_the_menu_has_only_what_is_open(open_page: Open) -> None:
    menus = {role: {"Supervise", "Settings"} & set(links(open_page("pause", person=holder(role)))) for role in Role}
    both = {"Supervise", "Settings"}
    assert menus == {role: both if role is Role.SUPERVISOR else {"Settings"} for role in Role}
    assert "Supervise" in links(open_page("pause", person=LOCAL))
    assert "For authors" not in links(open_page("library", person=holder(Role.LEARNER)))
    assert "For authors" in links(open_page("library", person=holder(Role.AUTHOR)))
