"""Replies as they come off a real keyboard: slips, text-speak, missing marks and words. For fitting and for tests."""

from __future__ import annotations

import re
from random import Random

_SHORT = {
    "you": "u", "are": "r", "your": "ur", "because": "cos", "please": "pls", "to": "2", "for": "4", "tomorrow": "tmrw",
    "with": "w", "and": "n", "something": "smth", "don't": "dont", "i'm": "im", "people": "ppl", "though": "tho",
    "right": "rite", "what": "wot", "have": "av",
}  # fmt: skip
_OFTEN_DROPPED = {"the", "a", "an", "is", "are", "do", "does", "am"}


def add_noise(text: str, rng: Random) -> str:
    """Return the text as a hurried person might have typed it; about half of all texts come back unchanged."""
    if rng.random() < 0.45:
        return text
    words = text.split()
    if rng.random() < 0.5:
        words = [slip(word, rng) if rng.random() < 0.08 else word for word in words]
    if rng.random() < 0.3:
        words = [_SHORT.get(word.lower(), word) if rng.random() < 0.6 else word for word in words]
    if rng.random() < 0.2:
        words = [word for word in words if word.lower() not in _OFTEN_DROPPED or rng.random() < 0.4]
    return _unmark(" ".join(words), rng) or text


def slip(word: str, rng: Random) -> str:
    """Return a word with one typing slip inside it; words of three letters or fewer stay as they are."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    dropped = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    return rng.choice((swapped, dropped, doubled))


def _unmark(text: str, rng: Random) -> str:
    if rng.random() < 0.4:
        text = text.replace("'", "").replace("’", "")
    if rng.random() < 0.3:
        return re.sub(r"[.,;!]", "", text)
    return text
