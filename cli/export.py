"""`attune export` and `attune import`: a run as a document, and one taken in from another copy of Attune."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.terminal import complain, out
from simulator.errors import RequestRefused
from simulator.records import Format, write_document
from simulator.settings import Settings
from simulator.wiring import build_records
from store.errors import DocumentInvalid
from store.export.files import write_file


def export(
    run_id: Annotated[str, typer.Argument(metavar="RUN", help="A run; `attune runs` lists them.")],
    form: Annotated[Format, typer.Option("--format", help="Word, PDF, Markdown, JSON or xAPI statements.")],
    file: Annotated[Path | None, typer.Option("--out", help="Where it goes; else standard output.")] = None,
    learner: Annotated[str, typer.Option(help="The name to put on it; without one there is a line to write on.")] = "",
    words: Annotated[bool, typer.Option("--words", help="Put what the learner typed into xAPI statements.")] = False,
) -> None:
    """Write a run for supervision, or for a learning record store.

    Example: attune export 3f2a… --format docx --out supervision.docx
    """
    settings = Settings.from_environment(os.environ)
    document = build_records(settings).document(run_id, settings.owner, learner)
    if file is None and not form.is_text and sys.stdout.isatty():
        raise RequestRefused(f"a {form} file cannot be shown here", hint="name one with --out")
    content = write_document(document, form, words=words, base=settings.xapi_base)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        _write(file, content)
        complain(f"written to {file}")


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A run, as `--format json` writes it.")],
) -> None:
    """Keep a run that was exported as JSON, here, as yours; it comes back as it was.

    Example: attune import run.json
    """
    settings = Settings.from_environment(os.environ)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DocumentInvalid(f"this cannot be read: {error.strerror}", str(file)) from error
    out.print(build_records(settings).take_in(data, settings.owner, str(file)).id, markup=False)


def _write(file: Path, content: bytes) -> None:
    try:
        write_file(file, content)
    except OSError as error:
        raise RequestRefused(f"the run cannot be written: {error.strerror}", str(file)) from error
