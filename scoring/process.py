"""A scorer in a process of its own, so that the app neither imports the encoder nor waits for it.

Importing the encoder in a thread of the app holds the interpreter for seconds (measured: docs/decisions); a child
process leaves every page as quick as before, and one child serves every learner of the app.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.verdict import Verdict
from scoring.errors import ScoringError

ROOT = Path(__file__).resolve().parents[1]


class ScorerProcess:
    """Judges replies in a child process that is started once and started again if it dies."""

    def __init__(self, catalogue: Path, head: Path, encoder_folder: Path | None = None) -> None:
        self._command = [sys.executable, "-m", "scoring.worker", "--catalogue", str(catalogue), "--head", str(head)]
        if encoder_folder is not None:
            self._command += ["--encoder", str(encoder_folder)]
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._greeted = threading.Event()
        self._version = ""
        self._failed: str | None = None

    def start(self) -> None:
        """Begin to load the encoder in the background; does nothing when it is loading, loaded or failed."""
        with self._starting:
            if self._child is None or (self._child.poll() is not None and self._failed is None):
                self._greeted.clear()
                self._child = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
                )
                threading.Thread(target=self._greet, args=(self._child,), daemon=True).start()

    @property
    def ready(self) -> bool:
        """True once a reply would be judged at once."""
        return self._greeted.is_set() and self._failed is None

    @property
    def failed(self) -> str | None:
        """What is missing and how to get it, when the scorer cannot be loaded; None while it loads or works."""
        return self._failed

    @property
    def version(self) -> str:
        """Name of the trained head and encoder; waits until they are loaded."""
        self._wait()
        return self._version

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        """Judge a reply, waiting until the scorer is loaded; raises ScoringError when it cannot be.

        A child that has died since is started again, once.
        """
        request = json.dumps({"reply": reply, "points": list(points), "prompt": prompt})
        with self._turn:
            try:
                answer = self._ask(request)
            except (OSError, ValueError):
                answer = self._ask_another(request)
        if "failed" in answer:
            raise ScoringError(answer["failed"])
        return tuple(Verdict.model_validate(verdict) for verdict in answer["verdicts"])

    def close(self) -> None:
        """Stop the child process."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _ask(self, request: str) -> Any:
        self._wait()
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            raise ScoringError("the scorer was closed", hint="start the app again")
        child.stdin.write(request + "\n")
        child.stdin.flush()
        return json.loads(child.stdout.readline())

    def _ask_another(self, request: str) -> Any:
        self.close()
        try:
            return self._ask(request)
        except (OSError, ValueError) as error:
            raise ScoringError("the scorer stopped while it judged this reply", hint="try again") from error

    def _wait(self) -> None:
        self.start()
        self._greeted.wait()
        if self._failed is not None:
            raise ScoringError(self._failed)

    def _greet(self, child: subprocess.Popen[str]) -> None:
        line = child.stdout.readline() if child.stdout else ""
        message = json.loads(line) if line else {"failed": "the scorer stopped while it was loading"}
        self._version = message.get("ready", "")
        self._failed = message.get("failed")
        self._greeted.set()
