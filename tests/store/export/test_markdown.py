"""Markdown as an independent reader, markdown-it, shows it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from store.export.markdown import escaped, write_markdown
from store.export.outline import NOTICE, Form, Heading, Speech, build_outline
from tests.store.export.examples import dictated, documents, make_document, reviewed, texts, without_turns

READER = MarkdownIt("commonmark").enable("table")


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def shown(markdown: str) -> str:
    return " ".join("".join(_Text(READER.render(markdown)).seen).split())


def test_it_is_headed_as_no_case_record() -> None:
    assert write_markdown(make_document()).startswith(f"**{NOTICE}**\n\n# The last coat\n")


def test_all_that_was_said_is_shown_as_it_was_said() -> None:
    document = make_document()
    text = shown(write_markdown(document))
    for block in build_outline(document):
        if isinstance(block, Speech | Heading):
            assert " ".join(block.text.split()) in text


def test_what_the_learner_typed_makes_no_headings_tables_or_html() -> None:
    tags = _Text(READER.render(write_markdown(make_document()))).tags
    outline = build_outline(make_document())
    assert sum(tag in ("h1", "h2", "h3") for tag in tags) == sum(isinstance(b, Heading) for b in outline)
    assert tags.count("table") == 1 + sum(isinstance(block, Form) for block in outline)
    assert "rush" not in tags


def test_remarks_stand_below_their_verdict() -> None:
    assert (
        "- ✓ You did: **Open invitation**. “Tell me” You left the words to Kit.\n"
        "  - The learner sees this otherwise: It was an open question.\n"
    ) in write_markdown(make_document())


def test_what_supervision_added_is_in_it() -> None:
    text = shown(write_markdown(reviewed()))
    for words in (
        "Bea Żak reads this otherwise than the program: ◐ Partly. It closed again at the end.",
        "Bea Żak, on “Tell me”: You waited for him.",
        "Bea Żak: Calm all through. 🧸",
        "Practise pauses",
        "Read the policy",
    ):
        assert words in text
    rows = [line for line in write_markdown(reviewed()).splitlines() if "Practise pauses" in line]
    assert rows == ["|  |  | Practise pauses | Learner | 1 April 2026, done 1 March 2026 |"]


def test_a_dictated_record_is_a_table() -> None:
    rows = [line for line in write_markdown(dictated()).splitlines() if "Hazel" in line]
    said = r"✓ In the record ✓ Says who ○ No date “Hazel, the clinic.” “\*She\* \| rings.”"
    assert rows == [f"| Hazel books the clinic. | {said} |"]
    text = shown(write_markdown(dictated()))
    assert "○ Not in the record" in text and "Not agreed: A joint enquiry begins." in text


@pytest.mark.parametrize(
    "text",
    ["# a", "- a", "+ a", "1. a", "12) a", "*a*", "`a`", "<b>", "[a](b)", "a | b", "&amp;", "===", "---", "~~~", "> a"],
)
def test_marks_are_shown_and_mean_nothing(text: str) -> None:
    assert (
        READER.render(escaped(text))
        == f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>\n"
    )


@given(texts)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    html = READER.render(escaped(text))
    plain = unescape(html.removeprefix("<p>").removesuffix("</p>\n").replace("<br />", "")).replace("\xa0", " ")
    assert plain.split() == text.replace("\xa0", " ").split()


@settings(max_examples=30, deadline=None)
@given(documents())
def test_any_run_can_be_written(document) -> None:
    assert shown(write_markdown(document)).startswith(NOTICE)


def test_a_run_without_a_turn_can_be_written() -> None:
    assert "Nothing was said." in write_markdown(without_turns())
