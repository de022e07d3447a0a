"""`attune score`: verdicts on one reply, or on a file of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.terminal import complain, out, print_json
from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.load import load_catalogue
from engine.verdict import Verdict
from scoring.errors import RequestInvalid
from scoring.labels import LabelledReply, load_replies
from scoring.scorer import Query, load_scorer
from simulator.settings import Settings
from simulator.wiring import GUIDANCE, HEAD

SIGNS = {
    "met": "✓ You did",
    "partial": "◐ Partly",
    "missed": "○ Not yet",
    "present": "! Watch out",
    "absent": "· Absent",
}


def score(
    points: Annotated[str | None, typer.Option(help="Practice points, separated by commas.")] = None,
    domain: Annotated[str | None, typer.Option(help="All points of a domain.")] = None,
    prompt: Annotated[str, typer.Option(help="The line the reply answers.")] = "",
    reply: Annotated[str | None, typer.Option(help="One reply.")] = None,
    rows: Annotated[Path | None, typer.Option("--input", help="Labelled or bare replies, JSON Lines.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where the verdicts on --input go; else standard output.")] = None,
    catalogue: Annotated[Path, typer.Option(help="Another catalogue's folder.")] = GUIDANCE,
    model: Annotated[Path | None, typer.Option(help="Another trained head.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Judge one reply, or every reply of a file.

    Example: attune score --domain hearing --reply "You don't have to tell me now. I have time." --json
    """
    if (reply is None) == (rows is None):
        raise RequestInvalid("give either --reply or --input", hint="attune score --help")
    known = load_catalogue(catalogue)
    asked = _asked_points(known, points, domain)
    labelled = load_replies(rows) if rows else (LabelledReply(id="reply", reply=reply or "", prompt=prompt),)
    queries = [Query(r.reply, _points_of(r, asked, known), r.prompt) for r in labelled]
    settings = Settings.from_environment(os.environ)
    scorer = load_scorer(catalogue, model or settings.head or HEAD, settings.encoder_folder)
    verdicts = scorer.score_many(queries)
    answers = [
        {"id": r.id, "verdicts": [v.model_dump(mode="json") for v in row]}
        for r, row in zip(labelled, verdicts, strict=True)
    ]
    if rows:
        _write_rows(answers, output)
    elif as_json:
        print_json(answers[0])
    else:
        _print_verdicts(verdicts[0])


def _asked_points(catalogue: Catalogue, points: str | None, domain: str | None) -> tuple[str, ...] | None:
    """Return the points asked for by name, None when none are; raises RequestInvalid for an unknown one."""
    if points:
        asked = tuple(p.strip() for p in points.split(",") if p.strip())
        for point in asked:
            if point not in catalogue.points:
                raise RequestInvalid(f"there is no practice point '{point}'", hint=suggest(point, catalogue.points))
        return asked
    if domain is None:
        return None
    if not catalogue.points_of(domain):
        names = [d.domain for d in catalogue.domains]
        raise RequestInvalid(f"there is no domain '{domain}'", hint=suggest(domain, names) or ", ".join(names))
    return catalogue.points_of(domain)


def _points_of(row: LabelledReply, asked: tuple[str, ...] | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the points to judge a row on: those asked for, else its own, else its domain's, else all."""
    if asked is not None:
        return asked
    own = row.judged_on(catalogue.points_of(row.domain))
    for point in own:
        if point not in catalogue.points:
            raise RequestInvalid(f"row '{row.id}' names the unknown practice point '{point}'")
    return own or tuple(catalogue.points)


def _write_rows(answers: list[dict[str, Any]], output: Path | None) -> None:
    if output is None:
        for answer in answers:
            print_json(answer, lines=True)
        return
    text = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RequestInvalid(f"cannot write the verdicts: {error.strerror}", str(output)) from error
    complain(f"{len(answers)} replies judged, written to {output}")


def _print_verdicts(verdicts: tuple[Verdict, ...]) -> None:
    for verdict in sorted(verdicts, key=lambda v: -v.probability):
        sign = SIGNS[verdict.verdict] if verdict.sure else "? Not sure"
        quote = f"  “{verdict.evidence.text}”" if verdict.evidence else ""
        out.print(f"{sign:<13} {verdict.probability:4.2f}  {verdict.point}{quote}", markup=False)
