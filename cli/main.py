"""The command `attune`. Errors are caught here and nowhere else: 1 findings, 2 wrong input, 3 something missing."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from cli.backup import backup, restore
from cli.check import check
from cli.coverage import coverage
from cli.deliver import deliver
from cli.erase import erase, purge
from cli.evaluate import evaluate
from cli.exchange import open_file, review, transcript
from cli.export import export, take_in
from cli.graph import graph
from cli.new import new
from cli.play import play
from cli.prepare import prepare
from cli.run import run
from cli.runs import runs
from cli.scenarios import scenarios
from cli.score import score
from cli.terminal import complain
from cli.train import train
from engine.errors import SimulatorError
from engine.findings import InvalidFile

app = typer.Typer(
    name="attune",
    help="Rehearse the hardest conversations in child safeguarding before you have them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "scenarios": scenarios,
    "play": play,
    "score": score,
    "check": check,
    "train": train,
    "evaluate": evaluate,
    "coverage": coverage,
    "graph": graph,
    "new": new,
    "prepare": prepare,
    "runs": runs,
    "export": export,
    "import": take_in,
    "transcript": transcript,
    "open": open_file,
    "review": review,
    "deliver": deliver,
    "erase": erase,
    "purge": purge,
    "backup": backup,
    "restore": restore,
}
for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        app()
    except InvalidFile as error:
        for finding in error.findings:
            complain(str(finding))
        sys.exit(1)
    except SimulatorError as error:
        complain(str(error))
        sys.exit(3 if error.something_missing else 2)


if __name__ == "__main__":
    main()
