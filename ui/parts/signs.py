"""A verdict as a sign and a word, never as a colour alone."""

from __future__ import annotations

from engine.verdict import Judgement
from simulator.notes import SIGNS, Standing

JUDGEMENTS: dict[Judgement, tuple[Standing, str]] = {
    Judgement.MET: (Standing.DID, "Done"),
    Judgement.PARTIAL: (Standing.PARTLY, "Partly"),
    Judgement.MISSED: (Standing.NOT_YET, "Not yet"),
    Judgement.PRESENT: (Standing.WATCH_OUT, "Watch out"),
    Judgement.ABSENT: (Standing.CLEAR, "Not here"),
}
"""How a judgement is said by one person of another's reply: the colour of its standing, and its word."""


def sign_html(standing: Standing) -> str:
    """Return a sign and its word, the sign kept from screen readers, which would spell it."""
    sign, word = SIGNS[standing]
    return f'<span class="sign {standing.value}"><span aria-hidden="true">{sign}</span> {word}</span>'


def judgement_label(judgement: Judgement) -> str:
    """Return a judgement as a sign and a word, for a label."""
    standing, word = JUDGEMENTS[judgement]
    return f"{SIGNS[standing][0]} {word}"


def judgement_html(judgement: Judgement) -> str:
    """Return a judgement as a sign and a word, as `sign_html` does."""
    standing, word = JUDGEMENTS[judgement]
    return f'<span class="sign {standing.value}"><span aria-hidden="true">{SIGNS[standing][0]}</span> {word}</span>'
