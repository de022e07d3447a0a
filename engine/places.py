"""Where everything stands in a scenario: conditions, lines, effects and named points, each with its location."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.conditions import Condition, Effects
from engine.scenario import Line, Meeting, Node, Paragraph, Route, Scenario
from engine.yaml_reader import Location

Use = tuple[Location, str, str]
"""Where a name is used, what kind of thing it names ('variable', 'flag' or 'node'), and the name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition and where it stands.

    `node` is the node whose reply it judges; None where no reply has been judged, as on arrival or in an ending.
    """

    at: Location
    condition: Condition
    node: Node | None = None


def all_routes(scenario: Scenario) -> Iterator[tuple[Location, Node, Route]]:
    """Every route with its location and node, in the order of the file."""
    for i, node in enumerate(scenario.nodes):
        for j, route in enumerate(node.routes):
            yield ("nodes", i, "routes", j), node, route


def all_lines(scenario: Scenario) -> Iterator[tuple[Location, Line]]:
    """Every line that somebody says or the narrator tells, with its location."""
    for i, node in enumerate(scenario.nodes):
        yield from _numbered(("nodes", i, "says"), node.says)
    for at, _, route in all_routes(scenario):
        yield from _numbered((*at, "says"), route.says)


def all_phrases(scenario: Scenario) -> Iterator[tuple[Location, Node, str]]:
    """Every practice point a node has a phrase for, with the location and the node."""
    for i, node in enumerate(scenario.nodes):
        yield from ((("nodes", i, "phrases", point), node, point) for point in node.phrases)


def all_effects(scenario: Scenario) -> Iterator[tuple[Location, Effects]]:
    """The effects of every reply, then those of every route, with their locations."""
    yield ("each_reply",), scenario.each_reply
    for at, _, route in all_routes(scenario):
        yield (*at, "effects"), route.effects


def all_away(scenario: Scenario) -> Iterator[tuple[Location, str]]:
    """Everybody who is away from a node or an ending, with the location."""
    for kind in ("nodes", "endings"):
        for i, place in enumerate(getattr(scenario, kind)):
            yield from (((kind, i, "away", j), who) for j, who in enumerate(place.away))


def reported_points(scenario: Scenario) -> Iterator[tuple[Location, str]]:
    """The points the learner reflects on and the debrief reports, with their locations."""
    for field in ("reflect_on", "debrief"):
        for i, point in enumerate(getattr(scenario, field)):
            yield (field, i), point


def all_conditions(scenario: Scenario) -> Iterator[Asked]:
    """Every condition that asks something and stands on its own; those inside another are found with `parts`."""
    return (asked for asked in _all_when(scenario) if not asked.condition.always)


def _all_when(scenario: Scenario) -> Iterator[Asked]:
    for at, node, route in all_routes(scenario):
        yield Asked((*at, "when"), route.when, node)
        yield from _of_lines((*at, "says"), route.says, node)
    for i, node in enumerate(scenario.nodes):
        yield from _of_lines(("nodes", i, "says"), node.says)
    yield from _apart_from_nodes(scenario)


def parts(asked: Asked) -> Iterator[Asked]:
    """The condition itself and every condition inside it, each with its own location."""
    yield asked
    for field in ("all", "any", "none"):
        for i, inner in enumerate(getattr(asked.condition, field)):
            yield from parts(Asked((*asked.at, field, i), inner, asked.node))


def named_points(part: Asked) -> Iterator[tuple[Location, str]]:
    """Every practice point the condition itself names, those inside it apart, with its location."""
    for field in ("shown", "any_shown", "not_shown", "partly"):
        for i, point in enumerate(getattr(part.condition, field)):
            yield (*part.at, field, i), point


def all_reads(conditions: Iterable[Asked], meeting: Meeting | None) -> Iterator[Use]:
    """Every name that a condition or the meeting asks about; `conditions` has those inside another too."""
    for part in conditions:
        condition = part.condition
        yield from (((*part.at, "variables", name), "variable", name) for name in condition.variables)
        yield from (((*part.at, "visits", name), "node", name) for name in condition.visits)
        for field in ("flags", "no_flags"):
            yield from (((*part.at, field, i), "flag", f) for i, f in enumerate(getattr(condition, field)))
    if meeting:
        if meeting.clock:
            yield ("meeting", "clock"), "variable", meeting.clock
        for i, fact in enumerate(meeting.facts):
            yield ("meeting", "facts", i, "flag"), "flag", fact.flag


def all_writes(scenario: Scenario) -> Iterator[Use]:
    """Every name that an effect changes."""
    for at, effects in all_effects(scenario):
        for field in ("change", "set"):
            yield from (((*at, field, name), "variable", name) for name in getattr(effects, field))
        for field in ("raises", "lowers"):
            yield from (((*at, field, i), "flag", flag) for i, flag in enumerate(getattr(effects, field)))


def _apart_from_nodes(scenario: Scenario) -> Iterator[Asked]:
    for i, ending in enumerate(scenario.endings):
        yield from _of_lines(("endings", i, "what_happened"), ending.what_happened)
        yield from _of_lines(("endings", i, "what_mattered"), ending.what_mattered)
    for i, character in enumerate(scenario.characters):
        for j, posture in enumerate(character.postures):
            yield Asked(("characters", i, "postures", j, "when"), posture.when)
    if scenario.meeting:
        for i, person in enumerate(scenario.meeting.attendance):
            if person.joined:
                yield Asked(("meeting", "attendance", i, "joined"), person.joined)
        for i, decision in enumerate(scenario.meeting.decisions):
            yield Asked(("meeting", "decisions", i, "when"), decision.when)


def _of_lines(at: Location, lines: Sequence[Line | Paragraph], node: Node | None = None) -> Iterator[Asked]:
    for i, line in enumerate(lines):
        yield Asked((*at, i, "when"), line.when, node)


def _numbered(at: Location, lines: Sequence[Line]) -> Iterator[tuple[Location, Line]]:
    for i, line in enumerate(lines):
        yield (*at, i), line
