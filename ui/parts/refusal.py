"""Why what was just asked for was not done, beside the boxes it was written in; they still hold it."""

from __future__ import annotations

from ui import state
from ui.parts import frame
from ui.parts.notice import notice_html, sentence


def draw(place: str) -> None:
    """Draw why the last attempt at this place was refused, once; nothing when it was not."""
    if trouble := state.refused(place):
        hint = f"{sentence(trouble.hint)} " if trouble.hint else ""
        frame.html(notice_html(sentence(trouble.message), f"{hint}What you wrote is still here.", "amber"))
