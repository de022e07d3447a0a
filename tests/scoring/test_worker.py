from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from engine.verdict import Verdict
from scoring.worker import serve
from tests.scoring.toy import CATALOGUE, POINTS, toy_scorer

ROOT = Path(__file__).parents[2]


def test_each_line_is_answered_with_one_line(tmp_path: Path) -> None:
    replies = ["Tell me.", "It’s a “secret”…\nfor ever", ""]
    requests = "".join(json.dumps({"reply": r, "points": POINTS, "prompt": ""}) + "\n" for r in replies)
    answers = StringIO()
    scorer = toy_scorer(tmp_path)
    serve(StringIO(requests), answers, scorer)
    lines = answers.getvalue().splitlines()
    assert len(lines) == 3
    for reply, line in zip(replies, lines, strict=True):
        verdicts = [Verdict.model_validate(v) for v in json.loads(line)["verdicts"]]
        assert tuple(verdicts) == scorer.score(reply, POINTS)


def test_a_request_that_cannot_be_judged_is_answered_and_the_next_one_too(tmp_path: Path) -> None:
    rows = [{"reply": "Tell me.", "points": points, "prompt": ""} for points in (["no-such-point"], list(POINTS))]
    answers = StringIO()
    serve(StringIO("".join(json.dumps(row) + "\n" for row in rows)), answers, toy_scorer(tmp_path))
    refused, judged = (json.loads(line) for line in answers.getvalue().splitlines())
    assert "no-such-point" in refused["failed"]
    assert len(judged["verdicts"]) == 2


def test_nothing_asked_is_nothing_answered(tmp_path: Path) -> None:
    answers = StringIO()
    serve(StringIO(), answers, toy_scorer(tmp_path))
    assert answers.getvalue() == ""


@pytest.mark.parametrize(
    ("catalogue", "message"), [(CATALOGUE, "there is no trained head"), (ROOT / "nowhere", "there is no trained head")]
)
def test_what_is_missing_is_said_on_the_first_line(tmp_path: Path, catalogue: Path, message: str) -> None:
    command = [sys.executable, "-m", "scoring.worker", "--catalogue", str(catalogue), "--head", str(tmp_path / "none")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    (line,) = ran.stdout.splitlines()
    assert message in json.loads(line)["failed"]
