"""The PDF as pypdf reads it back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

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
from store.export.pdf import FONTS, write_pdf
from tests.store.export.examples import (
    branched,
    dictated,
    documents,
    make_document,
    make_whole,
    reviewed,
    unfinished,
    without_turns,
)


def reopened(document) -> PdfReader:
    return PdfReader(BytesIO(write_pdf(document)))


def tight(text: str) -> str:
    """Without spaces, which a PDF does not keep where lines break."""
    return "".join(text.split()).replace("🧸", "[teddybear]")


def text_of(document) -> str:
    pages = [page.extract_text() for page in reopened(document).pages]
    total = len(pages)
    body = (page.removeprefix(NOTICE) for page in pages)
    return "".join(tight(page).removesuffix(f"Page{n}of{total}") for n, page in enumerate(body, start=1))


def expected(document) -> str:
    """All that is set, in order, worked out from the outline alone."""
    parts: list[str] = []
    for block in build_outline(document):
        if isinstance(block, Heading | Paragraph):
            parts.append(block.text)
        elif isinstance(block, Fields):
            parts += [text for row in block.rows for text in row]
        elif isinstance(block, Speech):
            parts += [f"{block.name}:" if block.name else "", block.text]
        elif isinstance(block, Judged):
            parts += [f"{block.sign}{block.word}:{block.title}", f"“{block.quote}”" if block.quote else "", block.says]
            parts += [f"•{remark}" for remark in block.remarks]
        elif isinstance(block, Answered):
            parts += [block.question, block.answer]
        elif isinstance(block, Noted):
            parts += [block.name, f", on “{block.quote}”" if block.quote else "", ":", block.text]
        elif isinstance(block, Form | Table):
            parts += [text for row in (block.columns, *block.rows) for text in row]
    return tight("".join(parts))


def test_it_says_what_the_run_said_in_order() -> None:
    for document in (
        make_document(learner="Żaneta O’Brien"),
        reviewed(),
        dictated(),
        unfinished(),
        branched(),
        without_turns(),
    ):
        assert text_of(document) == expected(document)


def test_what_supervision_added_is_in_it() -> None:
    text = text_of(reviewed())
    for words in (
        "✓ You did: Open invitation",
        "Bea Żak reads this otherwise than the program: ◐ Partly. It closed again at the end.",
        "Bea Żak, on “Tell me”: You waited for him.",
        "Practise pauses Learner 1 April 2026, done 1 March 2026",
        "Supervisor Bea Żak Signed in Attune 1 March 2026, 12:07 UTC",
    ):
        assert tight(words) in text


def test_every_page_is_headed_as_no_case_record_and_numbered() -> None:
    whole = make_whole()
    long = whole.turns[0].turn.model_copy(update={"reply": "It was a long afternoon. " * 400})
    document = make_document(whole=replace(whole, turns=(replace(whole.turns[0], turn=long), whole.turns[1])))
    pages = [page.extract_text() for page in reopened(document).pages]
    assert len(pages) > 3
    assert all(page.startswith(NOTICE) for page in pages)
    assert [page.splitlines()[-1] for page in pages] == [f"Page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]
    assert text_of(document) == expected(document)


def test_it_has_a_title_and_a_language() -> None:
    read = reopened(make_document())
    assert read.metadata is not None
    assert read.metadata.title == f"The last coat: {NOTICE}"
    assert read.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Привет, Ελένη", "Привет,Ελένη"),
        ("ok 👍🏽", "ok[thumbsupsign][emojimodifierfitzpatricktype-4]"),
        ("我在听", "[cjkunifiedideograph-6211][cjkunifiedideograph-5728][cjkunifiedideograph-542c]"),
        ("x\u200d\ufe0f", "x"),
        ("a\tb", "ab"),
        ("\ue000", "[u+e000]"),
    ],
)
def test_what_the_fonts_lack_is_named(typed: str, printed: str) -> None:
    assert text_of(make_document(happened=(typed,))).split("Whathappenednext")[1].startswith(printed)


def test_the_fonts_come_with_their_licences() -> None:
    assert {path.name for path in FONTS.glob("*.txt")} == {"OFL.txt", "DejaVu-LICENSE.txt"}


@settings(max_examples=8, deadline=None)
@given(documents())
def test_any_run_can_be_written_and_reopened(document) -> None:
    assert reopened(document).pages[0].extract_text().startswith(NOTICE)
