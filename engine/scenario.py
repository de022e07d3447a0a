"""A scenario as its author wrote it: characters, a graph of nodes, endings, and the walks that test it. Frozen."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.catalogue import Citation, Slug, Text
from engine.conditions import ALWAYS, Condition, Effects, Variable
from engine.verdict import FROZEN

NARRATOR = "narrator"
"""Who 'says' a stage direction."""

Family = Literal["disclosure", "strategy-meeting", "siblings", "parent", "plan"]


class Line(BaseModel):
    """Something said or, by the narrator, something that happens; spoken only where `when` holds."""

    model_config = FROZEN
    who: Slug
    text: Text
    when: Condition = ALWAYS


class Paragraph(BaseModel):
    """A paragraph of an ending, shown only where `when` holds."""

    model_config = FROZEN
    text: Text
    when: Condition = ALWAYS


class Posture(BaseModel):
    """How a character sits or stands while `when` holds; `alt` describes it in words, never as a verdict."""

    model_config = FROZEN
    posture: Literal["closed", "wary", "open"]
    alt: Text
    when: Condition = ALWAYS


class Character(BaseModel):
    """A person in the conversation. The first posture whose condition holds is drawn.

    One who `arrives_later` is pictured from their first words on, everybody else from the start.
    """

    model_config = FROZEN
    id: Slug
    name: Text
    about: Text
    portrait: Slug
    arrives_later: bool = False
    postures: tuple[Posture, ...] = Field(min_length=1)


class Route(BaseModel):
    """A way out of a node: the first whose condition holds is taken. `says` is the reaction before moving on."""

    model_config = FROZEN
    id: Slug
    to: Slug
    when: Condition = ALWAYS
    otherwise: bool = False
    effects: Effects = Effects()
    says: tuple[Line, ...] = ()
    repairs: bool = False
    note: str = ""


class Node(BaseModel):
    """A point in the conversation. `says` is spoken on arrival, not when a route stays in the node.

    Characters who are `away` are elsewhere while it waits for a reply. `phrases` has, by practice point, what a learner
    could say here; of a pitfall, instead of it.
    """

    model_config = FROZEN
    id: Slug
    title: Text
    says: tuple[Line, ...]
    listens_for: tuple[Slug, ...] = Field(min_length=1)
    phrases: dict[Slug, Text] = {}
    routes: tuple[Route, ...] = Field(min_length=1)
    scene: str = ""
    asks: str = ""
    away: tuple[Slug, ...] = ()
    dictates_record: bool = False


class Ending(BaseModel):
    """Where a conversation ends: what happened next, what of the learner's mattered, what to take to supervision.

    Characters who are `away` have gone by then.
    """

    model_config = FROZEN
    id: Slug
    title: Text
    away: tuple[Slug, ...] = ()
    what_happened: tuple[Paragraph, ...] = Field(min_length=1)
    what_mattered: tuple[Paragraph, ...] = Field(min_length=1)
    to_supervision: tuple[Text, ...] = Field(min_length=1)


class Briefing(BaseModel):
    """What the learner reads before beginning."""

    model_config = FROZEN
    you_are: Text
    you_know: tuple[Text, ...] = Field(min_length=1)
    you_do_not_know: tuple[Text, ...] = Field(min_length=1)
    room: Text


class Attendee(BaseModel):
    """A row of a meeting's attendance list; `joined` says when an absent one is in the room after all."""

    model_config = FROZEN
    name: Text
    agency: Text
    status: Text
    joined: Condition | None = None


class Decision(BaseModel):
    """Something agreed while `when` holds; a record that names it has a word of `about`, of `owner` and of `by`."""

    model_config = FROZEN
    id: Slug
    text: Text
    about: tuple[Text, ...] = Field(min_length=1)
    owner: tuple[Text, ...] = ()
    by: tuple[Text, ...] = ()
    when: Condition = ALWAYS


class Fact(BaseModel):
    """Something that becomes known in the meeting while its flag is raised."""

    model_config = FROZEN
    flag: Slug
    text: Text


class Meeting(BaseModel):
    """What a meeting has on the table: who is there, the agenda, what has become known, what was agreed."""

    model_config = FROZEN
    attendance: tuple[Attendee, ...] = Field(min_length=1)
    agenda: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()
    clock: Slug | None = None


class Facilitator(BaseModel):
    """Notes for somebody who uses the scenario with a group."""

    model_config = FROZEN
    purpose: Text
    minutes: int = Field(ge=5, le=180)
    questions: tuple[Text, ...] = Field(min_length=1)


class Scenario(BaseModel):
    """One conversation to practise."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
    id: Slug
    title: Text
    version: int = Field(ge=1)
    family: Family
    domain: Slug
    role: Text
    minutes: int = Field(ge=1, le=60)
    summary: Text
    start_here: bool = False
    content_note: str = ""
    sources: tuple[Citation, ...] = ()
    briefing: Briefing
    characters: tuple[Character, ...] = Field(min_length=1)
    variables: dict[Slug, Variable] = {}
    flags: tuple[Slug, ...] = ()
    each_reply: Effects = Effects()
    meeting: Meeting | None = None
    reflect_on: tuple[Slug, ...] = Field(min_length=1, max_length=3)
    debrief: tuple[Slug, ...] = ()
    start: Slug
    nodes: tuple[Node, ...] = Field(min_length=1)
    endings: tuple[Ending, ...] = Field(min_length=1)
    facilitator: Facilitator | None = None

    @cached_property
    def node(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def ending(self) -> dict[str, Ending]:
        """Endings by id."""
        return {ending.id: ending for ending in self.endings}

    @cached_property
    def character(self) -> dict[str, Character]:
        """Characters by id."""
        return {character.id: character for character in self.characters}

    @property
    def points(self) -> tuple[str, ...]:
        """Every practice point some node listens for, in order of first mention."""
        return tuple(dict.fromkeys(point for node in self.nodes for point in node.listens_for))


class Step(BaseModel):
    """One scripted reply of a walk: where it is said, what a careful reader says it shows, the route it must take."""

    model_config = FROZEN
    at: Slug
    reply: Text
    shows: tuple[Slug, ...] = ()
    partial: tuple[Slug, ...] = ()
    route: Slug


class Walk(BaseModel):
    """A scripted conversation and the path it must take: a scenario's test."""

    model_config = FROZEN
    learner: Literal["skilled", "mixed", "poor", "repair"]
    about: Text
    steps: tuple[Step, ...] = Field(min_length=1)
    ending: Slug
