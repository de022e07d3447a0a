"""Why a route was taken: each thing a condition asks, whether it is so, and what is so instead, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.conditions import Condition, Moment, Range
from engine.scenario import Node
from engine.verdict import Judgement, Kind, Verdict


@dataclass(frozen=True)
class Reason:
    """One thing a condition asks: whether it is so, and what is so, in words that stand on their own."""

    holds: bool
    words: str


@dataclass(frozen=True)
class Tried:
    """A route that was tried: `reasons` is empty for one that asks nothing or takes whatever is left."""

    route: str
    to: str
    taken: bool
    otherwise: bool
    reasons: tuple[Reason, ...]

    @property
    def because(self) -> tuple[Reason, ...]:
        """What decided it: everything that was so for the route taken, what was not so for one passed over."""
        return tuple(reason for reason in self.reasons if reason.holds is self.taken)


def explain_choice(node: Node, moment: Moment, titles: Mapping[str, str]) -> tuple[Tried, ...]:
    """Return the routes of a node in the order they are tried, up to the one taken; all of them when none holds.

    `moment` is the one at which routes are chosen. `titles` are of practice points and nodes; an id without one is
    shown as it is.
    """
    tried: list[Tried] = []
    for route in node.routes:
        reasons = () if route.otherwise else explain(route.when, moment, titles)
        taken = route.otherwise or route.when.holds(moment)
        tried.append(Tried(route.id, route.to, taken, route.otherwise, reasons))
        if taken:
            break
    return tuple(tried)


def explain(condition: Condition, moment: Moment, titles: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return a reason for each thing a condition asks, in the order of its fields; all hold exactly when it does."""
    return tuple(_Explainer(moment, titles).reasons(condition))


class _Explainer:
    """Puts one moment into words."""

    def __init__(self, moment: Moment, titles: Mapping[str, str]) -> None:
        self._moment, self._titles = moment, titles

    def reasons(self, asked: Condition) -> Iterator[Reason]:
        yield from (self._point(Condition(shown=(p,)), p) for p in asked.shown)
        if asked.any_shown:
            yield self._any_point(asked.any_shown)
        yield from (self._point(Condition(not_shown=(p,)), p) for p in asked.not_shown)
        yield from (self._point(Condition(partly=(p,)), p) for p in asked.partly)
        yield from (self._variable(name, within) for name, within in asked.variables.items())
        yield from (self._flag(name, raised=True) for name in asked.flags)
        yield from (self._flag(name, raised=False) for name in asked.no_flags)
        yield from (self._visits(node, within) for node, within in asked.visits.items())
        for inner in asked.all:
            yield from self.reasons(inner)
        if asked.any:
            yield self._any(asked.any)
        yield from (self._none(inner) for inner in asked.none)

    def _point(self, asked: Condition, point: str) -> Reason:
        return Reason(asked.holds(self._moment), self._heard(point))

    def _any_point(self, points: Iterable[str]) -> Reason:
        alone = [self._point(Condition(shown=(point,)), point) for point in points]
        holding = [reason for reason in alone if reason.holds]
        return Reason(bool(holding), _listed(holding or alone))

    def _heard(self, point: str) -> str:
        name, verdict = f"“{self._titles.get(point, point)}”", self._moment.verdicts.get(point)
        return f"{name} {_heard_as(verdict)}" if verdict else f"{name} is not listened for here"

    def _variable(self, name: str, within: Range) -> Reason:
        value = self._moment.variables.get(name, 0)
        return Reason(within.holds(value), f"{name} is {value}{_asked(within)}")

    def _flag(self, name: str, raised: bool) -> Reason:
        is_raised = name in self._moment.flags
        return Reason(is_raised is raised, f"the flag “{name}” is {'raised' if is_raised else 'not raised'}")

    def _visits(self, node: str, within: Range) -> Reason:
        count = self._moment.visits.get(node, 0)
        replies = f"{count} {'reply has' if count == 1 else 'replies have'}"
        words = f"{replies} been given at “{self._titles.get(node, node)}”{_asked(within)}"
        return Reason(within.holds(count), words)

    def _any(self, inner: Iterable[Condition]) -> Reason:
        found = [(condition.holds(self._moment), tuple(self.reasons(condition))) for condition in inner]
        holding = [reasons for holds, reasons in found if holds]
        if holding:
            return Reason(True, _listed(holding[0]) or "one of its alternatives asks nothing")
        failed = [_listed(reason for reason in reasons if not reason.holds) for _, reasons in found]
        return Reason(False, f"none of its alternatives is so: {'; or '.join(failed)}")

    def _none(self, inner: Condition) -> Reason:
        reasons = tuple(self.reasons(inner))
        if inner.holds(self._moment):
            return Reason(False, f"what must not be so is: {_listed(reasons) or 'a condition that always holds'}")
        return Reason(True, _listed(reason for reason in reasons if not reason.holds))


def _heard_as(verdict: Verdict) -> str:
    """Say how the story takes a verdict, which for one that is not sure is not how it reads."""
    if verdict.counts_as_shown:
        return "was heard" if verdict.sure else "was heard, though not surely, and counts"
    if verdict.verdict in (Judgement.PARTIAL, Judgement.MET):
        return "was heard only in part" if verdict.sure else "was heard in part, though not surely"
    if not verdict.sure:
        return f"is not sure, and {'is held against nobody' if verdict.kind is Kind.PRACTICE else 'does not count'}"
    return "was not heard"


def _asked(within: Range) -> str:
    if within.at_least is not None and within.at_least == within.at_most:
        return f" (asked for: {within.at_least})"
    sides = (("at least", within.at_least), ("at most", within.at_most))
    given = " and ".join(f"{side} {number}" for side, number in sides if number is not None)
    return f" (asked for: {given})" if given else ""


def _listed(reasons: Iterable[Reason]) -> str:
    return ", and ".join(reason.words for reason in reasons)
