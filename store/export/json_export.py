"""A run as JSON, and back without loss. `FORMAT` and `VERSION` lead the file, so that what it is can be told first."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from store.errors import DocumentInvalid
from store.export.document import RunDocument
from store.text import storable

FORMAT = "attune-run"
VERSION = 2
"""2 since runs carry reviews; a file of version 1 has none, and is read as it is."""

MAX_BYTES = 20_000_000
"""Larger files are refused unread; a long run takes some hundred thousand bytes."""

_READ = (1, VERSION)
_NEWER = "install the newer version of Attune to open it"
_WHOLE = "ask for the file again"


def write_json(document: RunDocument) -> str:
    """Return the run as indented JSON."""
    return json.dumps(build_content(document), ensure_ascii=False, indent=2) + "\n"


def build_content(document: RunDocument) -> dict[str, Any]:
    """Return the run as a JSON value."""
    return {"format": FORMAT, "version": VERSION, **document.model_dump(mode="json")}


def parse_json(data: bytes, where: str | None = None) -> RunDocument:
    """Return the run that `write_json` wrote; raises DocumentInvalid with the reason. `where` names the file."""
    return read_content(_parse(data, where), where)


def read_content(content: object, where: str | None = None) -> RunDocument:
    """Return the run in a JSON value that was parsed; raises DocumentInvalid with the reason."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DocumentInvalid("this is not a run written by `attune export --format json`", where)
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise DocumentInvalid(f"this run is of format {version}, newer than this version knows", where, _NEWER)
    if version not in _READ:
        raise DocumentInvalid(f"this run is of format {version!r:.40}, which never was", where)
    if not can_be_kept(content):
        raise DocumentInvalid("it holds characters that Attune never writes, so it was changed", where, _WHOLE)
    return _validated({name: value for name, value in content.items() if name not in ("format", "version")}, where)


def _parse(data: bytes, where: str | None) -> Any:
    if len(data) > MAX_BYTES:
        raise DocumentInvalid(f"{len(data):,} bytes are more than any run has; {MAX_BYTES:,} are read", where)
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise DocumentInvalid(f"it was cut short or changed: {reason}", where, _WHOLE) from error


def _validated(content: dict[str, Any], where: str | None) -> RunDocument:
    try:
        return RunDocument.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        raise DocumentInvalid(f"it was changed, and is no run any more: {reason}", where, _WHOLE) from error


def can_be_kept(value: Any) -> bool:
    """Return whether every word in a JSON value is one that the database keeps as it is."""
    if isinstance(value, str):
        return storable(value) == value
    if isinstance(value, dict):
        return all(can_be_kept(part) for pair in value.items() for part in pair)
    return all(map(can_be_kept, value)) if isinstance(value, list) else True
