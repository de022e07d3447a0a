"""A small valid scenario, whole or with fragments laid over it, written to a folder as its author would have it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from engine.catalogue import Catalogue
from engine.coverage import build_coverage, lint_coverage
from engine.findings import Finding, InvalidFile
from engine.lint import lint_catalogue, lint_scenario
from engine.load import CatalogueFolder, ScenarioFile, load_catalogue_folder, load_scenario
from engine.random_play import play_randomly
from engine.scenario import Scenario
from engine.yaml_reader import Lines, Location, load_yaml, parse_yaml

BASE = Path(__file__).parent / "base"

_FENCE = re.compile(r"^```yaml (\w+)\n(.*?)^```$", re.M | re.S)
_MARK = re.compile(r"# <- (?P<code>[A-Z]\d\d)$")


@dataclass(frozen=True)
class Fragment:
    """One fenced block of a page: its kind (scenario, walk, catalogue, documents or text), text and marked lines."""

    kind: str
    text: str

    @property
    def marked(self) -> tuple[int, ...]:
        return tuple(n for n, line in enumerate(self.text.splitlines(), start=1) if _MARK.search(line))

    @property
    def without(self) -> set[str]:
        return set(re.findall(r"^# without: (\w+)", self.text, re.M))


@dataclass
class Example:
    """A scenario folder with its catalogue, and for each marked line where its values stand now, as (file name, line).

    A line of a page may hold a whole mapping; written out, its values stand on several lines, and any of them will do.
    """

    root: Path
    expected: list[set[tuple[str, int]]] = field(default_factory=list)

    @property
    def scenario(self) -> Path:
        return self.root / "base"

    @property
    def catalogue(self) -> Path:
        return self.root / "base" / "catalogue"


def base_file() -> ScenarioFile:
    return load_scenario(BASE)


def base_catalogue() -> Catalogue:
    return base_folder().catalogue


def base_folder() -> CatalogueFolder:
    return load_catalogue_folder(BASE / "catalogue")


def base_scenario() -> Scenario:
    return base_file().scenario


def base_with(text: str) -> Scenario:
    """The base scenario with a fragment of YAML laid over it, unlinted."""
    base, _ = load_yaml(BASE / "scenario.yaml")
    merged, _ = _merge(base, parse_yaml(text, BASE)[0])
    return Scenario.model_validate(merged)


def copy_base(root: Path) -> Example:
    shutil.copytree(BASE, root / "base")
    return Example(root)


def page_fragments(page: Path, heading: str) -> list[Fragment]:
    section = page.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [Fragment(kind, text) for kind, text in _FENCE.findall(section)]


def write_example(root: Path, fragments: list[Fragment]) -> Example:
    """Lay fragments over a copy of the base and note where their marked lines have gone."""
    example = copy_base(root)
    if any(fragment.kind == "walk" for fragment in fragments):
        shutil.rmtree(example.scenario / "walks")
    for i, fragment in enumerate(fragments):
        path = _path(example, fragment, i)
        if fragment.kind == "text":
            path.write_text(fragment.text, encoding="utf-8")
            example.expected += [{(path.name, line)} for line in fragment.marked]
        else:
            _lay_over(example, fragment, path)
    return example


def all_findings(example: Example) -> tuple[Finding, ...]:
    """Everything `attune check --random` would say, whether a file cannot be loaded or has been."""
    try:
        folder = load_catalogue_folder(example.catalogue)
        file = load_scenario(example.scenario)
    except InvalidFile as error:
        return error.findings
    coverage = lint_coverage(build_coverage([file], folder.catalogue), folder)
    random = [f for seed in range(20) for f in play_randomly(file, folder.catalogue, Random(seed))]
    return (*lint_scenario(file, folder.catalogue), *lint_catalogue(folder), *coverage, *random)


def _path(example: Example, fragment: Fragment, i: int) -> Path:
    if fragment.kind == "walk":
        return example.scenario / "walks" / f"walk-{i}.yaml"
    if fragment.kind == "catalogue":
        return example.catalogue / f"{yaml.safe_load(fragment.text)['domain']}.yaml"
    return example.catalogue / "documents.yaml" if fragment.kind == "documents" else example.scenario / "scenario.yaml"


def _lay_over(example: Example, fragment: Fragment, path: Path) -> None:
    data, source = parse_yaml(fragment.text, path)
    base = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    merged, moved = _merge(base, data)
    for name in fragment.without:
        merged.pop(name, None)
        if name == "walks":
            shutil.rmtree(example.scenario / "walks")
    text = yaml.safe_dump(merged, sort_keys=False, allow_unicode=True, width=10_000)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    _, written = parse_yaml(text, path)
    for marked in fragment.marked:
        stands = {(path.name, written.line(*moved(at))) for at, line in _located(source.lines) if line == marked}
        example.expected.append(stands or {(path.name, 1)})  # a mark on a comment is about what is not there


def _located(lines: Lines, at: Location = ()) -> Iterator[tuple[Location, int]]:
    if not isinstance(lines, dict):
        yield at, lines
        return
    for step, below in lines.items():
        yield from _located(below, at if step is None else (*at, step))


def _merge(base: dict[str, Any], over: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Lay one mapping over another: items of a list with ids by id, everything else that is not a mapping replaced.

    Also returns where a location of what was laid over has gone.
    """
    merged, places = dict(base), {}
    for key, value in over.items():
        old = base.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            merged[key] = _merge(old, value)[0]
        elif _has_ids(value) and _has_ids(old) and key != "routes":
            merged[key], places[key] = _merge_items(old, value)
        else:
            merged[key] = value

    def moved(at: tuple[str | int, ...]) -> tuple[str | int, ...]:
        if len(at) > 1 and at[0] in places:
            return (at[0], places[at[0]][at[1]], *at[2:])
        return at

    return merged, moved


def _merge_items(old: list[Any], over: list[Any]) -> tuple[list[Any], dict[int, int]]:
    merged, index = list(old), {item["id"]: i for i, item in enumerate(old)}
    places = {}
    for i, item in enumerate(over):
        if item["id"] in index:
            places[i] = index[item["id"]]
            merged[places[i]] = _merge(old[places[i]], item)[0]
        else:
            places[i] = len(merged)
            merged.append(item)
    return merged, places


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) and "id" in i for i in value)
