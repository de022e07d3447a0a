"""One reply as a group sees it, large, without a name."""

from __future__ import annotations

from simulator.group import GroupTurn
from simulator.notes import Note
from ui.parts.escape import as_html
from ui.parts.looking_back import spoken_html
from ui.parts.signs import sign_html


def group_turn_html(number: int, turn: GroupTurn) -> str:
    """Return what was said, the reply, the answer, questions, and the verdicts folded away."""
    said = "".join(spoken_html(line) for line in turn.said)
    answer = "".join(spoken_html(line) for line in turn.answer)
    own = f'<li><div class="own"><p class="who">{turn.learner}</p><p class="words">{as_html(turn.reply)}</p></div></li>'
    asked = "".join(f"<li>{as_html(question)}</li>" for question in turn.questions)
    verdicts = "".join(_note(note) for note in turn.notes)
    return (
        f'<section class="shown-to-all"><h2>{number} · {as_html(turn.moment)}</h2><p class="quiet">{as_html(turn.title)}</p>'
        f'<ol class="talk">{said}{own}{answer}</ol><h3>To talk about</h3><ul class="prose">{asked}</ul>'
        f'<details class="note"><summary>What the machine made of it</summary><div>{verdicts}</div></details></section>'
    )


def _note(note: Note) -> str:
    words = as_html(note.feedback or note.question)
    return f'<div class="remark"><p>{sign_html(note.standing)} {as_html(note.title)}</p><p>{words}</p></div>'
