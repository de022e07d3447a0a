from __future__ import annotations

import pytest

from store.text import storable


@pytest.mark.parametrize(
    "text",
    ["I'm here.", "one\n\ttwo", "🧸👩‍👧", "مرحبا", "e\u0301", "<script>alert(1)</script>", ""],
)
def test_words_stay_as_they_are(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\0b", "ab"), ("a\ud800b", "ab"), ("a\r\nb\rc", "a\nb\nc"), ("\x1b[31mred", "[31mred"), ("\x7f\x85", "")],
)
def test_what_no_database_keeps_is_left_out(text: str, kept: str) -> None:
    assert storable(text) == kept
