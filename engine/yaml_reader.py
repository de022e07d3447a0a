"""Strict YAML: what is written is what is read, and every value remembers its line. The only importer of yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from engine.findings import Finding, InvalidFile

Location = tuple[str | int, ...]

MAX_BYTES = 8_000_000
MAX_DEPTH = 40

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_SURPRISES = (
    (re.compile(r"(?i)(yes|no|on|off|y|n)"), "YAML 1.1 reads it as true or false"),
    (re.compile(r"(?i)(null|~)"), "YAML reads it as nothing at all"),
    (re.compile(r"(?i)(true|false)"), "write it as true or false in small letters"),
    (re.compile(r"[-+]?\d+(:[0-5]?\d)+(\.\d*)?"), "YAML 1.1 reads it as a number in base sixty"),
    (re.compile(r"[-+]?0[0-9_]+|0[xob][0-9a-fA-F_]+"), "YAML 1.1 reads it as an octal or hexadecimal number"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*"), "YAML 1.1 drops the underscore"),
    (re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?|[-+]?\.(inf|nan)|\.NaN"), "only whole numbers are used here"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*"), "YAML reads it as a date"),
)

_LONGEST_WORD = len("false")
"""No longer word is a surprise; what else is one begins with a sign or digit."""


@dataclass(frozen=True)
class Source:
    """A file that was read: its path, and the line at which each value stands, by location in the data."""

    path: Path
    lines: Mapping[Location, int]

    def line(self, *location: str | int) -> int:
        """Return the line of the nearest enclosing value that is known; 1 when none is."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def finding(self, code: str, message: str, *location: str | int, hint: str | None = None) -> Finding:
        """Make a finding at a location of this file."""
        return Finding(self.path, self.line(*location), code, message, hint)


def load_yaml(path: Path) -> tuple[Any, Source]:
    """Read one YAML file into plain values and their lines.

    Raises InvalidFile with every problem: Y01 unreadable, Y02 key given twice, Y03 a value YAML would change.
    """
    return parse_yaml(_read(path), path)


def parse_yaml(text: str, path: Path) -> tuple[Any, Source]:
    """Parse YAML text as `load_yaml` does; `path` is only named in findings."""
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise InvalidFile([_unreadable(path, error)]) from error
    except RecursionError as error:
        raise InvalidFile([Finding(path, 1, "Y01", "the file is nested too deeply")]) from error
    if root is None:
        raise InvalidFile([Finding(path, 1, "Y01", "the file is empty")])
    reader = _Reader(path)
    value = reader.value(root, ())
    if reader.findings:
        raise InvalidFile(reader.findings)
    return value, Source(path, reader.lines)


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InvalidFile([Finding(path, 1, "Y01", f"cannot be read: {error.strerror}")]) from error
    if len(raw) > MAX_BYTES:
        raise InvalidFile([Finding(path, 1, "Y01", f"is {len(raw)} bytes long; at most {MAX_BYTES} are read")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidFile([Finding(path, line, "Y01", "is not UTF-8 text", "save it as UTF-8")]) from error


def _unreadable(path: Path, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Finding(path, mark.line + 1 if mark else 1, "Y01", f"is not YAML: {problem}", "check indentation and quotes")


class _Reader:
    """Turns composed nodes into values, noting lines and problems as it goes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Location, int] = {}
        self.findings: list[Finding] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, at: Location) -> Any:
        self.lines[at] = node.start_mark.line + 1
        if self._refused(node, at):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, i)) for i, item in enumerate(node.value)]
        return self._scalar(cast(yaml.ScalarNode, node))

    def _refused(self, node: yaml.Node, at: Location) -> bool:
        if len(at) > MAX_DEPTH:
            self._find("Y01", node, "is nested too deeply")
        elif id(node) in self._seen:
            self._find("Y03", node, "an alias (*name) repeats this value", "write the value out again")
        elif node.tag.startswith("!") and node.tag != "!":
            self._find("Y03", node, f"the tag {node.tag} is not used here", "remove it")
        else:
            self._seen.add(id(node))
            return False
        return True

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node, key=True) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._find("Y03", key_node, "a key must be a word", "put it in quotes")
            elif key in values:
                first = self.lines[(*at, key)]
                self._find("Y02", key_node, f"the key '{key}' was already given on line {first}", "keep one of them")
            else:
                values[key] = self.value(value_node, (*at, key))
                self.lines[(*at, key)] = key_node.start_mark.line + 1
        return values

    def _scalar(self, node: yaml.ScalarNode, key: bool = False) -> str | int | bool | None:
        text: str = node.value
        if node.style not in (None, ""):
            return text
        if text == "":
            self._find("Y03", node, "nothing is written here", 'write a value, or "" for an empty one')
            return None
        if text in ("true", "false") and not key:
            return text == "true"
        if _INTEGER.fullmatch(text) and not key:
            return int(text)
        if len(text) > _LONGEST_WORD and text[0].isalpha():
            return text
        for pattern, reason in _SURPRISES:
            if pattern.fullmatch(text):
                self._find("Y03", node, f"'{text}' without quotes is not what it seems: {reason}", f'write "{text}"')
        return text

    def _find(self, code: str, node: yaml.Node, message: str, hint: str | None = None) -> None:
        self.findings.append(Finding(self.path, node.start_mark.line + 1, code, message, hint))
