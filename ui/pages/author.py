"""For authors: every scenario as it is on disk; one of them with its findings, its map, its walks, and any reply tried
at any node."""

from __future__ import annotations

import streamlit as st

from engine.load import ScenarioFile
from simulator import authoring
from simulator.drafts import Draft
from ui import state
from ui.parts import drafts, facilitator, frame, notice, path_map, place_box, trial, walks
from ui.parts.escape import as_html

simulator = state.simulator()
library = simulator.library


def _draw_all() -> None:
    frame.title("For authors", "Every scenario as it is on disk, with what the linter says of it.")
    with st.container(key="go-coverage"):
        st.page_link(state.page("coverage"), label="Coverage: practice points by conversation and walk")
    if library.drafts:
        frame.html(drafts.table_html(library.drafts))
    else:
        frame.html("<p>No scenarios yet: each is a folder with a scenario.yaml, and attune new makes one.</p>")
    words = "Practice points are read once, when the app starts; scenarios and walks whenever a page is drawn."
    frame.html(f'<p class="quiet small">{words}</p>')


def _draw_one(draft: Draft) -> None:
    frame.title(draft.file.scenario.title if draft.file else draft.name, "For authors")
    with st.container(key="go-author"):
        st.page_link(state.page("author"), label="All scenarios")
    changed = f"{as_html(str(draft.folder))}, last changed {drafts.changed_words(draft.changed_at)}"
    frame.html(f'<p class="quiet small wrapped">{changed}</p>')
    refused = [finding for _, found in library.broken for finding in found if finding.path.is_relative_to(draft.folder)]
    findings = sorted({*draft.findings, *refused})
    if refused:
        words = drafts.broken_words(len(findings), library.still_played(refused))
        frame.html(notice.notice_html("This cannot be played as it is", words, "amber"))
    frame.html(f"<h2>Findings: {len(findings)}</h2>", drafts.findings_html(draft.folder, findings))
    if draft.playable is not None:
        _draw_walks(draft.playable)
        _draw_trial(draft.playable)


def _draw_walks(file: ScenarioFile) -> None:
    results = authoring.play_walks(file, library.catalogue)
    routes = [route for result in results for route in result.taken]
    labels = authoring.map_labels(file.scenario, results)
    frame.html("<h2>Ways through, by number of walks</h2>")
    frame.html(path_map.map_html(file.scenario, routes, labels, walks.MAP_ALT))
    frame.html(walks.routes_html(authoring.route_uses(file.scenario, results)))
    frame.html(f"<h2>Walks: {len(results)}</h2>", walks.walks_html(results))
    if file.scenario.facilitator:
        frame.html("<h2>For a facilitator</h2>", facilitator.notes_html(file.scenario.facilitator))


def _draw_trial(file: ScenarioFile) -> None:
    names = {character.id: character.name for character in file.scenario.characters}
    frame.html("<h2>Try any reply</h2><p>At any node, with whatever is remembered by then. Nothing is kept.</p>")
    place = place_box.draw_place(file.scenario)
    frame.html(trial.said_html(authoring.open_at(file.scenario, place).said, names))
    reply = place_box.draw_reply(file.scenario, place, state.scorer_missing(), state.scorer_ready())
    if reply:
        tried = authoring.try_reply(file.scenario, place, reply, simulator.scorer, library.catalogue)
        frame.html(trial.trial_html(tried, library.catalogue, names))


if state.asked("scenario"):
    _draw_one(library.draft(state.asked("scenario")))
else:
    _draw_all()
