"""A run as Markdown: CommonMark with tables. What people typed is escaped, so that it reads as they typed it."""

from __future__ import annotations

import re
from functools import singledispatch

from store.export.document import RunDocument
from store.export.outline import (
    NOTICE,
    Answered,
    Fields,
    Form,
    Heading,
    Judged,
    Noted,
    Paragraph,
    Speech,
    Table,
    build_outline,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_ROOM = "\\_" * 40


def write_markdown(document: RunDocument) -> str:
    """Return the run as Markdown."""
    parts = [f"**{NOTICE}**", *(_set(block) for block in build_outline(document))]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is; lines stay lines."""
    plain = _SPECIAL.sub(r"\\\1", text)
    plain = _LINE_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], plain)
    lines = [line.strip() for line in plain.split("\n")]
    return "\\\n".join(line or "&nbsp;" for line in lines) if any(lines) else ""


@singledispatch
def _set(block: object) -> str:
    raise TypeError(f"no Markdown for {block!r}")


@_set.register
def _(block: Heading) -> str:
    return f"{'#' * block.level} {_one_line(block.text)}"


@_set.register
def _(block: Paragraph) -> str:
    return f"*{_one_line(block.text)}*" if block.quiet else escaped(block.text)


@_set.register
def _(block: Fields) -> str:
    return _table(("", ""), tuple((f"**{_one_line(name)}**", _one_line(value)) for name, value in block.rows))


@_set.register
def _(block: Speech) -> str:
    if not block.name:
        return f"*{_one_line(block.text)}*"
    said = f"**{_one_line(block.name)}:** {escaped(block.text)}"
    return "\n".join(f"> {line}" for line in said.split("\n")) if block.own else said


@_set.register
def _(block: Judged) -> str:
    quote = f" “{_one_line(block.quote)}”" if block.quote else ""
    head = (
        f"- {escaped(block.sign)} {block.word}: **{_one_line(block.title)}**.{quote} {_one_line(block.says)}".rstrip()
    )
    return "\n".join([head, *(f"  - {_one_line(remark)}" for remark in block.remarks)])


@_set.register
def _(block: Answered) -> str:
    return f"**{_one_line(block.question)}**\n\n{escaped(block.answer) or _ROOM}"


@_set.register
def _(block: Noted) -> str:
    quote = f", on “{_one_line(block.quote)}”" if block.quote else ""
    said = f"**{_one_line(block.name)}{quote}:** {escaped(block.text)}"
    return "\n".join(f"> {line}" for line in said.split("\n"))


@_set.register
def _(block: Table) -> str:
    return _table(block.columns, tuple(tuple(map(_one_line, row)) for row in block.rows))


@_set.register
def _(block: Form) -> str:
    return _table(block.columns, tuple(tuple(map(_one_line, row)) for row in block.rows))


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
