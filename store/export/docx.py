"""A run as a Word document that can be edited: real headings, real tables, the notice on every page."""

from __future__ import annotations

from functools import singledispatchmethod
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

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

FONT = "Calibri"
_QUIET = RGBColor(0x59, 0x59, 0x59)
_INDENT = Cm(0.75)
_ROW_HEIGHT = Cm(1.1)
_ROOM_LINES = 3


def write_docx(document: RunDocument) -> bytes:
    """Return the run as a .docx file."""
    writer = _Writer(document.title)
    for block in build_outline(document):
        writer.set(block)
    return writer.bytes()


class _Writer:
    def __init__(self, title: str) -> None:
        self._docx = Document()
        self._docx.core_properties.title = f"{title[:200]}: {NOTICE}"
        self._docx.core_properties.author = "Attune"
        self._docx.core_properties.language = "en-GB"
        self._docx.core_properties.comments = ""
        self._style()
        self._head()

    def bytes(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self._docx.save(file)
        return file.getvalue()

    @singledispatchmethod
    def set(self, block: Block) -> None:
        """Add a block at the end."""
        raise TypeError(f"no Word paragraph for {block!r}")

    @set.register
    def _(self, block: Heading) -> None:
        self._docx.add_heading(block.text, level=block.level)

    @set.register
    def _(self, block: Paragraph) -> None:
        run = self._docx.add_paragraph().add_run(block.text)
        if block.quiet:
            run.font.color.rgb = _QUIET

    @set.register
    def _(self, block: Fields) -> None:
        table = self._table(len(block.rows), 2)
        for row, (name, value) in zip(table.rows, block.rows, strict=True):
            row.cells[0].paragraphs[0].add_run(name).bold = True
            row.cells[1].text = value
            row.cells[0].width, row.cells[1].width = Cm(3.5), Cm(12.5)

    @set.register
    def _(self, block: Speech) -> None:
        paragraph = self._docx.add_paragraph()
        if block.own:
            paragraph.paragraph_format.left_indent = _INDENT
        if block.name:
            paragraph.add_run(f"{block.name}: ").bold = True
        paragraph.add_run(block.text).italic = not block.name

    @set.register
    def _(self, block: Judged) -> None:
        paragraph = self._docx.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{block.sign} {block.word}: {block.title}. ").bold = True
        if block.quote:
            paragraph.add_run(f"“{block.quote}” ").italic = True
        paragraph.add_run(block.says)
        for remark in block.remarks:
            self._docx.add_paragraph(remark, style="List Bullet 2")

    @set.register
    def _(self, block: Answered) -> None:
        question = self._docx.add_paragraph()
        question.add_run(block.question).bold = True
        question.paragraph_format.keep_with_next = True
        if block.answer:
            self._docx.add_paragraph(block.answer)
        else:
            self._room()

    @set.register
    def _(self, block: Noted) -> None:
        paragraph = self._docx.add_paragraph()
        paragraph.paragraph_format.left_indent = _INDENT
        quote = f", on “{block.quote}”" if block.quote else ""
        paragraph.add_run(f"{block.name}{quote}: ").bold = True
        paragraph.add_run(block.text)

    @set.register
    def _(self, block: Table) -> None:
        table = self._headed(block.columns, len(block.rows))
        for row, texts in zip(table.rows[1:], block.rows, strict=True):
            row.cells[0].text, row.cells[1].text = texts
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Cm(6), Cm(10)

    @set.register
    def _(self, block: Form) -> None:
        table = self._headed(block.columns, len(block.rows))
        for row, texts in zip(table.rows[1:], block.rows, strict=True):
            row.height = _ROW_HEIGHT
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    def _room(self) -> None:
        """Leave an empty box to write in."""
        self._table(1, 1).rows[0].height = _ROW_HEIGHT * _ROOM_LINES
        self._docx.add_paragraph()

    def _headed(self, columns: tuple[str, ...], rows: int):  # type: ignore[no-untyped-def]  # python-docx has no types
        """Add a table with a head that stands on each page it goes over to."""
        table = self._table(1 + rows, len(columns))
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(column).bold = True
        _repeat_on_each_page(table.rows[0])
        return table

    def _table(self, rows: int, columns: int):  # type: ignore[no-untyped-def]  # python-docx has no types
        table = self._docx.add_table(rows, columns)
        table.style = "Table Grid"
        return table

    def _style(self) -> None:
        normal = self._docx.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        for level in (1, 2, 3):
            style = self._docx.styles[f"Heading {level}"]
            style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
            style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
            style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))

    def _head(self) -> None:
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(NOTICE).bold = True


def _repeat_on_each_page(row) -> None:  # type: ignore[no-untyped-def]  # python-docx has no types
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
