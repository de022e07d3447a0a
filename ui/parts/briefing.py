"""What a learner reads before beginning."""

from __future__ import annotations

from collections.abc import Sequence

from engine.scenario import Scenario
from ui.parts.escape import as_html, as_paragraphs
from ui.parts.portrait import image


def briefing_html(scenario: Scenario) -> str:
    """Return the briefing: you are, the room, what you know beside what you do not, and who is there from the start."""
    told = scenario.briefing
    who = "".join(
        f'<div class="card">{image(c.portrait, "wary")}<div><h3>{as_html(c.name)}</h3><p>{as_html(c.about)}</p></div></div>'
        for c in scenario.characters
        if not c.arrives_later
    )
    return (
        f'<div class="brief"><section><h2>You are</h2>{as_paragraphs(told.you_are)}</section>'
        f"<section><h2>The room</h2>{as_paragraphs(told.room)}</section>"
        f"<section><h2>You know</h2>{_list(told.you_know)}</section>"
        f"<section><h2>You do not know</h2>{_list(told.you_do_not_know)}</section></div>"
        f'<h2 class="later">With you</h2><div class="brief">{who}</div>'
    )


def before_html(scenario: Scenario) -> str:
    """Return what stands beside the button: what it touches, how long it takes, and two plain rules."""
    touches = f"<p>{as_html(scenario.content_note)}</p>" if scenario.content_note else ""
    return (
        f'<div class="notice">{touches}<p>About {scenario.minutes} minutes. You can pause or leave at any moment, and nothing '
        "is counted against you. Never type a real child’s details: everybody here is made up.</p></div>"
    )


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{as_html(item)}</li>' for item in items)}</ul>"
