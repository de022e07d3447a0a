"""What there is to practise: every scenario that can be read, in the order a newcomer should meet them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding, InvalidFile
from engine.lint_graph import repeated_id, unknown_target
from engine.lint_names import unknown_name, unknown_point, unknown_speaker
from engine.lint_routes import missing_otherwise
from engine.load import ScenarioFile, load_catalogue, load_scenario, scenario_folders
from engine.scenario import Family
from simulator.errors import ScenarioMissing

Broken = tuple[str, tuple[Finding, ...]]
"""The name of a scenario's folder, and everything that is wrong in it."""

_NEEDED_TO_PLAY = (unknown_target, missing_otherwise, unknown_name, unknown_point, unknown_speaker, repeated_id)
"""The linter's rules whose findings would stop a conversation midway; the others are for authors to mend in time."""

_FAMILIES: tuple[str, ...] = get_args(Family)


class Library:
    """The catalogue and the scenarios, loaded once. A broken scenario is listed in `broken` and hides no other."""

    def __init__(self, catalogue: Catalogue, scenarios: Iterable[ScenarioFile], broken: Iterable[Broken] = ()) -> None:
        self.catalogue = catalogue
        self.scenarios = tuple(sorted(scenarios, key=_place))
        self.broken = tuple(broken)
        self._by_id = {file.scenario.id: file for file in self.scenarios}

    def get(self, scenario_id: str) -> ScenarioFile:
        """Return one scenario; raises ScenarioMissing, with the nearest id, when it is broken or not there."""
        if scenario_id in self._by_id:
            return self._by_id[scenario_id]
        if any(name == scenario_id for name, _ in self.broken):
            raise ScenarioMissing(f"the scenario '{scenario_id}' cannot be read", hint=f"attune check {scenario_id}")
        hint = suggest(scenario_id, self._by_id) or "`attune scenarios` lists them"
        raise ScenarioMissing(f"there is no scenario '{scenario_id[:60]}'", hint=hint)


def load_library(guidance: Path, roots: Iterable[Path]) -> Library:
    """Read the catalogue and every scenario below the roots.

    A scenario whose id an earlier root has is broken, as is a root that is not there. Raises AuthorError when the
    catalogue cannot be read: without it no scenario has anything to listen for.
    """
    catalogue = load_catalogue(guidance)
    loaded: dict[str, ScenarioFile] = {}
    broken: list[Broken] = []
    for root in roots:
        if not root.is_dir():
            broken.append((root.name, (Finding(root, 1, "Y01", "there is no such folder", "see ATTUNE_SCENARIOS"),)))
        for folder in scenario_folders(root):
            try:
                file = _load_playable(folder, catalogue, loaded)
            except InvalidFile as error:
                broken.append((folder.name, error.findings))
            else:
                loaded[file.scenario.id] = file
    return Library(catalogue, loaded.values(), broken)


def _load_playable(folder: Path, catalogue: Catalogue, loaded: dict[str, ScenarioFile]) -> ScenarioFile:
    file = load_scenario(folder)
    if first := loaded.get(file.scenario.id):
        message = f"there is already a scenario '{file.scenario.id}' in {first.source.path.parent}"
        raise InvalidFile([file.source.finding("Y04", message, "id", hint="give this one another id")])
    findings = [finding for rule in _NEEDED_TO_PLAY for finding in rule(file, catalogue)]
    if findings:
        raise InvalidFile(findings)
    return file


def _place(file: ScenarioFile) -> tuple[bool, int, str]:
    scenario = file.scenario
    return (not scenario.start_here, _FAMILIES.index(scenario.family), scenario.title)
