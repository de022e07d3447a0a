"""Strict YAML: what is written is what is read, and every value remembers its line. The only importer of yaml."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from engine.findings import Finding, InvalidFile

Location = tuple[str | int, ...]

Lines = int | dict[str | int | None, "Lines"]
"""The line of a plain value; of a mapping or list its own, under None, and those of what is in it by key or place."""

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MOST_DIGITS = 9
MOST_FINDINGS = 200
"""More problems than this are not gathered from one file: a hostile one could have millions."""

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

_CHECK = "check indentation and quotes"

_LONGEST_WORD = len("false")
"""No longer word is a surprise; what else is one begins with a sign or digit."""


@dataclass(frozen=True)
class Source:
    """A file that was read: its path and its text."""

    path: Path
    text: str

    @cached_property
    def lines(self) -> Lines:
        """The line at which each value stands, in a tree of the data's own shape.

        Read again when first asked for: most files have nothing wrong, and the tree is as large as the data.
        """
        return _Reader(self.path, self.text).document()[1]

    def line(self, *location: str | int) -> int:
        """Return the line of the value at a location, or of the nearest enclosing one that is there."""
        found = self.lines
        for step in location:
            if not isinstance(found, dict) or step not in found:
                break
            found = found[step]
        return _first_line(found)

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
    reader = _Reader(path, text)
    try:
        value, _ = reader.document()
    except yaml.YAMLError as error:
        raise InvalidFile([_unreadable(path, error)]) from error
    if reader.findings:
        raise InvalidFile(reader.findings)
    return value, Source(path, text)


@lru_cache(maxsize=4096)
def _surprises(text: str) -> tuple[str, ...]:
    """Why a word without quotes is not what it seems; remembered, as the same short words come again and again."""
    return tuple(reason for pattern, reason in _SURPRISES if pattern.fullmatch(text))


def _line(event: yaml.Event) -> int:
    line: int = event.start_mark.line  # type: ignore[union-attr]  # whatever was parsed has a mark
    return line + 1


def _first_line(lines: Lines) -> int:
    return _first_line(lines[None]) if isinstance(lines, dict) else lines


def _read(path: Path) -> str:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InvalidFile([Finding(path, 1, "Y01", "cannot be read: it is no file")])
        if found.st_size > MAX_BYTES:
            raise InvalidFile([Finding(path, 1, "Y01", f"is {found.st_size} bytes long; at most {MAX_BYTES} are read")])
        raw = path.read_bytes()
    except OSError as error:
        raise InvalidFile([Finding(path, 1, "Y01", f"cannot be read: {error.strerror}")]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidFile([Finding(path, line, "Y01", "is not UTF-8 text", "save it as UTF-8")]) from error


def _unreadable(path: Path, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Finding(path, mark.line + 1 if mark else 1, "Y01", f"is not YAML: {problem}", _CHECK)


class _Reader:
    """Turns a file's events into values as they are parsed, noting lines and problems as it goes.

    Values are made from events, not from composed nodes: a large file then costs what it holds and no tree beside it,
    and neither deep nesting nor an alias is followed before it is refused.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._anchors: dict[str, int] = {}
        self._next = cast(Callable[[], yaml.Event], yaml.CBaseLoader(text).get_event)

    def document(self) -> tuple[Any, Lines]:
        """Return the value of the only document, and its lines."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self.findings.append(Finding(self.path, 1, "Y01", "the file is empty"))
            return None, 1
        first = self._next()
        value, lines = self.value(first, 0, _line(first))
        self._next()
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            problem = "found another document, where there can be only one"
            raise self._not_yaml(following, problem)
        return value, lines

    def value(self, event: yaml.Event, depth: int, line: int) -> tuple[Any, Lines]:
        """Return the value that an event begins, read to its end, and its lines; None where it is refused.

        `line` is where an author looks for it: what has a key stands where its key does.
        """
        if self._refused(event, depth):
            self._skip(event)
            return None, line
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), line
        lines: dict[str | int | None, Lines] = {None: line}
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth + 1, lines), lines
        return self._sequence(depth + 1, lines), lines

    def _refused(self, event: yaml.Event, depth: int) -> bool:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif depth > MAX_DEPTH:
            raise self._too_deep(event)
        elif (tag := getattr(event, "tag", None)) not in (None, "!"):
            self._find("Y03", event, f"the tag {tag} is not used here", "remove it")
        else:
            self._note_anchor(event)
            return False
        return True

    def _note_anchor(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = _line(event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:
            problem = f"found undefined alias '{event.anchor}'"
            raise self._not_yaml(event, problem)
        message = f"an alias (*{event.anchor}) repeats the value on line {self._anchors[event.anchor]}"
        self._find("Y03", event, message, "write the value out again")

    def _mapping(self, depth: int, lines: dict[str | int | None, Lines]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key_event := self._next(), yaml.MappingEndEvent):
            key = self._scalar(key_event, key=True) if isinstance(key_event, yaml.ScalarEvent) else None
            if isinstance(key, str) and key not in values:
                values[key], lines[key] = self.value(self._next(), depth, _line(key_event))
                continue
            if key is None:
                self._find("Y03", key_event, "a key must be a word", "put it in quotes")
            else:
                first = _first_line(lines[str(key)])
                self._find("Y02", key_event, f"the key '{key}' was already given on line {first}", "keep one of them")
            self._skip(key_event)
            self._skip(self._next())
        return values

    def _sequence(self, depth: int, lines: dict[str | int | None, Lines]) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            value, lines[len(values)] = self.value(event, depth, _line(event))
            values.append(value)
        return values

    def _skip(self, event: yaml.Event) -> None:
        """Read to the end of what this event begins, noting anchors only."""
        depth = 0
        while True:
            if not isinstance(event, yaml.AliasEvent):
                self._note_anchor(event)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            if depth > MAX_DEPTH:
                raise self._too_deep(event)
            event = self._next()

    def _scalar(self, event: yaml.ScalarEvent, key: bool = False) -> str | int | bool | None:
        if event.style not in (None, ""):
            return event.value
        text = sys.intern(event.value)  # keys and ids come again and again; one of each is kept
        if text == "":
            self._find("Y03", event, "nothing is written here", 'write a value, or "" for an empty one')
            return None
        if text in ("true", "false") and not key:
            return text == "true"
        if len(text) > _LONGEST_WORD and text[0].isalpha():
            return text
        if _INTEGER.fullmatch(text) and not key:
            return self._integer(event, text)
        for reason in _surprises(text):
            self._find("Y03", event, f"'{text}' without quotes is not what it seems: {reason}", f'write "{text}"')
        return text

    def _integer(self, event: yaml.ScalarEvent, text: str) -> int | None:
        if len(text.lstrip("+-")) > MOST_DIGITS:
            self._find(
                "Y03", event, f"'{text[:40]}' is too large a number", f"at most {MOST_DIGITS} digits are used here"
            )
            return None
        return int(text)

    def _too_deep(self, event: yaml.Event) -> InvalidFile:
        """What is nested too deeply is not read to its end: that takes the square of its depth."""
        return InvalidFile([*self.findings, Finding(self.path, _line(event), "Y01", "is nested too deeply")])

    def _not_yaml(self, event: yaml.Event, problem: str) -> InvalidFile:
        return InvalidFile([Finding(self.path, _line(event), "Y01", f"is not YAML: {problem}", _CHECK)])

    def _find(self, code: str, event: yaml.Event, message: str, hint: str | None = None) -> None:
        self.findings.append(Finding(self.path, _line(event), code, message, hint))
        if len(self.findings) == MOST_FINDINGS:
            raise InvalidFile(self.findings)
