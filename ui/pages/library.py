"""Conversations to practise: where you left off first, one suggestion for a newcomer, then all of them by family."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from engine.load import ScenarioFile
from engine.scenario import Scenario
from store.access import Action, allows
from store.records import RunRecord
from ui import state
from ui.parts import cards, frame, notice
from ui.parts.dates import said_when
from ui.parts.escape import as_label
from ui.parts.portrait import image

library, mine = state.simulator().library, state.runs()
known = {file.scenario.id: file.scenario for file in library.scenarios}


def _draw_hero(scenario: Scenario, words: tuple[str, str], link: str, to: str, query: dict[str, str]) -> None:
    with st.container(key="hero"):
        frame.html(image(scenario.characters[0].portrait, "wary"))
        with st.container(key="hero-words"):
            frame.html(cards.hero_html(scenario, *words))
            with st.container(key="do-it"):
                st.page_link(state.page(to), label=link, query_params=query)


def _draw_continue(record: RunRecord) -> None:
    words = ("Continue where you left off", cards.left_off(record.turns, said_when(record.started_at)))
    _draw_hero(known[record.scenario], words, "Go on", "practise", {"run": record.id})


def _draw_start() -> None:
    frame.html(cards.steps_html())
    first = next((s for s in known.values() if s.start_here), None)
    if first is not None:
        words = (f"Start here, {first.minutes} minutes", first.summary)
        _draw_hero(first, words, "Read the briefing", "briefing", {"scenario": first.id})


def _draw_card(file: ScenarioFile) -> None:
    scenario = file.scenario
    last = next((run for run in mine if run.scenario == scenario.id), None)
    with st.container(key=f"card-{scenario.id}"):
        frame.html(cards.card_html(scenario, _last(last) if last else None))
        with st.container(key=f"go-{scenario.id}"):
            label = f"Read the briefing: {as_label(scenario.title)}"
            st.page_link(state.page("briefing"), label=label, query_params={"scenario": scenario.id})


def _last(run: RunRecord) -> cards.LastRun:
    ending = known[run.scenario].ending.get(run.ending or "")
    return cards.LastRun(said_when(run.started_at), ending.title if ending else "not finished")


lead = "Rehearse the hardest conversations in child safeguarding before you have them. Nobody is marked."
frame.title("Conversations", lead)
if missing := state.scorer_missing():
    frame.html(notice.scorer_missing_html(missing))
unfinished = next((run for run in mine if not run.ended and run.scenario in known), None)
if unfinished is not None:
    _draw_continue(unfinished)
elif not mine:
    _draw_start()
if not known:
    frame.html(notice.notice_html("No conversations yet", "Scenarios are folders in scenarios/; attune new makes one."))
roles = sorted({scenario.role for scenario in known.values()})
role = st.pills("Your role", roles, key="role") if len(roles) > 1 else None
shown = [file for file in library.scenarios if role in (None, file.scenario.role)]
shown.sort(key=lambda file: list(cards.FAMILIES).index(file.scenario.family))
with st.container(key="families"):
    for family, files in groupby(shown, key=lambda file: file.scenario.family):
        with st.container(key=f"family-{family}"):
            frame.html(f"<h2>{cards.FAMILIES[family]}</h2>")
            for file in files:
                _draw_card(file)
for name, findings in library.broken:
    frame.html(notice.broken_html(name, findings, still_played=library.still_played(findings)))
if allows(state.person(), Action.WRITE_SCENARIOS):
    with st.container(key="go-authors"):
        st.page_link(state.page("author"), label="For authors")
