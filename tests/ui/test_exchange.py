"""Files on the pages: what can be taken away, sent and opened, on two machines without accounts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from simulator.simulator import Simulator
from store.access import LOCAL
from tests.ui.conftest import Open, drawn
from tests.ui.keywords import build_keyword_simulator

Machine = Callable[[str], Simulator]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return the simulator of one of two machines, each with a folder, a database and a key."""

    def open_machine(name: str) -> Simulator:
        return build_keyword_simulator(tmp_path / name)

    return open_machine


def played(simulator: Simulator) -> str:
    run = simulator.begin("quiet-corner", "quiet", LOCAL.id)
    run.say("Tell me what it is like. No hurry.")
    run.reflect("looked-back", "yes")
    return run.record.id


def downloads(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def test_a_run_is_taken_away_and_sent_from_its_debrief(open_page: Open, machine: Machine) -> None:
    ada = machine("ada")
    app = open_page("debrief", simulator=ada, run=played(ada))
    assert downloads(app) == ["Word", "PDF", "Markdown", "JSON", "Download a file for your supervisor"]
    assert ada.exchange.fingerprint() in drawn(app)
    assert [box.label for box in app.get("file_uploader")] == ["Open a review file"]


def test_a_transcript_is_opened_supervised_and_sent_back(open_page: Open, machine: Machine) -> None:
    ada, bea = machine("ada"), machine("bea")
    run_id = played(ada)
    app = open_page("supervise", simulator=bea)
    sent = ada.exchange.transcript(LOCAL, run_id, False, "Ada <b>L.")
    app.get("file_uploader")[0].upload("run.attune", sent, "application/octet-stream").run()
    app.button(key="open-it").click().run()
    words = " ".join(drawn(app).split())
    assert f"It is from Ada <b>L., signed with the key {ada.exchange.fingerprint()}" in words
    page = open_page("supervise", simulator=bea, run=run_id)
    assert downloads(page) == ["Download your review", "Word", "PDF", "Markdown", "JSON"]
    assert "reads in their log that you took a copy" in drawn(page)
    bea.supervision.agree(LOCAL, run_id, "Practise pauses")
    back = bea.exchange.review(LOCAL, run_id, "Bea")
    debrief = open_page("debrief", simulator=ada, run=run_id)
    debrief.get("file_uploader")[0].upload("review.attune", back, "application/octet-stream").run()
    debrief.button(key="open-it").click().run()
    assert "The review is with your run. It is from Bea" in drawn(debrief)
    assert "reaches your supervisor when you send them the file again" in drawn(debrief)
    assert "not done yet" in drawn(page.run())
    (action,) = ada.supervision.review(LOCAL, run_id).actions
    debrief.checkbox(key=f"done-{action.id}").check().run()
    bea.exchange.open(LOCAL, ada.exchange.transcript(LOCAL, run_id, False))
    assert "not done yet" not in drawn(page.run())


def test_a_changed_file_is_refused_with_the_reason(open_page: Open, machine: Machine) -> None:
    ada, bea = machine("ada"), machine("bea")
    sent = ada.exchange.transcript(LOCAL, played(ada), False)
    app = open_page("supervise", simulator=bea)
    app.get("file_uploader")[0].upload("run.attune", sent[:-9], "application/octet-stream").run()
    app.button(key="open-it").click().run()
    assert "It was cut short or changed: its signature does not fit" in drawn(app)
    assert bea.supervision.queue(LOCAL) == ()


def test_a_transcript_is_erased_where_it_was_opened(open_page: Open, machine: Machine) -> None:
    ada, bea = machine("ada"), machine("bea")
    run_id = played(ada)
    bea.exchange.open(LOCAL, ada.exchange.transcript(LOCAL, run_id, False))
    app = open_page("supervise", simulator=bea, run=run_id)
    app.button(key="let-go").click().run()
    assert bea.supervision.queue(LOCAL) == ()
    assert [record.id for record in ada.runs(LOCAL.id)] == [run_id]
