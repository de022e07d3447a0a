"""`attune check`: every finding on the catalogue and the scenarios, with every walk played."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from cli.terminal import complain, out
from engine.catalogue import Catalogue
from engine.coverage import build_coverage, lint_coverage
from engine.errors import UnreadableFile
from engine.findings import Finding, InvalidFile
from engine.lint import lint_catalogue, lint_scenario
from engine.load import CatalogueFolder, ScenarioFile, load_catalogue_folder, load_scenario, scenario_folders
from engine.random_play import play_randomly
from simulator.settings import Settings
from simulator.wiring import GUIDANCE, SCENARIOS


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Scenario folders, folders of them, or a catalogue's folder.")
    ] = None,
    random_plays: Annotated[int, typer.Option("--random", min=0, help="Play each scenario N times at random.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the random plays.")] = 1,
) -> None:
    """Lint the catalogue and the scenarios and play every walk; without PATHS, all that Attune would load.

    Example: attune check scenarios/after-the-last-bell --random 200
    """
    findings: list[Finding] = []
    catalogue = _check_catalogue(GUIDANCE, findings)
    whole = paths is None
    files: list[ScenarioFile] = []
    for path in paths if paths is not None else _all_paths():
        if _is_catalogue(path):
            _check_catalogue(path, findings)
        files.extend(_load_or_note(path, findings))
    for file in files:
        findings.extend(lint_scenario(file, catalogue.catalogue))
        rng = Random(seed)  # noqa: S311 (drawn replies are no secret)
        findings.extend(f for _ in range(random_plays) for f in play_randomly(file, catalogue.catalogue, rng))
    if whole:
        findings.extend(lint_coverage(build_coverage(files, catalogue.catalogue), catalogue))
    _report(findings, files)


def _all_paths() -> list[Path]:
    own = Settings.from_environment(os.environ).scenarios
    return [SCENARIOS, *([own] if own else [])]


def _check_catalogue(folder: Path, findings: list[Finding]) -> CatalogueFolder:
    try:
        loaded = load_catalogue_folder(folder)
    except InvalidFile as error:
        findings.extend(error.findings)
        return CatalogueFolder(Catalogue(domains=()), ())
    findings.extend(lint_catalogue(loaded))
    return loaded


def _is_catalogue(path: Path) -> bool:
    return (
        path.resolve() != GUIDANCE
        and path.is_dir()
        and any(path.glob("*.yaml"))
        and not (path / "scenario.yaml").exists()
    )


def _load_or_note(path: Path, findings: list[Finding]) -> Iterable[ScenarioFile]:
    if not path.exists():
        raise UnreadableFile(f"there is no '{path}'", hint="name a scenario's folder, or a folder of them")
    folder = path.parent if path.name == "scenario.yaml" else path
    for one in [folder] if (folder / "scenario.yaml").exists() else scenario_folders(folder):
        try:
            yield load_scenario(one)
        except InvalidFile as error:
            findings.extend(error.findings)


def _report(findings: list[Finding], files: list[ScenarioFile]) -> None:
    for finding in sorted(set(findings)):
        out.print(str(finding), markup=False)
    walks = sum(len(file.walks) for file in files)
    complain(f"{len(files)} scenarios, {walks} walks, {len(set(findings))} findings")
    if findings:
        raise typer.Exit(1)
