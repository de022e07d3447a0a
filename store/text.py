"""Words as every database can hold them."""

from __future__ import annotations

import unicodedata

_KEPT_CONTROLS = "\n\t"


def storable(text: str) -> str:
    """Return the text with `\\n` line ends and without what no database keeps: control characters and lone surrogates.

    Emoji, every script and the marks that shape them stay as they are. What is already storable comes back unchanged.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
