"""What is kept about you, for how long, who has seen it, and how to be rid of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from simulator.settings import PRIVATE_DAYS
from store.access import Action, allows
from store.records import RunRecord
from ui import identity, state
from ui.parts import counts, frame, held
from ui.parts.escape import as_html

simulator, privacy, person = state.simulator(), state.privacy(), state.person()
titles = {file.scenario.id: file.scenario.title for file in simulator.library.scenarios}
mine = simulator.runs(person.id)


def _draw_run(record: RunRecord) -> None:
    title = titles.get(record.scenario, record.scenario)
    with st.container(
        key=f"kept-{record.id}", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        frame.html(held.run_html(record, title))
        with st.popover("Erase", key=f"erase-{record.id}"):
            frame.html(f"<p>Every word of this run of “{as_html(title)}” is deleted. This cannot be undone.</p>")
            if st.button("Erase this run", key=f"sure-{record.id}"):
                simulator.erase(record.id, person.id)
                state.tell("That run is gone.")


def _draw_erase_all() -> None:
    with st.popover("Erase everything"):
        frame.html(held.erase_all_html(len(mine), privacy.contributed(person)))
        if st.button("Erase all my runs", key="sure-all"):
            count = privacy.erase_everything(person)
            state.tell(f"{count} {'run is' if count == 1 else 'runs are'} gone.")


def _draw_keeping() -> None:
    kept = privacy.private_days(person)
    choices = [None, *PRIVATE_DAYS, *({kept} - {None, *PRIVATE_DAYS})]
    said = {days: held.keeping_words(days) for days in choices}
    chosen = st.radio(
        "Keep my private runs",
        choices,
        index=choices.index(kept),
        format_func=lambda days: said[days],
        key=f"keep-private-{kept}",  # a new one once the choice is kept, or gone with everything else
    )
    if chosen != kept:
        privacy.keep_private(person, chosen)
        state.tell(f"Your private runs are kept: {said[chosen][:1].lower()}{said[chosen][1:]}.")
    frame.html(
        '<p class="quiet small prose">Counted from the last thing that happened in a run. '
        f"{as_html(counts.kept_words(privacy.shared_days))}</p>"
    )


frame.title("Settings and privacy", "What is kept, for whom, and how to be rid of it.")
if told := state.told():
    frame.html(f'<p class="notice" role="status">{as_html(told)}</p>')
if person.name:
    with st.container(key="who", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        frame.html(held.person_html(person))
        if identity.is_set_up() and st.button("Sign out"):
            st.logout()
            st.stop()  # a page drawn now would lead to the sign-in, before the browser has left to sign out
frame.html(held.what_html(state.where_kept()))
frame.html("<h2>Who has seen it</h2>", held.shared_html(privacy.sharings(person)))
frame.html(held.seen_html(privacy.sightings(person)))
frame.html("<h2>Your runs</h2>")
if not mine:
    frame.html('<p class="quiet">Nothing is kept yet. A run is listed here from your first conversation on.</p>')
for record in mine:
    _draw_run(record)
frame.html("<h2>For how long</h2>")
_draw_keeping()
frame.html(held.gone_html(privacy.gone(person)))
frame.html("<h2>Take it with you, or be rid of it</h2>")
with st.container(horizontal=True, key="leave"):
    st.download_button(
        "Download everything about me",
        partial(privacy.holdings, person),
        "attune.zip",
        "application/zip",
        on_click="ignore",
    )
    _draw_erase_all()
if allows(person, Action.COUNT):
    with st.container(key="go-administration"):
        st.page_link(state.page("administration"), label="Administration")
