"""Turns for tests of the store, which asks nothing of them but their shape."""

from __future__ import annotations

from engine.conversation import Said, Standing, Turn
from engine.verdict import Evidence, Judgement, Kind, Verdict

MET = Verdict(
    point="open-invitation",
    kind=Kind.PRACTICE,
    verdict=Judgement.MET,
    probability=0.91,
    evidence=Evidence(text="Tell me", start=0, end=7),
    nearest_exemplar="Tell me about it",
    because="the invitation is open",
)
UNSURE = Verdict(point="presses-for-answer", kind=Kind.PITFALL, verdict=Judgement.PRESENT, probability=0.52, sure=False)


def make_turn(number: int, reply: str = "Tell me. Ünïcode 🧸 and <b>markup</b>", repairs: bool = False) -> Turn:
    return Turn(
        number=number,
        node="cloakroom",
        said=(Said(who="narrator", text="A door."), Said(who="kit", text="It’s Friday.")),
        reply=reply,
        verdicts=(MET, UNSURE),
        route="invite",
        repairs=repairs,
        answer=(Said(who="kit", text="OK."),),
        after=Standing(node="weekend", variables={"trust": 4}, flags=("told",), visits={"cloakroom": number}),
    )
