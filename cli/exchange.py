"""`attune transcript`, `open` and `review`: signed files between two people whose machines have no accounts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.terminal import complain, out
from simulator.errors import RequestRefused
from simulator.settings import Settings
from simulator.wiring import open_exchange
from store.access import LOCAL
from store.export.files import write_file
from store.export.signed import Kind, read_signed_file

_RUN = typer.Argument(metavar="RUN", help="A run; `attune runs` lists yours, `attune open` names the one it opened.")
_OUT = typer.Option("--out", help="Where it goes.")


def transcript(
    run_id: Annotated[str, _RUN],
    file: Annotated[Path, _OUT],
    with_reflection: Annotated[
        bool, typer.Option("--with-reflection", help="Include what you wrote in looking back.")
    ] = False,
    name: Annotated[str, typer.Option(help="Your name, for your supervisor to see.")] = "",
) -> None:
    """Write one of your runs as a signed file for your supervisor, who opens it in their own Attune.

    Example: attune transcript 3f2a… --out for-bea.attune
    """
    exchange = open_exchange(Settings.from_environment(os.environ))
    _write(file, exchange.transcript(LOCAL, run_id, with_reflection, name))
    _tell(file, exchange.fingerprint())


def review(
    run_id: Annotated[str, _RUN],
    file: Annotated[Path, _OUT],
    name: Annotated[str, typer.Option(help="Your name; else the one you signed with.")] = "",
) -> None:
    """Write what you said of a run that was sent to you as a signed file for its learner.

    Example: attune review 3f2a… --out for-ada.attune
    """
    exchange = open_exchange(Settings.from_environment(os.environ))
    _write(file, exchange.review(LOCAL, run_id, name))
    _tell(file, exchange.fingerprint())


def open_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transcript or a review.")],
) -> None:
    """Open a transcript that was sent to you, or a review of a run of yours, and say which it was.

    Example: attune open for-bea.attune
    """
    data = read_signed_file(file)
    opened = open_exchange(Settings.from_environment(os.environ)).open(LOCAL, data, str(file))
    kept = "it is on the page Supervise" if opened.kind is Kind.TRANSCRIPT else "it is kept with your run"
    out.print(f"{opened.kind} {opened.record.id}", markup=False)
    complain(f"from {opened.sender}; {kept}")
    complain(f"signed with the key {opened.fingerprint}: ask them whether theirs says the same")


def _write(file: Path, content: bytes) -> None:
    try:
        write_file(file, content)
    except OSError as error:
        raise RequestRefused(f"the file cannot be written: {error.strerror}", str(file)) from error


def _tell(file: Path, fingerprint: str) -> None:
    complain(f"written to {file}")
    complain(f"signed with your key {fingerprint}: read it out to whoever opens the file")
