"""The Word document as python-docx reads it back."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.table import Table as Read
from hypothesis import given, settings

from store.export.docx import write_docx
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
from tests.store.export.examples import (
    REPLY,
    branched,
    dictated,
    documents,
    make_document,
    reviewed,
    unfinished,
    without_turns,
)


def reopened(document):
    return Document(BytesIO(write_docx(document)))


def cells(table: Read) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row.cells) for row in table.rows)


def expected_lines(document) -> list[str]:
    """Every paragraph outside tables, in order, worked out from the outline alone."""
    lines: list[str] = []
    for block in build_outline(document):
        if isinstance(block, Heading | Paragraph):
            lines.append(block.text)
        elif isinstance(block, Speech):
            lines.append(f"{block.name}: {block.text}" if block.name else block.text)
        elif isinstance(block, Judged):
            quote = f"“{block.quote}” " if block.quote else ""
            lines += [f"{block.sign} {block.word}: {block.title}. {quote}{block.says}", *block.remarks]
        elif isinstance(block, Answered):
            lines += [block.question, block.answer]
        elif isinstance(block, Noted):
            quote = f", on “{block.quote}”" if block.quote else ""
            lines.append(f"{block.name}{quote}: {block.text}")
    return lines


def test_every_page_is_headed_as_no_case_record() -> None:
    read = reopened(make_document())
    assert [section.header.paragraphs[0].text for section in read.sections] == [NOTICE]
    assert read.core_properties.title == f"The last coat: {NOTICE}"
    assert read.core_properties.language == "en-GB"


def test_it_says_what_the_run_said_in_order() -> None:
    for document in (make_document(), reviewed(), dictated(), unfinished(), branched(), without_turns()):
        assert [paragraph.text for paragraph in reopened(document).paragraphs] == expected_lines(document)
    assert f"Learner: {REPLY}" in expected_lines(make_document())


def test_headings_are_headings() -> None:
    found = [p for p in reopened(make_document()).paragraphs if p.style.name.startswith("Heading")]
    wanted = [block for block in build_outline(make_document()) if isinstance(block, Heading)]
    assert [(p.style.name, p.text) for p in found] == [(f"Heading {block.level}", block.text) for block in wanted]


def test_facts_actions_and_signatures_are_tables() -> None:
    document = make_document()
    outline = build_outline(document)
    fields, room, actions, signatures = map(cells, reopened(document).tables)
    assert fields == next(block.rows for block in outline if isinstance(block, Fields))
    assert room == (("",),)
    forms = [block for block in outline if isinstance(block, Form)]
    assert [actions, signatures] == [(form.columns, *form.rows) for form in forms]


def test_a_dictated_record_is_a_table() -> None:
    (wanted,) = (block for block in build_outline(dictated()) if isinstance(block, Table))
    assert cells(reopened(dictated()).tables[1]) == (wanted.columns, *wanted.rows)


def test_what_supervision_added_is_in_it() -> None:
    read = reopened(reviewed())
    lines = [paragraph.text for paragraph in read.paragraphs]
    assert "Bea Żak, on “Tell me”: You waited for him." in lines
    assert "Bea Żak reads this otherwise than the program: ◐ Partly. It closed again at the end." in lines
    assert any(line.startswith("✓ You did: Open invitation.") for line in lines)
    *_, actions, signatures = map(cells, read.tables)
    assert actions[1] == ("", "", "Practise pauses", "Learner", "1 April 2026, done 1 March 2026")
    assert signatures[2] == ("Supervisor", "Bea Żak", "Signed in Attune", "1 March 2026, 12:07 UTC")


@settings(max_examples=15, deadline=None)
@given(documents())
def test_any_run_can_be_written_and_reopened(document) -> None:
    assert reopened(document).sections[0].header.paragraphs[0].text == NOTICE
