from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import COAT, Attune
from tests.simulator.keyword_scorer import KeywordScorer

TURN = ["turn", "node", "said", "reply", "verdicts", "route", "next"]
LAST = ["ending", "title", "turns", "variables"]


@pytest.fixture(autouse=True)
def coat(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario of the simulator's tests, judged by keywords."""
    monkeypatch.setenv("ATTUNE_SCENARIOS", str(COAT))
    monkeypatch.setattr("cli.play.build_scorer", lambda settings: KeywordScorer())


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    path = tmp_path / "replies.txt"
    path.write_text(
        "I won’t tell anyone. I won't tell.\n\nI can't keep this secret.\n" + "Right.\n" * 12, encoding="utf-8"
    )
    return path


def test_each_turn_is_a_line_of_json_and_the_ending_the_last(attune: Attune, replies: Path) -> None:
    ran = attune("play", "the-last-coat", "--replies", replies, "--json")
    assert ran.code == 0
    *turns, last = ran.rows
    assert all(list(turn) == TURN for turn in turns)
    assert list(last) == LAST
    assert [turn["turn"] for turn in turns] == list(range(1, len(turns) + 1))
    assert [turn["next"] for turn in turns[:-1]] == [turn["node"] for turn in turns[1:]]
    assert turns[-1]["next"] == last["ending"]
    assert last["turns"] == len(turns)
    assert all(isinstance(value, int) for value in last["variables"].values())


def test_a_turn_carries_the_lines_said_and_the_verdicts_of_its_node(attune: Attune, replies: Path) -> None:
    first, *_ = attune("play", "the-last-coat", "--replies", replies, "--json").rows
    assert first["reply"] == "I won’t tell anyone. I won't tell."
    assert all(set(line) == {"who", "text"} for line in first["said"])
    (promise,) = [v for v in first["verdicts"] if v["point"] == "promises-secrecy"]
    assert (promise["kind"], promise["verdict"], promise["sure"]) == ("pitfall", "present", True)
    assert set(promise["evidence"]) == {"text", "start", "end"}
    start, end = promise["evidence"]["start"], promise["evidence"]["end"]
    assert first["reply"][start:end] == promise["evidence"]["text"]


def test_blank_lines_are_no_replies_and_those_after_the_ending_are_told(attune: Attune, replies: Path) -> None:
    ran = attune("play", "the-last-coat", "--replies", replies, "--json")
    assert all(row["reply"].strip() for row in ran.rows[:-1])
    assert "the conversation has ended; the replies after this are not used" in ran.err


def test_a_conversation_cut_short_has_no_ending(attune: Attune, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("Tell me about it.\n")
    ran = attune("play", "the-last-coat", "--replies", path, "--json")
    assert ran.code == 0
    assert ran.rows[-1]["ending"] is None
    assert ran.rows[-1]["turns"] == 1


def test_people_read_the_briefing_the_lines_and_the_ending(attune: Attune, replies: Path) -> None:
    ran = attune("play", "the-last-coat", "--replies", replies)
    assert ran.code == 0
    assert "The last coat" in ran.out
    assert "Never type a real child's details." in ran.out


def test_replies_are_asked_for_until_standard_input_ends(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["Tell me about it.", ""])

    def answer(prompt: str = "") -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    ran = attune("play", "the-last-coat")
    assert ran.code == 0
    assert "the conversation has not ended yet" in ran.err


def test_an_unknown_scenario_and_a_missing_file_exit_with_2(attune: Attune, tmp_path: Path) -> None:
    unknown = attune("play", "the-last-cat", "--json")
    assert (unknown.code, unknown.out) == (2, "")
    assert "did you mean 'the-last-coat'?" in unknown.err
    missing = attune("play", "the-last-coat", "--replies", tmp_path / "none.txt", "--json")
    assert (missing.code, missing.out) == (2, "")
    assert "cannot read the replies" in missing.err
