"""Two people on two machines: each command is run in the data folder of one or the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.exchange import Exchange
from simulator.settings import Settings
from simulator.wiring import open_exchange
from store.access import LOCAL
from tests.cli.conftest import COAT, Attune
from tests.cli.kept import keep_example
from tests.store.export.examples import RUN


class Places:
    """The folders of a learner and a supervisor; commands go to the one that was last entered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch, self._folder = monkeypatch, folder

    def enter(self, who: str) -> None:
        self._monkeypatch.setenv("ATTUNE_DATA", str(self._folder / who))

    def exchange(self, who: str) -> Exchange:
        return open_exchange(Settings.from_environment({"ATTUNE_DATA": str(self._folder / who)}))


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Places:
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(COAT))
    places = Places(monkeypatch, tmp_path)
    places.enter("ada")
    keep_example()
    return places


def test_a_transcript_goes_and_a_review_comes_back(attune: Attune, places: Places, tmp_path: Path) -> None:
    there, back = tmp_path / "for-bea.attune", tmp_path / "for-ada.attune"
    written = attune("transcript", RUN, "--out", there, "--name", "Ada L.")
    assert (written.code, written.out) == (0, "")
    places.enter("bea")
    opened = attune("open", there)
    assert (opened.code, opened.out) == (0, f"transcript {RUN}\n")
    assert "from Ada L.; it is on the page Supervise" in opened.err
    fingerprint = re.compile(r"([0-9a-f]{4} ){7}[0-9a-f]{4}")
    assert fingerprint.search(opened.err)[0] == fingerprint.search(written.err)[0]  # type: ignore[index]
    assert attune("runs", "--json").json == []
    bea = places.exchange("bea")
    bea.reviews.comment(RUN, LOCAL.id, "You waited.", turn=1)
    assert attune("review", RUN, "--out", back, "--name", "Bea Żak").code == 0
    places.enter("ada")
    taken = attune("open", back)
    assert (taken.code, taken.out) == (0, f"review {RUN}\n")
    assert "from Bea Żak; it is kept with your run" in taken.err
    shown = attune("export", RUN, "--format", "md")
    assert "**Bea Żak:** You waited." in shown.out


def test_what_was_written_in_looking_back_goes_only_when_asked(attune: Attune, places: Places, tmp_path: Path) -> None:
    assert attune("transcript", RUN, "--out", tmp_path / "a").code == 0
    assert attune("transcript", RUN, "--out", tmp_path / "b", "--with-reflection").code == 0
    assert b"I asked twice." not in (tmp_path / "a").read_bytes()
    assert b"I asked twice." in (tmp_path / "b").read_bytes()


def test_a_changed_file_is_refused_with_the_reason(attune: Attune, places: Places, tmp_path: Path) -> None:
    path = tmp_path / "run.attune"
    attune("transcript", RUN, "--out", path)
    path.write_bytes(path.read_bytes().replace(b"Mrs Hale", b"Mrs Dale"))
    places.enter("bea")
    ran = attune("open", path)
    assert (ran.code, ran.out) == (2, "")
    assert f"{path}: it was cut short or changed: its signature does not fit" in ran.err


@pytest.mark.parametrize("content", [b"", b"{}", b"attune-transcript 9\n"])
def test_another_file_is_refused(attune: Attune, places: Places, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert attune("open", tmp_path / "x").code == 2
    assert attune("open", tmp_path / "none").code == 2


def test_nothing_is_written_for_a_run_that_is_not_there(attune: Attune, places: Places, tmp_path: Path) -> None:
    for command in ("transcript", "review"):
        ran = attune(command, "f" * 32, "--out", tmp_path / "x")
        assert (ran.code, ran.out) == (2, "")
        assert "there is no run" in ran.err
    assert not (tmp_path / "x").exists()
    assert attune("review", RUN, "--out", tmp_path / "x").code == 2


def test_a_place_that_cannot_be_written_is_told(attune: Attune, places: Places, tmp_path: Path) -> None:
    ran = attune("transcript", RUN, "--out", tmp_path / "missing" / "x")
    assert (ran.code, ran.out) == (2, "")
    assert "the file cannot be written" in ran.err
