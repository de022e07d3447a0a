"""The child process, without the encoder: what it says when something is missing, and that it can be stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.errors import ScoringError
from scoring.process import ScorerProcess
from tests.scoring.toy import CATALOGUE


@pytest.fixture
def without_head(tmp_path: Path) -> ScorerProcess:
    return ScorerProcess(CATALOGUE, tmp_path / "none.safetensors")


def wait_until_failed(scorer: ScorerProcess) -> str:
    for _ in range(600):
        if scorer.failed:
            return scorer.failed
        time.sleep(0.05)
    raise AssertionError("it neither started nor failed")


def test_nothing_is_known_before_it_is_started(without_head: ScorerProcess) -> None:
    assert not without_head.ready
    assert without_head.failed is None
    without_head.close()


def test_a_missing_head_is_said_once_and_for_all(without_head: ScorerProcess) -> None:
    without_head.start()
    said = wait_until_failed(without_head)
    assert "none.safetensors: there is no trained head (run `attune train`)" in said
    assert not without_head.ready
    with pytest.raises(ScoringError, match="there is no trained head"):
        without_head.score("Tell me.", ["open-invitation"])
    with pytest.raises(ScoringError, match="there is no trained head"):
        _ = without_head.version
    without_head.start()
    assert without_head.failed == said
    without_head.close()


def test_scoring_starts_it_and_waits(without_head: ScorerProcess) -> None:
    with pytest.raises(ScoringError, match="there is no trained head"):
        without_head.score("Tell me.", ["open-invitation"])
    without_head.close()


def test_closing_stops_the_child(without_head: ScorerProcess) -> None:
    without_head.start()
    child = without_head._child
    assert child is not None
    without_head.close()
    assert child.poll() is not None
    without_head.close()


class Echo(ScorerProcess):
    """A child that is ready at once, answers `answers` requests with no verdicts, then dies."""

    def __init__(self, answers: int) -> None:
        super().__init__(Path("catalogue"), Path("head"))
        child = 'import sys; print(\'{"ready": "echo-1"}\', flush=True)\n'
        child += f"for _ in range({answers}): sys.stdin.readline(); print('{{\"verdicts\": []}}', flush=True)\n"
        self._command = [sys.executable, "-c", child]


def test_a_child_that_answers_is_ready_and_named() -> None:
    scorer = Echo(answers=3)
    assert scorer.version == "echo-1"
    assert scorer.ready
    assert scorer.score("Tell me.", []) == ()
    scorer.close()


def test_a_child_that_has_died_is_started_again() -> None:
    scorer = Echo(answers=1)
    for _ in range(4):
        assert scorer.score("Tell me.", []) == ()
    scorer.close()


def test_a_child_that_dies_of_every_reply_is_reported() -> None:
    scorer = Echo(answers=0)
    with pytest.raises(ScoringError, match="stopped while it judged this reply"):
        scorer.score("Tell me.", [])
    scorer.close()


def test_what_the_child_refuses_is_raised_here() -> None:
    scorer = Echo(answers=0)
    scorer._command[-1] += 'sys.stdin.readline(); print(\'{"failed": "no such point"}\', flush=True)'
    with pytest.raises(ScoringError, match="no such point"):
        scorer.score("Tell me.", [])
    scorer.close()


def test_a_child_that_dies_while_it_loads_is_reported() -> None:
    scorer = Echo(answers=0)
    scorer._command = [sys.executable, "-c", "import sys; sys.exit(1)"]
    with pytest.raises(ScoringError, match="stopped while it was loading"):
        scorer.score("Tell me.", [])
    scorer.close()


def test_the_app_needs_no_encoder_to_have_one() -> None:
    """Importing what the app imports must not import what only the child needs."""
    code = "import sys, scoring.process; sys.exit(bool({'torch', 'sentence_transformers', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
