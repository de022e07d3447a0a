"""What a run taught, as plain values in the order in which it is read. A sentence is stated only on a sure verdict.

First what happened and what the learner did that mattered, in their own quoted words; then pitfalls, each with its
repair; then at most one thing to build on; then what a dictated record says of what was agreed; then the conversation
turn by turn, and what to take to supervision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.catalogue import Catalogue, Citation
from engine.conversation import Conversation, Said, Turn
from engine.scenario import NARRATOR, Paragraph, Scenario
from simulator.dictated import RecordCheck, check_record
from simulator.highlights import (
    BuildOn,
    Mattered,
    WatchOut,
    choose_build_on,
    choose_mattered,
    choose_open_questions,
    choose_watch_outs,
)
from simulator.notes import Note, Standing, build_notes

_STATED = (Standing.DID, Standing.PARTLY, Standing.WATCH_OUT)


@dataclass(frozen=True)
class Spoken:
    """A line as it was said; `name` is empty for a stage direction."""

    name: str
    text: str

    @property
    def is_direction(self) -> bool:
        """True when nobody says it: something happens."""
        return not self.name


@dataclass(frozen=True)
class PathStep:
    """A stay at one node, or the ending: `turns` answered there in a row, and where else its routes lead."""

    node: str
    title: str
    turns: tuple[int, ...]
    is_ending: bool = False
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class DebriefTurn:
    """One turn with a note a verdict; `repairs` when the learner put something right."""

    number: int
    node: str
    title: str
    said: tuple[Spoken, ...]
    reply: str
    answer: tuple[Spoken, ...]
    notes: tuple[Note, ...]
    repairs: bool


@dataclass(frozen=True)
class Repair:
    """A turn in which the learner put an earlier mistake right."""

    turn: int
    reply: str
    answer: tuple[Spoken, ...]


@dataclass(frozen=True)
class Guidance:
    """A document this debrief rests on, the sections cited, and the titles of the practice points drawn from it."""

    document: str
    title: str
    about: str
    sections: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class Debrief:
    """Everything the debrief says. Of a run left before its end, `ending` is None and `happened` empty."""

    ending: str | None
    happened: tuple[str, ...]
    story: tuple[str, ...]
    mattered: tuple[Mattered, ...]
    watch_outs: tuple[WatchOut, ...]
    build_on: BuildOn | None
    open_questions: tuple[Note, ...]
    path: tuple[PathStep, ...]
    turns: tuple[DebriefTurn, ...]
    repairs: tuple[Repair, ...]
    unsure: tuple[Note, ...]
    questions: tuple[str, ...]
    guidance: tuple[Guidance, ...]
    record: tuple[RecordCheck, ...] = ()


def build_debrief(conversation: Conversation, catalogue: Catalogue) -> Debrief:
    """Return what a run taught; `story` is the author's own account of what mattered, `mattered` the learner's words.

    Works from what is kept alone, and for a scenario changed since: a node it no longer has is named by its id.
    """
    scenario, turns, ending = conversation.scenario, tuple(conversation.turns), conversation.ending
    notes = [note for turn in turns for note in build_notes(turn, scenario, catalogue)]
    told = tuple(_debrief_turn(turn, scenario, catalogue) for turn in turns)
    return Debrief(
        ending=ending.title if ending else None,
        happened=_holding(ending.what_happened, conversation) if ending else (),
        story=_holding(ending.what_mattered, conversation) if ending else (),
        mattered=choose_mattered(turns, notes, scenario),
        watch_outs=choose_watch_outs(turns, notes, scenario),
        build_on=choose_build_on(notes, scenario),
        open_questions=choose_open_questions(notes),
        path=_path(turns, scenario),
        turns=told,
        repairs=tuple(Repair(turn.number, turn.reply, turn.answer) for turn in told if turn.repairs),
        unsure=tuple(note for note in notes if note.standing is Standing.NOT_SURE),
        questions=ending.to_supervision if ending else (),
        guidance=_guidance(notes, scenario, catalogue),
        record=check_record(scenario, turns),
    )


def _holding(paragraphs: Iterable[Paragraph], conversation: Conversation) -> tuple[str, ...]:
    moment = conversation.moment
    return tuple(paragraph.text for paragraph in paragraphs if paragraph.when.holds(moment))


def _debrief_turn(turn: Turn, scenario: Scenario, catalogue: Catalogue) -> DebriefTurn:
    return DebriefTurn(
        number=turn.number,
        node=turn.node,
        title=_title(turn.node, scenario),
        said=_spoken(turn.said, scenario),
        reply=turn.reply,
        answer=_spoken(turn.answer, scenario),
        notes=build_notes(turn, scenario, catalogue),
        repairs=turn.repairs,
    )


def _spoken(lines: Iterable[Said], scenario: Scenario) -> tuple[Spoken, ...]:
    return tuple(Spoken("" if line.who == NARRATOR else _name(line.who, scenario), line.text) for line in lines)


def _name(who: str, scenario: Scenario) -> str:
    character = scenario.character.get(who)
    return character.name if character else who


def _title(node: str, scenario: Scenario) -> str:
    place = scenario.node.get(node) or scenario.ending.get(node)
    return place.title if place else node.replace("-", " ")


def _path(turns: Iterable[Turn], scenario: Scenario) -> tuple[PathStep, ...]:
    stays: list[tuple[str, list[int]]] = []
    where = scenario.start
    for turn in turns:
        where = turn.next
        if stays and stays[-1][0] == turn.node:
            stays[-1][1].append(turn.number)
        else:
            stays.append((turn.node, [turn.number]))
    if not stays or stays[-1][0] != where:
        stays.append((where, []))
    following = [node for node, _ in stays[1:]] + [""]
    return tuple(_step(node, tuple(at), after, scenario) for (node, at), after in zip(stays, following, strict=True))


def _step(node: str, turns: tuple[int, ...], after: str, scenario: Scenario) -> PathStep:
    routes = scenario.node[node].routes if node in scenario.node and turns else ()
    elsewhere = dict.fromkeys(route.to for route in routes if route.to not in (node, after))
    return PathStep(node, _title(node, scenario), turns, node in scenario.ending, tuple(elsewhere))


def _guidance(notes: Iterable[Note], scenario: Scenario, catalogue: Catalogue) -> tuple[Guidance, ...]:
    cited: list[tuple[Citation, str]] = [(citation, "") for citation in scenario.sources]
    cited += [(citation, note.title) for note in notes if note.standing in _STATED for citation in note.sources]
    documents = {document.key: document for document in catalogue.documents}
    keys = [key for key in documents if any(citation.document == key for citation, _ in cited)]
    return tuple(
        Guidance(
            document=key,
            title=documents[key].title,
            about=documents[key].about,
            sections=tuple(dict.fromkeys(c.section for c, _ in cited if c.document == key)),
            points=tuple(dict.fromkeys(title for c, title in cited if c.document == key and title)),
        )
        for key in keys
    )
