"""`attune evaluate`: agreement with labelled replies, beside the baselines."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.terminal import out, print_json
from scoring.encoder import Encoder
from scoring.evaluation import evaluate as measure
from scoring.labels import load_replies
from scoring.scorer import load_scorer
from simulator.settings import Settings
from simulator.wiring import GUIDANCE, HEAD


def evaluate(
    replies: Annotated[Path, typer.Option(help="Labelled replies, JSON Lines.")],
    catalogue: Annotated[Path, typer.Option(help="Another catalogue's folder.")] = GUIDANCE,
    model: Annotated[Path | None, typer.Option(help="Another trained head.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show agreement with labelled replies, per point and overall, beside max cosine, nearest neighbour and tf-idf.

    Example: attune evaluate --replies tests/replies/hearing.jsonl
    """
    settings = Settings.from_environment(os.environ)
    labelled = load_replies(replies)
    scorer = load_scorer(catalogue, model or settings.head or HEAD, settings.encoder_folder)
    report = measure(scorer, catalogue, labelled, Encoder(settings.encoder_folder))
    if as_json:
        print_json(report)
    else:
        _print_report(report)


def _print_report(report: dict[str, Any]) -> None:
    table = Table("point", "shown", "stated", "precision", "recall", "F1", "kappa", box=None)
    for point, row in report["points"].items():
        shares = (f"{row[name]:.2f}" for name in ("precision", "recall", "f1", "kappa"))
        table.add_row(point, str(row["shown"]), str(row["stated"]), *shares)
    out.print(table)
    methods = {"Attune": report["overall"], **report["baselines"]}
    for name, row in methods.items():
        out.print(f"{name:<18} macro-F1 {row['macro_f1']:.3f}  micro-F1 {row['micro_f1']:.3f}")
    out.print(f"pitfalls: precision {report['pitfalls']['precision']:.3f}, recall {report['pitfalls']['recall']:.3f}")
    out.print(f"expected calibration error {report['calibration_error']:.3f}")
    for name, share in report["sureness"].items():
        out.print(f"{name.replace('_', ' ')}: {share:.3f}")
