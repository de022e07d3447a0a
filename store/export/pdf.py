"""A run as a PDF: A4, the notice on every page, set in the fonts that come with Attune.

A character that neither font has (an emoji, say) is written by its name in brackets, so that nothing is lost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import zip_longest
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from store.export.document import RunDocument
from store.export.outline import (
    NOTICE,
    Answered,
    Block,
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

FONTS = Path(__file__).resolve().parents[2] / "assets" / "print-fonts"
FONT = "Atkinson"
FALLBACK = "DejaVu"
_FILES = {
    "": "AtkinsonHyperlegibleNext_400Regular.ttf",
    "B": "AtkinsonHyperlegibleNext_700Bold.ttf",
    "I": "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
}
_POINTS = 11
_HEADING_POINTS = {1: 20, 2: 15, 3: 12}
_LEADING = 1.45
_MM_A_POINT = 25.4 / 72
_MARGIN_MM = 22
_INDENT_MM = 8
_ROOM_MM = 24
_ROW_MM = 11
_HEADING_MM = 16
_BLACK, _QUIET = 0, 80
_SHAPING = ("Cf", "Mn", "Me")
"""Joiners, variation selectors and marks: what a font lacks of these is left out, as they are nothing by themselves."""


@dataclass(frozen=True)
class _Face:
    style: str = ""
    points: int = _POINTS
    tone: int = _BLACK


_PLAIN, _BOLD, _ITALIC, _FAINT = _Face(), _Face("B"), _Face("I"), _Face(tone=_QUIET)


def write_pdf(document: RunDocument) -> bytes:
    """Return the run as a PDF file."""
    writer = _Writer(document.title)
    blocks = build_outline(document)
    for block, following in zip_longest(blocks, blocks[1:]):
        writer.make_room(block, following)
        writer.set(block)
    return writer.bytes()


class _Page(FPDF):
    """A page with the notice above and its number below."""

    def header(self) -> None:
        """Set the notice, in bold and centred."""
        self.set_font(FONT, "B", 10)
        self.set_text_color(_BLACK)
        self.cell(0, 6, NOTICE, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def footer(self) -> None:
        """Set the page's number."""
        self.set_y(-15)
        self.set_font(FONT, "", 9)
        self.set_text_color(_QUIET)
        self.cell(0, 6, f"Page {self.page_no()} of {{nb}}", align="C")


class _Writer:
    def __init__(self, title: str) -> None:
        self._pdf = _Page(format="A4")
        self._pdf.set_margins(_MARGIN_MM, 14, _MARGIN_MM)
        self._pdf.set_auto_page_break(True, margin=20)
        self._pdf.set_title(f"{title[:200]}: {NOTICE}")
        self._pdf.set_creator("Attune")
        self._pdf.set_lang("en-GB")
        self._load_fonts()
        self._pdf.add_page()

    def bytes(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())

    def make_room(self, block: Block, following: Block | None) -> None:
        """Turn the page where what must stay together would not fit: a form, or a heading and what it heads."""
        millimetres = _height(block)
        if isinstance(block, Heading):
            millimetres += _HEADING_MM + max(_height(following), _HEADING_MM)
        if self._pdf.will_page_break(millimetres):
            self._pdf.add_page()

    @singledispatchmethod
    def set(self, block: Block) -> None:
        """Add a block at the end."""
        raise TypeError(f"nothing to print for {block!r}")

    @set.register
    def _(self, block: Heading) -> None:
        points = _HEADING_POINTS[block.level]
        self._pdf.ln(points / 5)
        self._text(block.text, _Face("B", points))

    @set.register
    def _(self, block: Paragraph) -> None:
        self._text(block.text, _FAINT if block.quiet else _PLAIN)

    @set.register
    def _(self, block: Fields) -> None:
        self._table(block.rows, heads=False, widths=(22, 78))

    @set.register
    def _(self, block: Speech) -> None:
        indent = _INDENT_MM if block.own else 0
        if block.name:
            self._text(f"{block.name}:", _BOLD, indent=indent, after=0)
        self._text(block.text, _PLAIN if block.name else _ITALIC, indent=indent)

    @set.register
    def _(self, block: Judged) -> None:
        self._text(f"{block.sign} {block.word}: {block.title}", _BOLD, indent=_INDENT_MM, after=0)
        for text, face in ((f"“{block.quote}”" if block.quote else "", _ITALIC), (block.says, _PLAIN)):
            if text:
                self._text(text, face, indent=_INDENT_MM, after=0)
        for remark in block.remarks:
            self._text(f"• {remark}", indent=_INDENT_MM * 2, after=0)
        self._pdf.ln(2)

    @set.register
    def _(self, block: Answered) -> None:
        self._text(block.question, _BOLD, after=0.5)
        if block.answer:
            self._text(block.answer)
        else:
            self._pdf.rect(self._pdf.l_margin, self._pdf.get_y(), self._pdf.epw, _ROOM_MM)
            self._pdf.ln(_ROOM_MM + 3)

    @set.register
    def _(self, block: Noted) -> None:
        quote = f", on “{block.quote}”" if block.quote else ""
        self._text(f"{block.name}{quote}:", _BOLD, indent=_INDENT_MM, after=0)
        self._text(block.text, indent=_INDENT_MM)

    @set.register
    def _(self, block: Table) -> None:
        self._table((block.columns, *block.rows), heads=True, widths=(38, 62))

    @set.register
    def _(self, block: Form) -> None:
        self._table((block.columns, *block.rows), heads=True, row_mm=_ROW_MM)

    def _text(self, text: str, face: _Face = _PLAIN, indent: float = 0, after: float = 2) -> None:
        self._pdf.set_font(FONT, face.style, face.points)
        self._pdf.set_text_color(face.tone)
        self._pdf.set_x(self._pdf.l_margin + indent)
        height = face.points * _MM_A_POINT * _LEADING
        self._pdf.multi_cell(0, height, self._settable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._pdf.ln(after)

    def _table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        heads: bool,
        widths: tuple[int, ...] | None = None,
        row_mm: float | None = None,
    ) -> None:
        self._pdf.set_font(FONT, "", _POINTS - 1)
        self._pdf.set_text_color(_BLACK)
        style = FontFace(emphasis="BOLD")
        line_mm = (_POINTS - 1) * _MM_A_POINT * _LEADING
        with self._pdf.table(
            first_row_as_headings=heads,
            headings_style=style,
            col_widths=widths,
            text_align="LEFT",
            line_height=line_mm,
            min_row_height=row_mm,
            padding=1.5,
        ) as table:
            for texts in rows:
                row = table.row()
                for column, text in enumerate(texts):
                    row.cell(self._settable(text), style=style if column == 0 and not heads else None)
        self._pdf.ln(3)

    def _load_fonts(self) -> None:
        for style, file in _FILES.items():
            self._pdf.add_font(FONT, style, FONTS / file)
        self._pdf.add_font(FALLBACK, "", FONTS / "DejaVuSans.ttf")
        self._pdf.set_fallback_fonts([FALLBACK], exact_match=False)
        fonts = (self._pdf.fonts[name.lower()] for name in (FONT, FALLBACK))
        self._known = frozenset(code for font in fonts if isinstance(font, TTFFont) for code in font.cmap) | {ord("\n")}

    def _settable(self, text: str) -> str:
        """Return the text in characters that the fonts have; the others by name."""
        return "".join(c if ord(c) in self._known else _named(c) for c in text)


def _height(block: Block | None) -> float:
    """Return what a block needs in one piece; 0 for one that may run over to the next page."""
    if isinstance(block, Form):
        return _ROW_MM * (1 + len(block.rows)) + 4
    return _ROOM_MM + 10 if isinstance(block, Answered) and not block.answer else 0


def _named(character: str) -> str:
    if unicodedata.category(character) in _SHAPING:
        return ""
    if character == "\t":
        return "    "
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
