"""Words from learners and authors made safe to draw: nothing in them is ever markup."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^])")


def as_html(text: str) -> str:
    """Return the text for use inside HTML, with straight quotation marks and angle brackets as themselves."""
    return html.escape(text, quote=True)


def as_label(text: str) -> str:
    """Return the text for a widget's label, which Streamlit reads as Markdown, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def as_paragraphs(text: str) -> str:
    """Return one `<p>` for each block of lines; empty text gives nothing."""
    return "".join(f"<p>{as_html(block.strip())}</p>" for block in re.split(r"\n\s*\n", text) if block.strip())


def with_mark(text: str, start: int, end: int) -> str:
    """Return the text as HTML with `text[start:end]` highlighted; nothing is highlighted when that is empty."""
    if not 0 <= start < end <= len(text):
        return as_html(text)
    return f"{as_html(text[:start])}<mark>{as_html(text[start:end])}</mark>{as_html(text[end:])}"
