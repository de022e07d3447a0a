"""Writes docs/commands.md from the live commands: `python -m cli.page > docs/commands.md`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from cli.main import app
from simulator.settings import PROJECT

_HEADING = """\
# Commands

`make run` and `make test` put `attune` into the virtual environment: `.venv/bin/attune`. Results go to standard output
and everything else to standard error; with `--json` standard output is JSON and nothing else. No command needs the
network. A command exits with 0 when all is well, 1 when there are findings, 2 when what it was given is wrong, and 3
when something is missing on this machine.

Written from the commands themselves by `python -m cli.page > docs/commands.md`; a test keeps the two together.
"""


def commands_page() -> str:
    """Return docs/commands.md as it should be."""
    found = _commands(typer.main.get_command(app), None, "attune")
    return "\n".join([_HEADING, *(_section(command, context) for command, context in found)])


def _commands(command: Any, above: typer.Context | None, name: str) -> Iterator[tuple[Any, typer.Context]]:
    """Yield a command, or all that a group holds, each with its context."""
    context = typer.Context(command, info_name=name, parent=above)
    if not isinstance(command, TyperGroup):
        yield command, context
        return
    for inner_name, inner in command.commands.items():
        yield from _commands(inner, context, inner_name)


def _section(command: Any, context: typer.Context) -> str:
    about, _, example = (command.help or "").partition("Example:")
    usage = command.get_usage(context).removeprefix("Usage: ")
    parts = [f"## {context.command_path}", " ".join(about.split()), f"```\n{' '.join(usage.split())}\n```"]
    rows = [row for parameter in command.params if (row := _row(parameter, context))]
    if rows:
        parts.append("\n".join(["| | |", "|---|---|", *rows]))
    if example:
        parts.append(f"For example:\n\n```\n{' '.join(example.split())}\n```")
    return "\n\n".join(parts) + "\n"


def _row(parameter: Any, context: typer.Context) -> str | None:
    """Return a parameter's line of the table, paths as from the project's folder; None for one without help."""
    record = parameter.get_help_record(context)
    if record is None:
        return None
    name, about = (" ".join(part.split()).replace("|", "\\|").replace(f"{PROJECT}/", "") for part in record)
    return f"| `{name}` | {about} |"


if __name__ == "__main__":
    print(commands_page(), end="")
