"""The coach's folded note under a reply: what it did, in the learner's own words, and at most one thing to build on."""

from __future__ import annotations

from simulator.notes import CoachNote, Note, Standing
from ui.parts.escape import as_html
from ui.parts.signs import sign_html


def coach_html(note: CoachNote) -> str:
    """Return the folded note; empty when there is nothing to say. What is not sure is asked elsewhere, not stated
    here."""
    said = [n for n in (note.did, note.next) if n is not None and n.standing is not Standing.NOT_SURE]
    if not said:
        return ""
    body = "".join(note_html(n, with_repair=True) for n in said)
    return f'<details class="note"><summary>Coach’s note</summary><div>{body}</div></details>'


def note_html(note: Note, with_repair: bool = False) -> str:
    """Return one verdict in words: its sign, the words it rests on, what to say of it, and something one could say."""
    quote = f'<p class="quoted">“{as_html(note.quote)}”</p>' if note.quote else ""
    words = as_html(note.feedback or note.question)
    repair = (
        f"<p>{as_html(note.repair)}</p>" if with_repair and note.repair and note.standing is Standing.WATCH_OUT else ""
    )
    return f'<div class="remark"><p>{sign_html(note.standing)} {as_html(note.title)}</p>{quote}<p>{words}</p>{phrase_html(note)}{repair}</div>'


def phrase_html(note: Note) -> str:
    """Return one thing the learner could say; empty where they said it already, or where nothing is called for."""
    if not note.phrases or note.standing in (Standing.DID, Standing.CLEAR):
        return ""
    lead = "You could have said" if note.standing is Standing.WATCH_OUT else "You could say"
    return f'<p class="quiet">{lead}: “{as_html(note.phrases[0])}”</p>'
