"""What a condition implies: small, sound reasoning that never runs a scenario.

A condition is turned into cases, each a set of facts that hold together. A condition without cases can never hold; one
condition implies another when each of its cases does. What is not understood is left out, so both answers may miss
something that is so, and never claim what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from engine.conditions import Condition, Range, Variable

MOST_CASES = 64
"""More alternatives than this are left out of account, so that a hostile file costs no more than a large one."""

ANY_NUMBER = Range()
ONE_OR_MORE = Range(at_least=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so in one case, read as `Condition` reads the same words; `denied` are conditions that do not hold."""

    shown: frozenset[str] = frozenset()
    any_shown: frozenset[frozenset[str]] = frozenset()
    not_shown: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    no_flags: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, str, Range], ...] = ()
    denied: tuple[Condition, ...] = ()

    def number(self, kind: str, name: str) -> Range:
        """The range a variable (kind 'variable') or a node's visits (kind 'visits') is known to lie in."""
        return next((r for k, n, r in self.numbers if (k, n) == (kind, name)), ANY_NUMBER)

    def joined(self, other: Facts) -> Facts:
        """Both sets of facts at once, whether or not they agree."""
        return Facts(
            shown=self.shown | other.shown,
            any_shown=self.any_shown | other.any_shown,
            not_shown=self.not_shown | other.not_shown,
            partly=self.partly | other.partly,
            flags=self.flags | other.flags,
            no_flags=self.no_flags | other.no_flags,
            numbers=self._numbers_with(other),
            denied=self.denied + other.denied,
        )

    def _numbers_with(self, other: Facts) -> tuple[tuple[str, str, Range], ...]:
        if not (self.numbers and other.numbers):
            return self.numbers or other.numbers
        ranges = {(kind, name): limits for kind, name, limits in self.numbers}
        for kind, name, limits in other.numbers:
            ranges[kind, name] = both(ranges.get((kind, name), ANY_NUMBER), limits)
        return tuple((kind, name, limits) for (kind, name), limits in sorted(ranges.items(), key=lambda r: r[0]))

    @property
    def agree(self) -> bool:
        """False when two of the facts rule each other out."""
        return (
            self.shown.isdisjoint(self.not_shown)
            and not any(group <= self.not_shown for group in self.any_shown)
            and self.flags.isdisjoint(self.no_flags)
            and not any(is_empty(limits) for _, _, limits in self.numbers)
            and not any(self.imply(condition) for condition in self.denied)
        )

    def imply(self, condition: Condition) -> bool:
        """True when the condition must hold wherever these facts do."""
        return (
            self._imply_points(condition)
            and self.flags.issuperset(condition.flags)
            and self.no_flags.issuperset(condition.no_flags)
            and all(is_within(self.number("variable", name), r) for name, r in condition.variables.items())
            and all(is_within(self.number("visits", node), r) for node, r in condition.visits.items())
            and all(self.imply(inner) for inner in condition.all)
            and (not condition.any or any(self.imply(inner) for inner in condition.any))
            and all(self._rule_out(inner) for inner in condition.none)
        )

    def _imply_points(self, condition: Condition) -> bool:
        wanted = frozenset(condition.any_shown)
        return (
            self.shown.issuperset(condition.shown)
            and (not wanted or bool(wanted & self.shown) or any(group <= wanted for group in self.any_shown))
            and self.not_shown.issuperset(condition.not_shown)
            and (self.shown | self.partly).issuperset(condition.partly)
        )

    def _rule_out(self, condition: Condition) -> bool:
        return condition in self.denied or not any(self.joined(case).agree for case in cases(condition))


def known_before(variables: Mapping[str, Variable], node: str | None) -> Facts:
    """What is so before any condition is asked: variables keep their bounds, and a reply was given at its own node."""
    bounds = [("variable", name, _range(v.min, v.max)) for name, v in variables.items()]
    visited = [("visits", node, ONE_OR_MORE)] if node else []
    return Facts(numbers=tuple(sorted([*bounds, *visited], key=lambda r: r[:2])))


def cases(condition: Condition, before: Facts | None = None) -> tuple[Facts, ...]:
    """Return the cases in which the condition holds, given what is known before; none when it can never hold."""
    own = _own_facts(condition)
    found = [before.joined(own) if before else own]
    for inner in condition.all:
        found = _product(found, cases(inner))
    if condition.any:
        found = _product(found, [case for inner in condition.any for case in cases(inner)])
    return tuple(case for case in found if case.agree)


def implies(condition: Condition, other: Condition, before: Facts) -> bool:
    """True when `other` holds wherever `condition` does; false when `condition` can never hold."""
    found = cases(condition, before)
    return bool(found) and all(case.imply(other) for case in found)


def both(first: Range, second: Range) -> Range:
    """The numbers that lie in both ranges."""
    if first is ANY_NUMBER or second is ANY_NUMBER:
        return second if first is ANY_NUMBER else first
    lows = [r.at_least for r in (first, second) if r.at_least is not None]
    highs = [r.at_most for r in (first, second) if r.at_most is not None]
    return _range(max(lows, default=None), min(highs, default=None))


@lru_cache(maxsize=4096)
def _range(at_least: int | None, at_most: int | None) -> Range:
    """The same few ranges are asked for at every node; one of each is enough, frozen as it is."""
    return Range(at_least=at_least, at_most=at_most)


def is_empty(limits: Range) -> bool:
    """True when no number lies in the range."""
    return limits.at_least is not None and limits.at_most is not None and limits.at_least > limits.at_most


def is_within(inner: Range, outer: Range) -> bool:
    """True when every number of `inner` lies in `outer`."""
    low = outer.at_least is None or (inner.at_least is not None and inner.at_least >= outer.at_least)
    high = outer.at_most is None or (inner.at_most is not None and inner.at_most <= outer.at_most)
    return low and high


def _own_facts(condition: Condition) -> Facts:
    numbers = [("variable", name, r) for name, r in condition.variables.items()]
    numbers += [("visits", node, r) for node, r in condition.visits.items()]
    facts = Facts(
        shown=frozenset(condition.shown),
        any_shown=frozenset({frozenset(condition.any_shown)} if condition.any_shown else ()),
        not_shown=frozenset(condition.not_shown),
        partly=frozenset(condition.partly),
        flags=frozenset(condition.flags),
        no_flags=frozenset(condition.no_flags),
        numbers=tuple(sorted(numbers, key=lambda r: r[:2])),
        denied=condition.none,
    )
    for denied in condition.none:
        facts = facts.joined(_opposite(denied))
    return facts


def _opposite(condition: Condition) -> Facts:
    """What follows when a condition does not hold: its opposite for a single flag, otherwise nothing."""
    if condition == Condition(flags=condition.flags[:1]):
        return Facts(no_flags=frozenset(condition.flags))
    if condition == Condition(no_flags=condition.no_flags[:1]):
        return Facts(flags=frozenset(condition.no_flags))
    return Facts()


def _product(left: Iterable[Facts], right: Iterable[Facts]) -> list[Facts]:
    first, second = list(left), list(right)
    if len(first) * len(second) > MOST_CASES:
        return first
    return [a.joined(b) for a, b in product(first, second)]
