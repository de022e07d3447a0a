from __future__ import annotations

from cli.page import commands_page
from simulator.settings import PROJECT
from tests.cli.test_main import commands


def test_the_commands_page_is_current() -> None:
    page = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == commands_page(), "write it again: python -m cli.page > docs/commands.md"


def test_every_command_has_a_section_with_an_example() -> None:
    sections = commands_page().split("\n## ")[1:]
    assert [section.split("\n")[0].split()[1] for section in sections] == commands()
    assert all("For example:" in section for section in sections)


def test_nothing_of_this_machine_is_on_it() -> None:
    assert str(PROJECT) not in commands_page()
