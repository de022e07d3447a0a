"""`attune train`: fits the head on a catalogue and its labelled replies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from cli.terminal import complain
from scoring.classifier import load_head, save_head
from scoring.encoder import encoder_name, load_encoder, shipped_adapter
from scoring.training import fingerprint
from scoring.training import train as fit
from simulator.settings import Settings
from simulator.wiring import GUIDANCE, HEAD


def train(
    catalogue: Annotated[
        Path, typer.Option(help="A catalogue's folder, with its labelled replies/*.jsonl.")
    ] = GUIDANCE,
    model: Annotated[Path | None, typer.Option(help="Where the head is kept.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say whether the head kept there is stale.")] = False,
) -> None:
    """Fit the head; with --check exit 1 when what it was made from has changed since.

    Example: attune train --check
    """
    path = model or HEAD
    folder = Settings.from_environment(os.environ).encoder_folder
    if check:
        name = encoder_name(folder, None if folder else shipped_adapter())
        fresh = load_head(path).about["fingerprint"] == fingerprint(catalogue, name)
        complain(f"{path.name} is {'current' if fresh else 'stale: run `attune train`'}")
        raise typer.Exit(0 if fresh else 1)
    complain("Encoding and fitting; this takes a few minutes.")
    head = fit(catalogue, load_encoder(folder))
    save_head(head, path)
    complain(f"{path}: {len(head.points)} points, {head.about['exemplars']} examples, {head.about['replies']} replies")
