"""A scenario played by somebody who answers anything: it must neither stop nor go on for ever."""

from __future__ import annotations

from random import Random

from engine.catalogue import Catalogue
from engine.conversation import Conversation
from engine.errors import ConversationError
from engine.findings import Finding
from engine.load import ScenarioFile
from engine.scenario import Node
from engine.verdict import Judgement, Kind, Verdict

MOST_REPLIES_A_NODE = 20
"""Replies, a node of the scenario, after which a conversation counts as endless; walks take one or two."""

_SHARES = (0.0, 0.05, 0.2, 0.5, 0.9, 1.0)
"""How much of what a node listens for is shown; one share is drawn a play, so some learners stay good or poor."""


def play_randomly(
    file: ScenarioFile, catalogue: Catalogue, rng: Random, most_replies: int | None = None
) -> tuple[Finding, ...]:
    """Play once with drawn verdicts; return a W06 finding when it does not end in `most_replies`, or cannot go on.

    `most_replies` is MOST_REPLIES_A_NODE for each node unless it is given. Nothing is played when the start is unknown.
    """
    if file.scenario.start not in file.scenario.node:
        return ()
    limit = MOST_REPLIES_A_NODE * len(file.scenario.nodes) if most_replies is None else most_replies
    conversation, share = Conversation(file.scenario), rng.choice(_SHARES)
    while node := conversation.node:
        if len(conversation.turns) == limit:
            return (_finding(file, node, f"random play has not ended after {limit} replies"),)
        try:
            conversation.take(conversation.answer("…", draw_verdicts(node, catalogue, rng, share)))
        except ConversationError as error:
            return (_finding(file, node, f"random play cannot go on: {error.message}"),)
    return ()


def draw_verdicts(node: Node, catalogue: Catalogue, rng: Random, share: float) -> tuple[Verdict, ...]:
    """Draw one verdict for each point a node listens for; about `share` (0 to 1) of them shown, one in six not sure."""
    return tuple(_draw(point, catalogue, rng, share) for point in node.listens_for)


def _draw(point: str, catalogue: Catalogue, rng: Random, share: float) -> Verdict:
    known = catalogue.points.get(point)
    kind = known.kind if known else Kind.PRACTICE
    probability = rng.random()
    shown = probability < share
    if kind is Kind.PITFALL:
        judgement = Judgement.PRESENT if shown else Judgement.ABSENT
    elif shown:
        judgement = Judgement.MET
    else:
        judgement = rng.choice((Judgement.PARTIAL, Judgement.MISSED))
    return Verdict(point=point, kind=kind, verdict=judgement, probability=probability, sure=rng.random() > 1 / 6)


def _finding(file: ScenarioFile, node: Node, message: str) -> Finding:
    at = ("nodes", file.scenario.nodes.index(node), "id")
    return file.source.finding("W06", message, *at, hint="see what leads out of this node, whatever is said")
