"""Turns from several runs on one screen, for a training session: nothing in them says whose they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from simulator.debrief import DebriefTurn, Spoken
from simulator.identifiers import find_identifiers
from simulator.notes import Note
from simulator.questions import group_questions
from simulator.shared_run import SharedRun
from store.access import Person

NAME = "[name]"
_PARTS_OF_A_NAME = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_WORDS_AS_WELL = """
    will may mark grace hope rose faith joy dawn sue bill jack frank art guy pat rob drew chase grant hunter young long
    short brown black white green gray hill wood stone field king day gay rich love moss banks bush wise best bell page
    price snow summer winter ball case cross dale fox hall lane little miles so to
"""
_ALSO_WORDS = frozenset(_WORDS_AS_WELL.split())
"""Names that are words too: in small letters they are taken to be the word."""


@dataclass(frozen=True)
class GroupTurn:
    """One turn as a group sees it: `learner` is a letter, the same for every turn of one person."""

    learner: str
    title: str
    moment: str
    said: tuple[Spoken, ...]
    reply: str
    answer: tuple[Spoken, ...]
    notes: tuple[Note, ...]
    questions: tuple[str, ...]


def build_group(chosen: Sequence[tuple[SharedRun, DebriefTurn]], today: date) -> tuple[GroupTurn, ...]:
    """Return the turns as chosen, without names and identifiers; the characters keep theirs."""
    owners = list(dict.fromkeys(run.record.owner for run, _ in chosen))
    return tuple(
        _group_turn(run, turn, f"Learner {_letters(owners.index(run.record.owner))}", today) for run, turn in chosen
    )


def anonymised(text: str, learner: Person, characters: Iterable[str], today: date) -> str:
    """Return the text without the learner's name and without what looks like an identifier.

    A name the learner shares with a character stays: it is the character's, and says nothing of the learner.
    """
    kept = {part.casefold() for name in characters for part in _PARTS_OF_A_NAME.findall(name)}
    for found in reversed(find_identifiers(text, today)):
        text = f"{text[: found.start]}[{found.kind}]{text[found.end :]}"
    if learner.name.strip():
        text = re.sub(rf"(?<!\w){re.escape(learner.name.strip())}(?!\w)", NAME, text, flags=re.IGNORECASE)
    names = _names(learner, kept)
    if names:
        any_of_them = "|".join(map(re.escape, names))
        text = re.sub(rf"(?<!\w)(?:{any_of_them})(?!\w)", _named, text, flags=re.IGNORECASE)
    return re.sub(rf"{re.escape(NAME)}(?:[ -]{re.escape(NAME)})+", NAME, text)


def _named(match: re.Match[str]) -> str:
    written = match.group()
    return written if written in _ALSO_WORDS else NAME


def _names(learner: Person, kept: Collection[str]) -> list[str]:
    """Return the parts of a learner's name and e-mail address that are no character's, the longest first."""
    address = re.sub(r"[\W\d_]+", " ", learner.email.partition("@")[0])
    parts = {part.casefold() for part in _PARTS_OF_A_NAME.findall(f"{learner.name} {address}")}
    return sorted(parts.difference(kept), key=len, reverse=True)


def _group_turn(run: SharedRun, turn: DebriefTurn, learner: str, today: date) -> GroupTurn:
    characters = [character.name for character in run.scenario.characters]
    return GroupTurn(
        learner=learner,
        title=run.scenario.title,
        moment=turn.title,
        said=turn.said,
        reply=anonymised(turn.reply, run.learner, characters, today),
        answer=turn.answer,
        notes=tuple(replace(note, evidence=None, because=None) for note in turn.notes),
        questions=group_questions(turn.notes),
    )


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and on."""
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]
