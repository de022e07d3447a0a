"""Two runs of one conversation beside one another: what was said at each moment, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.comparison import Changed, Comparison, Moment, Side
from simulator.notes import Standing
from ui.parts.escape import as_html
from ui.parts.signs import sign_html


def changed_html(changed: Sequence[Changed]) -> str:
    """Return what stood otherwise, as a table; where nothing did, that is said."""
    if not changed:
        return '<p class="prose">What was told of your words is the same in both.</p>'
    head = '<tr><th scope="col">Practice point</th><th scope="col">First</th><th scope="col">Second</th></tr>'
    rows = "".join(
        f'<tr><th scope="row">{as_html(c.title)}</th><td>{_standing(c.first)}</td><td>{_standing(c.second)}</td></tr>'
        for c in changed
    )
    return f'<table class="record"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def moments_html(comparison: Comparison, names: tuple[str, str]) -> str:
    """Return every moment with both replies; on a phone the second stands under the first."""
    return "".join(_moment(moment, names) for moment in comparison.moments) + _endings(comparison.endings, names)


def _moment(moment: Moment, names: tuple[str, str]) -> str:
    sides = "".join(_side(side, name) for side, name in zip((moment.first, moment.second), names, strict=True))
    return f'<section class="beside"><h3>{as_html(moment.title)}</h3><div class="pair">{sides}</div></section>'


def _side(side: Side | None, name: str) -> str:
    if side is None:
        return f'<div><p class="who">{as_html(name)}</p><p class="quiet small">Was not at this moment.</p></div>'
    notes = "".join(f"<li>{sign_html(note.standing)} {as_html(note.title)}</li>" for note in side.notes)
    told = f'<ul class="small">{notes}</ul>' if notes else '<p class="quiet small">Nothing was told of this reply.</p>'
    own = f'<blockquote class="own">{as_html(side.reply)}</blockquote>'
    return f'<div><p class="who">{as_html(name)}, reply {side.number}</p>{own}{told}</div>'


def _endings(endings: tuple[str, str], names: tuple[str, str]) -> str:
    sides = "".join(
        f'<div><p class="who">{as_html(name)}</p><p>{as_html(ending or "Left before the end")}</p></div>'
        for ending, name in zip(endings, names, strict=True)
    )
    return f'<section class="beside"><h3>How it ended</h3><div class="pair">{sides}</div></section>'


def _standing(standing: Standing | None) -> str:
    return sign_html(standing) if standing else '<span class="quiet">not told</span>'
