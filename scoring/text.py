"""A reply cut into the sentences that are judged, each with its place in the reply."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_CHARS = 4000
"""A reply is judged on its first 4,000 characters, about eight minutes of speech; the rest is kept but not read."""

MAX_SENTENCES = 40
LONG_WORDS = 22
"""A sentence of more words than this is cut at its clauses: people often type without full stops."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+")
_CLAUSE_START = re.compile(r"[;:–—]\s+|,\s+|\s-\s|\s(?=(?:and|but|so|because|cos|then)\s)", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})


@dataclass(frozen=True)
class Span:
    """A stretch of the reply: `text` is `reply[start:end]`."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, apostrophes straightened."""
    return [word.lower() for word in _WORD.findall(plain(text))]


def plain(text: str) -> str:
    """Return the text as the encoder should see it: straight quotes, composed letters, shouting lowered, single
    spaces."""
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    letters = sum(map(str.isalpha, text))
    if letters > 12 and sum(map(str.isupper, text)) > 0.7 * letters:
        text = text.lower()
    return " ".join(text.split())


def split_sentences(reply: str) -> tuple[Span, ...]:
    """Cut a reply into sentences and long sentences into clauses; empty for a reply without a single word.

    Offsets are those of the reply as typed. Only the first MAX_CHARS characters and MAX_SENTENCES pieces are cut.
    """
    read = reply[:MAX_CHARS]
    spans: list[Span] = []
    start = 0
    for end in [m.end() for m in _SENTENCE_END.finditer(read)] + [len(read)]:
        spans.extend(_clauses(read, start, end))
        start = end
    return tuple(spans[:MAX_SENTENCES])


def whole_text(sentences: Sequence[str]) -> str:
    """Return what is encoded as the whole reply, from its sentences as they are encoded."""
    return " ".join(sentences)


def _clauses(reply: str, start: int, end: int) -> list[Span]:
    if len(_WORD.findall(reply, start, end)) <= LONG_WORDS:
        span = _trimmed(reply, start, end)
        return [span] if span else []
    middle = _cut_nearest_middle(reply, start, end)
    if middle is None:
        span = _trimmed(reply, start, end)
        return [span] if span else []
    return _clauses(reply, start, middle) + _clauses(reply, middle, end)


def _cut_nearest_middle(reply: str, start: int, end: int) -> int | None:
    middle = (start + end) // 2
    cuts = [m.end() for m in _CLAUSE_START.finditer(reply, start, end)]
    long_enough = [
        c for c in cuts if len(_WORD.findall(reply, start, c)) >= 5 and len(_WORD.findall(reply, c, end)) >= 5
    ]
    return min(long_enough, key=lambda c: abs(c - middle), default=None)


def _trimmed(reply: str, start: int, end: int) -> Span | None:
    text = reply[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Span(text, start, start + len(text)) if _WORD.search(text) else None
