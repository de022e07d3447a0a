"""A scorer for tests: it looks for a phrase a point, so every verdict can be foretold by reading the reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.verdict import Evidence, Judgement, Kind, Verdict

MET = {
    "open-invitation": "tell me about",
    "not-your-fault": "your fault",
    "honest-confidentiality": "can't keep",
    "explain-next-steps": "next i",
}
PARTIAL = {
    "open-invitation": "what's up",
    "honest-confidentiality": "might have to say",
    "explain-next-steps": "sort it",
}
PRESENT = {"promises-secrecy": "won't tell", "presses-for-answer": "you have to"}
UNSURE = "perhaps"
"""A sentence with this word makes each verdict that rests on it unsure."""


class KeywordScorer:
    """Judges at once. `asked` remembers what it was asked."""

    version = "keywords-1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...], str]] = []

    def score(self, reply: str, points: Sequence[str], prompt: str = "") -> tuple[Verdict, ...]:
        self.asked.append((reply, tuple(points), prompt))
        return tuple(_judge(reply, point) for point in points)


def _judge(reply: str, point: str) -> Verdict:
    kind = Kind.PITFALL if point in PRESENT else Kind.PRACTICE
    found = _sentence(reply, (MET | PRESENT)[point])
    if found is not None:
        judgement = Judgement.MET if kind is Kind.PRACTICE else Judgement.PRESENT
        return _verdict(point, kind, judgement, 0.9, found)
    partly = _sentence(reply, PARTIAL[point]) if point in PARTIAL else None
    if partly is not None:
        return _verdict(point, kind, Judgement.PARTIAL, 0.5, partly)
    return _verdict(point, kind, Judgement.MISSED if kind is Kind.PRACTICE else Judgement.ABSENT, 0.1, None)


def _verdict(point: str, kind: Kind, judgement: Judgement, probability: float, found: Evidence | None) -> Verdict:
    sure = found is None or UNSURE not in found.text.lower()
    return Verdict(point=point, kind=kind, verdict=judgement, probability=probability, sure=sure, evidence=found)


def _sentence(reply: str, phrase: str) -> Evidence | None:
    for match in re.finditer(r"[^.!?\s][^.!?]*[.!?]?", reply):
        if phrase in match.group().lower():
            return Evidence(text=match.group(), start=match.start(), end=match.end())
    return None
