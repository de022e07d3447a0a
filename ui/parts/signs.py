"""A verdict as a sign and a word, never as a colour alone."""

from __future__ import annotations

from simulator.notes import SIGNS, Standing


def sign_html(standing: Standing) -> str:
    """Return a sign and its word, the sign kept from screen readers, which would spell it."""
    sign, word = SIGNS[standing]
    return f'<span class="sign {standing.value}"><span aria-hidden="true">{sign}</span> {word}</span>'
