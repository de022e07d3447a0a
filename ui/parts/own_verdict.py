"""A supervisor's verdict beside the machine's: both are shown, and the machine's stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from engine.verdict import Judgement, Verdict
from simulator.notes import Note, Standing
from simulator.shared_run import SharedRun
from store.review import Override
from store.review_rules import JUDGEMENTS, verdict_on
from ui import state
from ui.parts import frame, refusal
from ui.parts.escape import as_html, as_label
from ui.parts.signs import judgement_html, judgement_label, sign_html


def beside_html(verdict: Verdict | None, overrides: Iterable[Override], names: Mapping[str, str]) -> str:
    """Return what people say of one verdict, a line each; empty when nobody has."""
    return "".join(_line(verdict, override, names) for override in overrides)


def of_turn_html(run: SharedRun, number: int) -> str:
    """Return, for the learner, each verdict of a turn of which somebody has said their own; empty when none."""
    turn, notes = run.turns[number - 1], run.debrief.turns[number - 1].notes
    rows = []
    for note in notes:
        said = [o for o in run.review.overrides if (o.turn, o.point) == (number, note.point)]
        if said:
            machine = f"{as_html(note.title)}. The machine: {sign_html(note.standing)}"
            rows.append(f"<p>{machine}</p>{beside_html(verdict_on(note.point, turn), said, run.names)}")
    return f'<div class="notice small">{"".join(rows)}</div>' if rows else ""


def draw(run: SharedRun, note: Note) -> None:
    """Draw one verdict with what people say of it, and where this supervisor says their own."""
    verdict = verdict_on(note.point, run.turns[note.turn - 1])
    said = [o for o in run.review.overrides if (o.turn, o.point) == (note.turn, note.point)]
    mine = next((o for o in said if o.author == state.person().id), None)
    key = f"{note.turn}-{note.point}"
    with st.container(key=f"verdict-{key}"):
        quote = f'<blockquote class="own small">“{as_html(note.quote)}”</blockquote>' if note.quote else ""
        machine = f"<p>{sign_html(note.standing)} <strong>{as_html(note.title)}</strong></p>"
        frame.html(machine, quote, beside_html(verdict, said, run.names))
        refusal.draw(key)
        if verdict is not None:
            _draw_choice(run, note, verdict, mine)


def _draw_choice(run: SharedRun, note: Note, verdict: Verdict, mine: Override | None) -> None:
    key, person, supervision = f"{note.turn}-{note.point}", state.person(), state.supervision()
    machine = verdict.verdict if note.standing is not Standing.NOT_SURE else None
    kept = f"{mine.verdict}-{len(mine.reason)}" if mine else "none"
    choice = st.segmented_control(
        as_label(f"What do you say of “{note.title}” in reply {note.turn}?"),
        JUDGEMENTS[verdict.kind],
        default=Judgement(mine.verdict) if mine else None,
        format_func=lambda judgement: ("I agree: " if judgement == machine else "") + judgement_label(judgement),
        key=f"say-{key}-{kept}",
        wrap=True,
    )
    if choice is None:
        return
    asks = "Anything to add" if choice == machine or machine is None else "What do you see in it?"
    reason = st.text_input(asks, value=mine.reason if mine else "", key=f"why-{key}-{kept}")
    with st.container(horizontal=True):
        if st.button("Keep my verdict", key=f"keep-{key}"):
            state.attempt(
                key, lambda: supervision.override(person, run.record.id, note.turn, note.point, choice, reason or "")
            )
        if mine and st.button("Take it back", key=f"back-{key}", type="tertiary"):
            state.attempt(key, lambda: supervision.withdraw_override(person, run.record.id, note.turn, note.point))


def _line(verdict: Verdict | None, override: Override, names: Mapping[str, str]) -> str:
    who = as_html(names.get(override.author, override.author))
    agrees = verdict is not None and verdict.sure and verdict.verdict == override.verdict
    words = "agrees" if agrees else "sees it otherwise" if verdict is None or verdict.sure else "says"
    reason = f" “{as_html(override.reason)}”" if override.reason else ""
    return f'<p class="said-of-it">{who} {words}: {judgement_html(Judgement(override.verdict))}{reason}</p>'
