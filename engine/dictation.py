"""A dictated record beside what was agreed: what it names, and whether it says who and by when.

A name or a date counts only where the record speaks of that decision: in the same sentence, or the line's next one when
that goes on with it ("By Friday.", "She rings tonight."). A sentence about one decision lends nothing to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from engine.conditions import Moment
from engine.scenario import Decision

_BREAK = re.compile(r"(?<=[.!?])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<![ap]\.m\.)[”\"']?\s+")
_HEAD = re.compile(r"(?P<who>[^\s:;,]+(?: [^\s:;,]+){0,3}): ")
_GOES_ON = re.compile(
    r"(by|before|from|on|within|that's|that is|this|it|he|she|they|owner|lead|today|tonight|tomorrow"
    r"|next week|(mon|tues|wednes|thurs|fri)day|(one|two|three|four|six) weeks?)\b",
    re.I,
)
_NOT_STATED = re.compile(r"\b(not?|never|nobody|none|without|unless|if|whether)\b|n't\b|\?", re.I)

_DENIES_NEXT = re.compile(r"(?:\b(?:not?|never|nobody|none|without)|n't)(?:\s+[\w']+){0,2}\s*$", re.I)
"""A denial that reaches what comes next, over two words at most: "doesn't agree it's neglect" records no neglect."""


@dataclass(frozen=True)
class Recorded:
    """One decision in the record: `said` are the record's own sentences about it, none when it is not named.

    `owner` and `by` are None where the decision has no such words to look for. Not `agreed`: recorded all the same.
    """

    decision: Decision
    agreed: bool
    said: tuple[str, ...] = ()
    owner: bool | None = None
    by: bool | None = None

    @property
    def named(self) -> bool:
        """True when the record speaks of it at all."""
        return bool(self.said)

    @property
    def whole(self) -> bool:
        """True when the record names it with an owner and a date, as far as it has any."""
        return self.named and self.owner is not False and self.by is not False


def compare_record(decisions: Iterable[Decision], moment: Moment, dictated: Sequence[str]) -> tuple[Recorded, ...]:
    """Return what was agreed at this moment with what the record says of it, then what only the record has.

    Several dictated replies count together. What was not agreed is told only of a plain statement, with its owner and
    its date, that speaks of nothing agreed; a sentence that denies, doubts or asks is left out, and none is told twice.
    """
    listed = tuple(decisions)
    agreed = [decision for decision in listed if decision.when.holds(moment)]
    passages = [passage for text in dictated for passage in _passages(text, listed)]
    others = [p for p in passages if not _NOT_STATED.search(p) and not any(_names(d, p) for d in agreed)]
    beyond: dict[tuple[str, ...], Recorded] = {}
    for row in (_recorded(d, others, agreed=False) for d in listed if d not in agreed and d.owner and d.by):
        if row.whole:
            beyond.setdefault(row.said, row)
    return (*(_recorded(d, passages, agreed=True) for d in agreed), *beyond.values())


def _recorded(decision: Decision, passages: Iterable[str], agreed: bool) -> Recorded:
    said = tuple(dict.fromkeys(passage for passage in passages if _names(decision, passage)))
    owner = _any_word(decision.owner, said) if decision.owner else None
    by = _any_word(decision.by, said) if decision.by else None
    return Recorded(decision, agreed, said, owner, by)


def _names(decision: Decision, passage: str) -> bool:
    """True when a passage speaks of a decision and does not deny it; a decision that denies something itself may be
    put either way."""
    plain = passage.replace("’", "'")
    found = [match.start() for word in decision.about for match in _pattern(word).finditer(plain)]
    either_way = _NOT_STATED.search(decision.text.replace("’", "'"))
    return any(either_way or not _DENIES_NEXT.search(plain[:start]) for start in found)


def _passages(text: str, decisions: Sequence[Decision]) -> Iterator[str]:
    """Yield a record in pieces about one thing each: sentences, parted at semicolons, with what goes on with them."""
    for line in text.splitlines():
        held = ""
        for sentence in _sentences(line):
            goes_on = held and _GOES_ON.match(sentence) and not any(_names(d, sentence) for d in decisions)
            if held and not goes_on:
                yield held
            held = f"{held} {sentence}" if goes_on else sentence
        if held:
            yield held


def _sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line; a name before a colon ("Me: …; …") stands before each part of its sentence."""
    for sentence in _BREAK.split(line.strip()):
        first, *rest = re.split(r";\s*", sentence)
        head = _HEAD.match(first)
        yield from (piece for piece in (first, *(_under(head, part) for part in rest)) if piece.strip())


def _under(head: re.Match[str] | None, part: str) -> str:
    return head.group() + part if head and part and not _HEAD.match(part) else part


def _any_word(words: Iterable[str], passages: Iterable[str]) -> bool:
    plain = [passage.replace("’", "'") for passage in passages]
    return any(_pattern(word).search(passage) for word in words for passage in plain)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The word or phrase as whole words: `me` is not in `meeting`; a hyphen or a space between words are one."""
    pieces = re.split(r"[\s-]+", word.replace("’", "'").strip())
    phrase = r"[\s-]+".join(re.escape(piece) for piece in pieces)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)
