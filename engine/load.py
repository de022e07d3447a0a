"""Author's files in, frozen models out: every problem at once, with file:line and `did you mean`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.catalogue import Catalogue, Document, Documents, Domain
from engine.errors import UnreadableFile, suggest
from engine.findings import Finding, InvalidFile
from engine.pause import collecting_paused
from engine.places import Asked, Use, all_conditions, all_reads, all_writes, parts
from engine.scenario import Scenario, Walk
from engine.yaml_reader import Source, load_yaml

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario with the file it came from and its walks with theirs, in order of file name."""

    scenario: Scenario
    source: Source
    walks: tuple[tuple[Walk, Source], ...] = ()

    @cached_property
    def conditions(self) -> tuple[Asked, ...]:
        """What `places.all_conditions` yields, gathered once for the many rules that ask."""
        return tuple(all_conditions(self.scenario))

    @cached_property
    def parts(self) -> tuple[Asked, ...]:
        """Every condition and every condition inside it, each with its own location."""
        return tuple(part for asked in self.conditions for part in parts(asked))

    @cached_property
    def reads(self) -> tuple[Use, ...]:
        """Every variable, flag and node that is asked about."""
        return tuple(all_reads(self.parts, self.scenario.meeting))

    @cached_property
    def writes(self) -> tuple[Use, ...]:
        """Every variable and flag that an effect changes."""
        return tuple(all_writes(self.scenario))


@dataclass(frozen=True)
class CatalogueFolder:
    """A catalogue with the files it came from: its domains in order of name, and documents.yaml where there is one."""

    catalogue: Catalogue
    files: tuple[tuple[Domain, Source], ...]
    documents: Source | None = None


def load_model(path: Path, model: type[Model]) -> tuple[Model, Source]:
    """Read a YAML file as a model; raises InvalidFile with every finding (Y01 to Y04)."""
    data, source = load_yaml(path)
    return build_model(data, source, model), source


def build_model(data: Any, source: Source, model: type[Model]) -> Model:
    """Validate plain values as a model; raises InvalidFile with a Y04 finding for each field that is wrong."""
    try:
        return model.model_validate(data, strict=False)
    except ValidationError as error:
        raise InvalidFile(_shape_finding(e, source, model) for e in error.errors()) from error


@collecting_paused()
def load_scenario(folder: Path) -> ScenarioFile:
    """Read `scenario.yaml` and `walks/*.yaml` of one scenario's folder; raises InvalidFile with the findings of all."""
    findings: list[Finding] = []
    loaded = _load_or_note(folder / "scenario.yaml", Scenario, findings, within=folder)
    if loaded is not None and (folder / "walks").is_file():
        findings.append(Finding(folder / "walks", 1, "Y01", "is no folder", "put each walk in a file of its own in it"))
    walks = [_load_or_note(path, Walk, findings, within=folder) for path in sorted(folder.glob("walks/*.yaml"))]
    if loaded is not None and loaded[0].id != folder.name:
        hint = "the folder's name is the scenario's id"
        findings.append(loaded[1].finding("Y04", f"id '{loaded[0].id}' is not '{folder.name}'", "id", hint=hint))
    if findings or loaded is None:
        raise InvalidFile(findings)
    return ScenarioFile(*loaded, tuple(walk for walk in walks if walk is not None))


def scenario_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders below `root` that hold a scenario.yaml, by name; empty when there are none.

    A folder that may not be looked into counts, so that reading it says why.
    """
    try:
        return tuple(path for path in sorted(root.iterdir()) if _holds_scenario(path))
    except OSError:
        return ()


def _holds_scenario(folder: Path) -> bool:
    try:
        return (folder / "scenario.yaml").exists() or (folder / "scenario.yaml").is_symlink()
    except PermissionError:
        return True


def load_catalogue(folder: Path) -> Catalogue:
    """Read a catalogue as `load_catalogue_folder` does, without the files it came from."""
    return load_catalogue_folder(folder).catalogue


@collecting_paused()
def load_catalogue_folder(folder: Path) -> CatalogueFolder:
    """Read every domain file of a catalogue folder, `documents.yaml` apart.

    Raises UnreadableFile when the folder has no YAML, InvalidFile with all findings when something is wrong in it.
    """
    findings: list[Finding] = []
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != "documents.yaml"]
    if not paths:
        raise UnreadableFile("no catalogue here: no .yaml file", str(folder), "name a folder with one file a domain")
    loaded = [entry for path in paths if (entry := _load_or_note(path, Domain, findings)) is not None]
    listing = None
    if (folder / "documents.yaml").exists():
        listing = _load_or_note(folder / "documents.yaml", Documents, findings)
    documents: tuple[Document, ...] = listing[0].documents if listing else ()
    findings.extend(_repeated_points(loaded))
    if findings:
        raise InvalidFile(findings)
    catalogue = Catalogue(domains=tuple(domain for domain, _ in loaded), documents=documents)
    return CatalogueFolder(catalogue, tuple(loaded), listing[1] if listing else None)


def _load_or_note(
    path: Path, model: type[Model], findings: list[Finding], within: Path | None = None
) -> tuple[Model, Source] | None:
    if within is not None and not _stays_within(path, within):
        findings.append(Finding(path, 1, "Y01", "leads out of the scenario's folder", "keep the file itself there"))
        return None
    try:
        return load_model(path, model)
    except InvalidFile as error:
        findings.extend(error.findings)
        return None


def _stays_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # RuntimeError is what pathlib makes of a link that leads to itself
        return False


def _repeated_points(loaded: Iterable[tuple[Domain, Source]]) -> Iterable[Finding]:
    first: dict[str, str] = {}
    for domain, source in loaded:
        for i, point in enumerate(domain.points):
            if point.id in first:
                message = f"practice point '{point.id}' is already in {first[point.id]}"
                yield source.finding("C04", message, "points", i, "id", hint="ids are unique")
            first.setdefault(point.id, source.path.name)


def _shape_finding(error: ErrorDetails, source: Source, model: type[BaseModel]) -> Finding:
    location = tuple(part for part in error["loc"] if isinstance(part, str | int))
    field = ".".join(str(part) for part in location) or "the file"
    message, hint = error["msg"].removeprefix("Value error, "), None
    if error["type"] == "extra_forbidden":
        message = f"'{location[-1]}' is not a field here"
        hint = suggest(str(location[-1]), _field_names(model))
    elif error["type"] == "missing":
        message, hint = f"'{location[-1]}' is missing", "every field without a default must be given"
    else:
        shown = repr(error["input"])
        message = f"{field}: {message[0].lower()}{message[1:]}, not {shown[:80]}"
    return source.finding("Y04", message, *location, hint=hint)


@cache
def _field_names(model: type[BaseModel]) -> set[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
