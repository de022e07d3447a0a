"""The child process behind `scoring.process`: loads the scorer, then answers one JSON line with one JSON line.

Run as `python -m scoring.worker`. Its first line says `{"ready": "<version>"}` or `{"failed": ..., "hint": ...}`.
Standard output carries only these lines; anything a library prints goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from engine.errors import SimulatorError
from scoring.scorer import SentenceScorer, load_scorer


def serve(requests: TextIO, answers: TextIO, scorer: SentenceScorer) -> None:
    """Answer each request line until the requests end; a request that is refused is answered with `failed`."""
    for line in requests:
        request = json.loads(line)
        try:
            verdicts = scorer.score(request["reply"], request["points"], request["prompt"])
        except SimulatorError as error:
            _write(answers, {"failed": str(error)})
        else:
            _write(answers, {"verdicts": [verdict.model_dump(mode="json") for verdict in verdicts]})


def main() -> int:
    """Load the scorer, say whether it is ready, and serve until standard input closes; exit 3 when something is
    missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("catalogue", "head"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    options = parser.parse_args()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        scorer = load_scorer(options.catalogue, options.head, options.encoder)
    except SimulatorError as error:
        _write(answers, {"failed": str(error)})
        return 3
    _write(answers, {"ready": scorer.version})
    serve(sys.stdin, answers, scorer)
    return 0


def _write(answers: TextIO, message: dict[str, object]) -> None:
    answers.write(json.dumps(message, ensure_ascii=False) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
