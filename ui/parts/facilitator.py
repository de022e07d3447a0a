"""What somebody who uses a scenario with a group may want to know."""

from __future__ import annotations

from engine.scenario import Facilitator
from ui.parts.escape import as_html


def notes_html(notes: Facilitator) -> str:
    """Return what it is for, how long a group needs, and questions to talk about."""
    questions = "".join(f"<li>{as_html(question)}</li>" for question in notes.questions)
    return (
        f'<div class="prose"><p>{as_html(notes.purpose)}</p><p>With a group: about {notes.minutes} minutes.</p>'
        f'<p class="label later">To talk about</p><ul>{questions}</ul></div>'
    )


def folded_html(notes: Facilitator) -> str:
    """Return the same, folded: somebody who practises alone need not read it."""
    return f'<details class="note"><summary>For a facilitator</summary><div>{notes_html(notes)}</div></details>'
