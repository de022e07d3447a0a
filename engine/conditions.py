"""When a route, a line or a posture applies, and what taking a route changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, Field, model_validator

from engine.catalogue import Slug
from engine.verdict import FROZEN, Judgement, Verdict


class Variable(BaseModel):
    """A bounded number that a scenario tracks; a change beyond a bound stops at the bound."""

    model_config = FROZEN
    start: int
    min: int = 0
    max: int = 10
    about: str = ""

    @model_validator(mode="after")
    def _start_within_bounds(self) -> Variable:
        if not self.min <= self.start <= self.max:
            raise ValueError(f"start {self.start} is not between min {self.min} and max {self.max}")
        return self

    def clamp(self, value: int) -> int:
        """Return the nearest value within the bounds."""
        return max(self.min, min(self.max, value))


class Range(BaseModel):
    """A closed range of whole numbers, open-ended where a side is left out."""

    model_config = FROZEN
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, value: int) -> bool:
        """True when the value lies in the range."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class Condition(BaseModel):
    """All that is given must hold; an empty condition always holds.

    `shown`: each of these points is met or present; `any_shown`: at least one is; `not_shown`: none is; `partly`: each
    is at least partial. Points are judged in the reply just given, so lines spoken on arrival cannot use them.
    """

    model_config = FROZEN
    shown: tuple[Slug, ...] = ()
    any_shown: tuple[Slug, ...] = ()
    not_shown: tuple[Slug, ...] = ()
    partly: tuple[Slug, ...] = ()
    variables: dict[Slug, Range] = {}
    flags: tuple[Slug, ...] = ()
    no_flags: tuple[Slug, ...] = ()
    visits: dict[Slug, Range] = {}
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Condition:
        """Return itself: it is frozen, and pydantic would copy a default for each of thousands of lines."""
        return self

    @property
    def always(self) -> bool:
        """True when nothing is asked."""
        return self is ALWAYS or not any(getattr(self, name) for name in Condition.model_fields)

    def within(self) -> Iterator[Condition]:
        """This condition and all that it contains."""
        yield self
        for inner in (*self.all, *self.any, *self.none):
            yield from inner.within()

    def points(self) -> set[str]:
        """Every practice point it mentions."""
        return {p for c in self.within() for p in (*c.shown, *c.any_shown, *c.not_shown, *c.partly)}

    def holds(self, moment: Moment) -> bool:
        """True when everything asked is so at this moment."""
        return (
            self._points_hold(moment)
            and all(r.holds(moment.variables.get(name, 0)) for name, r in self.variables.items())
            and moment.flags.issuperset(self.flags)
            and moment.flags.isdisjoint(self.no_flags)
            and all(r.holds(moment.visits.get(node, 0)) for node, r in self.visits.items())
            and all(c.holds(moment) for c in self.all)
            and (not self.any or any(c.holds(moment) for c in self.any))
            and not any(c.holds(moment) for c in self.none)
        )

    def _points_hold(self, moment: Moment) -> bool:
        verdicts = moment.verdicts
        return (
            all(_shown(verdicts, p) for p in self.shown)
            and (not self.any_shown or any(_shown(verdicts, p) for p in self.any_shown))
            and all(p in verdicts and verdicts[p].counts_as_not_shown for p in self.not_shown)
            and all(_shown(verdicts, p) or _partial(verdicts, p) for p in self.partly)
        )


def _shown(verdicts: Mapping[str, Verdict], point: str) -> bool:
    return point in verdicts and verdicts[point].counts_as_shown


def _partial(verdicts: Mapping[str, Verdict], point: str) -> bool:
    return point in verdicts and verdicts[point].verdict in (Judgement.PARTIAL, Judgement.MET)


class Effects(BaseModel):
    """What a route changes: variables by an amount or to a value, flags raised or lowered."""

    model_config = FROZEN
    change: dict[Slug, int] = {}
    set: dict[Slug, int] = {}
    raises: tuple[Slug, ...] = Field(default=())
    lowers: tuple[Slug, ...] = Field(default=())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Effects:
        """Return itself, as a condition does."""
        return self


@dataclass(frozen=True, slots=True)
class Moment:
    """What is so at one moment of a run: variables, raised flags, replies given a node, the last reply's verdicts."""

    variables: Mapping[str, int] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    visits: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)

    @property
    def hoped(self) -> Moment:
        """The same moment with every practice that is not sure taken as met."""
        return replace(self, verdicts={point: verdict.hoped for point, verdict in self.verdicts.items()})

    def after(self, effects: Effects, bounds: Mapping[str, Variable]) -> Moment:
        """Return the moment after these effects, each variable kept within its bounds."""
        if not (effects.change or effects.set or effects.raises or effects.lowers):
            return self
        values = dict(self.variables) | effects.set
        for name, amount in effects.change.items():
            values[name] = values.get(name, 0) + amount
        values = {name: bounds[name].clamp(v) if name in bounds else v for name, v in values.items()}
        flags = (self.flags | set(effects.raises)) - set(effects.lowers)
        return replace(self, variables=values, flags=frozenset(flags))


Condition.model_rebuild()
ALWAYS = Condition()
