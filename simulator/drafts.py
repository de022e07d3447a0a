"""Scenarios as their authors leave them on disk, read again when a file has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from engine.catalogue import Catalogue
from engine.findings import Finding, InvalidFile
from engine.lint import lint_scenario
from engine.lint_graph import repeated_id, unknown_target
from engine.lint_names import unknown_name, unknown_point, unknown_speaker
from engine.lint_routes import missing_otherwise
from engine.load import ScenarioFile, load_scenario, scenario_folders

Stamp = tuple[tuple[Path, int, int, int], ...]
"""What tells that a scenario was changed: each file, its size, and two times in nanoseconds, when written last."""

_NEEDED_TO_PLAY = (unknown_target, missing_otherwise, unknown_name, unknown_point, unknown_speaker, repeated_id)
"""The linter's rules whose findings would stop a conversation midway; the others are for authors to mend in time."""


@dataclass(frozen=True)
class Draft:
    """A scenario's folder as it was read: `file` is None when it has no right shape, and `refused` then says why."""

    folder: Path
    stamp: Stamp
    catalogue: Catalogue
    file: ScenarioFile | None
    refused: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The folder's name, which is the id of a scenario that can be read."""
        return self.folder.name

    @property
    def changed_at(self) -> datetime:
        """When one of its files was last written."""
        return datetime.fromtimestamp(max((written for *_, written in self.stamp), default=0) / 1e9, UTC)

    @cached_property
    def stopping(self) -> tuple[Finding, ...]:
        """The findings that would stop a conversation midway, or before it begins; empty when it can be played."""
        if self.file is None:
            return self.refused
        return tuple(sorted(finding for rule in _NEEDED_TO_PLAY for finding in rule(self.file, self.catalogue)))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything `attune check` says of it."""
        return lint_scenario(self.file, self.catalogue) if self.file else self.refused

    @property
    def playable(self) -> ScenarioFile | None:
        """The scenario when nothing would stop a conversation in it."""
        return None if self.stopping else self.file


class Shelf:
    """The folders that scenarios are in. `drafts` are in order of root and name, as `refresh` last found them."""

    def __init__(self, catalogue: Catalogue, roots: Iterable[Path]) -> None:
        self.catalogue, self.roots = catalogue, tuple(roots)
        self.drafts: tuple[Draft, ...] = ()
        self._seen: tuple[list[bool], dict[Path, Stamp]] | None = None

    def refresh(self) -> bool:
        """Read what has changed since the last time; return whether anything has. Looks at times, not into files."""
        found = {folder: _stamp(folder) for root in self.roots for folder in scenario_folders(root)}
        seen = ([root.is_dir() for root in self.roots], found)
        if seen == self._seen:
            return False
        known = {(draft.folder, draft.stamp): draft for draft in self.drafts}
        self.drafts = tuple(known.get(key) or _load_draft(*key, self.catalogue) for key in found.items())
        self._seen = seen
        return True


def _load_draft(folder: Path, stamp: Stamp, catalogue: Catalogue) -> Draft:
    """Read a folder; the stamp was taken before, so that a change made meanwhile is seen the next time."""
    try:
        return Draft(folder, stamp, catalogue, load_scenario(folder))
    except InvalidFile as error:
        return Draft(folder, stamp, catalogue, None, error.findings)


def _stamp(folder: Path) -> Stamp:
    stamps = []
    for path in (folder / "scenario.yaml", *sorted(folder.glob("walks/*.yaml"))):
        try:
            stat = path.stat()
        except OSError:
            continue  # gone since it was listed, or a link to nowhere: reading the folder says so
        stamps.append((path, stat.st_size, stat.st_ctime_ns, stat.st_mtime_ns))
    return tuple(stamps)
