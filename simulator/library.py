"""What there is to practise: every scenario that can be read, in the order a newcomer should meet them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding
from engine.load import ScenarioFile, load_catalogue
from engine.scenario import Family
from simulator.drafts import Draft, Shelf
from simulator.errors import ScenarioMissing

Broken = tuple[str, tuple[Finding, ...]]
"""The name of a scenario's folder, and everything that is wrong in it."""

_FAMILIES: tuple[str, ...] = get_args(Family)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


class Library:
    """The catalogue and the scenarios. A broken scenario is listed in `broken` and hides no other.

    One with a `shelf` sees what authors change, at `refresh`; a scenario that was whole and is broken now is listed and
    still played as it was. The catalogue is read once: what the scorer has learnt belongs to it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        scenarios: Iterable[ScenarioFile],
        broken: Iterable[Broken] = (),
        shelf: Shelf | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._shelf, self._refreshing = shelf, threading.Lock()
        self._last_good: dict[Path, ScenarioFile] = {}
        self._editions: dict[str, list[tuple[datetime, ScenarioFile]]] = {}
        self._offer(scenarios, broken, since=_ALWAYS)

    def get(self, scenario_id: str) -> ScenarioFile:
        """Return one scenario; raises ScenarioMissing, with the nearest id, when it is broken or not there."""
        if scenario_id in self._by_id:
            return self._by_id[scenario_id]
        if any(name == scenario_id for name, _ in self.broken):
            raise ScenarioMissing(f"the scenario '{scenario_id}' cannot be read", hint=f"attune check {scenario_id}")
        hint = suggest(scenario_id, self._by_id) or "`attune scenarios` lists them"
        raise ScenarioMissing(f"there is no scenario '{scenario_id[:60]}'", hint=hint)

    def edition(self, scenario_id: str, version: int, at: datetime) -> ScenarioFile:
        """Return a scenario as it was offered at a time; as it is now when that is not known here. Raises like `get`.

        What was offered before the app started is taken to be what it started with, where that has this version.
        """
        offered = self._editions.get(scenario_id, [])
        then = [file for since, file in offered if since <= at and file.scenario.version == version]
        return then[-1] if then else self.get(scenario_id)

    def still_played(self, findings: Sequence[Finding]) -> bool:
        """True when a broken scenario, told by its findings, is still offered as it was before it was changed."""
        return any(findings[0].path.is_relative_to(file.source.path.parent) for file in self.scenarios)

    def refresh(self) -> None:
        """Take in what authors have changed on disk since the last time; does nothing without a shelf."""
        with self._refreshing:
            if self._shelf is not None and self._shelf.refresh():
                self._offer(*self._read(self._shelf), since=datetime.now(UTC) if self._by_id else _ALWAYS)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Every scenario as it is on disk, broken ones too; empty without a shelf."""
        return self._shelf.drafts if self._shelf else ()

    def draft(self, name: str) -> Draft:
        """Return one scenario as it is on disk, by its folder's name; raises ScenarioMissing when there is none."""
        found = next((draft for draft in self.drafts if draft.name == name), None)
        if found is None:
            hint = suggest(name, (draft.name for draft in self.drafts))
            raise ScenarioMissing(f"there is no scenario '{name[:60]}'", hint=hint)
        return found

    def _offer(self, scenarios: Iterable[ScenarioFile], broken: Iterable[Broken], since: datetime) -> None:
        self.scenarios = tuple(sorted(scenarios, key=_place))
        self.broken = tuple(broken)
        self._by_id = {file.scenario.id: file for file in self.scenarios}
        for scenario_id, file in self._by_id.items():
            editions = self._editions.setdefault(scenario_id, [])
            if not editions or editions[-1][1] is not file:
                editions.append((since, file))

    def _read(self, shelf: Shelf) -> tuple[list[ScenarioFile], list[Broken]]:
        loaded: dict[str, ScenarioFile] = {}
        broken: list[Broken] = [(root.name, (_missing(root),)) for root in shelf.roots if not root.is_dir()]
        for draft in shelf.drafts:
            first = loaded.get(draft.file.scenario.id) if draft.file else None
            findings = (_taken(draft.file, first),) if draft.file and first else draft.stopping
            if findings:
                broken.append((draft.name, findings))
            file = self._last_good.get(draft.folder) if findings else draft.file
            if file is not None and file.scenario.id not in loaded:
                self._last_good[draft.folder] = loaded[file.scenario.id] = file
        return list(loaded.values()), broken


def load_library(guidance: Path, roots: Iterable[Path]) -> Library:
    """Read the catalogue and every scenario below the roots.

    A scenario whose id an earlier root has is broken, as is a root that is not there. Raises AuthorError when the
    catalogue cannot be read: without it no scenario has anything to listen for.
    """
    catalogue = load_catalogue(guidance)
    library = Library(catalogue, (), shelf=Shelf(catalogue, roots))
    library.refresh()
    return library


def _missing(root: Path) -> Finding:
    return Finding(root, 1, "Y01", "there is no such folder", "see ATTUNE_SCENARIOS")


def _taken(file: ScenarioFile, first: ScenarioFile) -> Finding:
    message = f"there is already a scenario '{file.scenario.id}' in {first.source.path.parent}"
    return file.source.finding("Y04", message, "id", hint="give this one another id")


def _place(file: ScenarioFile) -> tuple[bool, int, str]:
    scenario = file.scenario
    return (not scenario.start_here, _FAMILIES.index(scenario.family), scenario.title)
