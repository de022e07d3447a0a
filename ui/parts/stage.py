"""One moment of a conversation as plain values: who is pictured, what has been said, what is due."""

from __future__ import annotations

from engine.conversation import Conversation
from ui.parts.portrait import Pictured


def pictured(conversation: Conversation) -> tuple[Pictured, ...]:
    """Return everybody in the room, each in the posture that holds now; who arrives later is there once they speak,
    and who is away at this moment is not."""
    said = (conversation.said, *(lines for turn in conversation.turns for lines in (turn.said, turn.answer)))
    spoken = {line.who for lines in said for line in lines}
    here = conversation.node or conversation.ending
    away = here.away if here else ()
    return tuple(
        Pictured(c.name, c.portrait, posture.posture, posture.alt)
        for c in conversation.scenario.characters
        if c.id not in away and (not c.arrives_later or c.id in spoken)
        for posture in (conversation.posture(c),)
    )


def names(conversation: Conversation) -> dict[str, str]:
    """Return what each character is called, by id."""
    return {c.id: c.name for c in conversation.scenario.characters}


def scene(conversation: Conversation) -> str:
    """Return where we are: the scene of the node that is due, else of the last one that had any."""
    node = conversation.node
    visited = [conversation.scenario.node.get(turn.node) for turn in reversed(conversation.turns)]
    return next((place.scene for place in (node, *visited) if place is not None and place.scene), "")


def waiting_words(conversation: Conversation, ready: bool) -> str:
    """Return what is shown while a reply is judged: the person who spoke last takes a moment."""
    names_by_id = names(conversation)
    spoke = [names_by_id[said.who] for said in conversation.said if said.who in names_by_id]
    who = spoke[-1] if spoke else conversation.scenario.characters[0].name
    more = "" if ready else " The first one takes a little longer, while the app gets ready to listen."
    return f"{who} takes a moment.{more}"
