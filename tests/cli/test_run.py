from __future__ import annotations

import subprocess
import sys

import pytest

from simulator.settings import PROJECT
from tests.cli.conftest import Attune


def test_it_opens_the_app_with_what_it_was_given(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], object]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, cwd: asked.append((command, cwd)) or 0)
    assert attune("run", "--", "--server.port", "8600").code == 0
    assert asked == [([sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "8600"], PROJECT)]


def test_it_exits_as_the_app_does(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "call", lambda command, cwd: 3)
    assert attune("run").code == 3


def test_stopping_it_by_hand_is_no_error(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(command: list[str], cwd: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "call", stopped)
    assert attune("run").code == 0
