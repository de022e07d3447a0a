"""The app while the encoder warms up, and what its first page imports."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from streamlit.testing.v1 import AppTest

from scoring.process import ScorerProcess
from simulator.wiring import GUIDANCE, HEAD

Row = tuple[str, float, float]

_IMPORTS = (
    "import sys; from streamlit.testing.v1 import AppTest; AppTest.from_file('app.py', default_timeout=60).run();"
    "print(int('torch' in sys.modules or 'sentence_transformers' in sys.modules))"
)


def measure() -> Iterator[Row]:
    """Yield name, ratio and bound of each measurement."""
    page = AppTest.from_file("app.py", default_timeout=60)
    page.run()
    idle = median(_rerun_seconds(page) for _ in range(15))
    scorer = ScorerProcess(GUIDANCE, HEAD)
    scorer.start()
    warming = []
    while not scorer.ready and scorer.failed is None:
        warming.append(_rerun_seconds(page))
    scorer.close()
    yield "a rerun while the encoder warms up / a rerun when idle", median(warming) / idle, 3.0
    told = subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, text=True, check=True)
    yield "library page imports torch (0 no, 1 yes)", float(told.stdout.split()[-1]), 0.0


def _rerun_seconds(page: AppTest) -> float:
    start = time.perf_counter()
    page.run()
    return time.perf_counter() - start
