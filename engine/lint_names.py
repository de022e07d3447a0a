"""Names that lead nowhere: variables, flags, points, people and documents that are not there, or that nobody uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.findings import Finding
from engine.load import ScenarioFile
from engine.places import all_away, all_effects, all_lines, all_phrases, named_points, reported_points
from engine.scenario import NARRATOR
from engine.yaml_reader import Location


def unknown_name(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S08: a condition, an effect or the meeting names a variable, flag or node that is not declared."""
    scenario = file.scenario
    known: dict[str, Collection[str]] = {
        "variable": scenario.variables.keys(),
        "flag": frozenset(scenario.flags),
        "node": scenario.node.keys(),
    }
    for at, kind, name in (*file.reads, *file.writes):
        if name not in known[kind]:
            hint = suggest(name, known[kind]) or f"declare it under {kind}s"
            yield file.source.finding("S08", f"there is no {kind} '{name}'", *at, hint=hint)


def variable_never_set(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S09: no effect changes or sets a variable."""
    written = {name for _, kind, name in file.writes if kind == "variable"}
    for name in file.scenario.variables:
        if name not in written:
            message = f"nothing changes the variable '{name}'"
            yield file.source.finding("S09", message, "variables", name, hint="change it in an effect, or remove it")


def variable_never_read(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S10: no condition asks about a variable and it is not the meeting's clock."""
    read = {name for _, kind, name in file.reads if kind == "variable"}
    for name in file.scenario.variables:
        if name not in read:
            message = f"no condition asks about the variable '{name}'"
            yield file.source.finding("S10", message, "variables", name, hint="ask about it, or remove it")


def flag_never_raised(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S11: no effect raises a flag."""
    raised = {flag for _, effects in all_effects(file.scenario) for flag in effects.raises}
    for i, flag in enumerate(file.scenario.flags):
        if flag not in raised:
            message = f"nothing raises the flag '{flag}'"
            yield file.source.finding("S11", message, "flags", i, hint="raise it in an effect, or remove it")


def flag_never_read(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S12: no condition asks about a flag and no fact of the meeting depends on it."""
    read = {name for _, kind, name in file.reads if kind == "flag"}
    for i, flag in enumerate(file.scenario.flags):
        if flag not in read:
            message = f"no condition asks about the flag '{flag}'"
            yield file.source.finding("S12", message, "flags", i, hint="ask about it, or remove it")


def unknown_point(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S13: the scenario names a practice point or a domain that the catalogue does not have."""
    domains = [domain.domain for domain in catalogue.domains]
    if file.scenario.domain not in domains:
        hint = suggest(file.scenario.domain, domains)
        yield file.source.finding("S13", f"there is no domain '{file.scenario.domain}'", "domain", hint=hint)
    for at, point in _points(file):
        if point not in catalogue.points:
            hint = suggest(point, catalogue.points)
            yield file.source.finding("S13", f"there is no practice point '{point}'", *at, hint=hint)


def unknown_speaker(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S19: a line is said by, or a place is left by, somebody who is neither a character nor the narrator."""
    known = {*file.scenario.character, NARRATOR}
    for at, who in all_away(file.scenario):
        if who not in file.scenario.character:
            hint = suggest(who, file.scenario.character) or "list them under characters"
            yield file.source.finding("S19", f"there is no character '{who}'", *at, hint=hint)
    for at, line in all_lines(file.scenario):
        if line.who not in known:
            hint = suggest(line.who, known) or "list them under characters"
            yield file.source.finding("S19", f"there is no character '{line.who}'", *at, "who", hint=hint)


def point_never_heard(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S22: the learner reflects on, or the debrief reports, a point no node listens for."""
    heard = set(file.scenario.points)
    for at, point in reported_points(file.scenario):
        if point in catalogue.points and point not in heard:
            message = f"no node listens for '{point}', so there is nothing to report"
            yield file.source.finding("S22", message, *at, hint="listen for it in a node, or remove it here")


def value_out_of_bounds(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S24: an effect sets a variable to a value beyond its bounds."""
    for at, effects in all_effects(file.scenario):
        for name, value in effects.set.items():
            variable = file.scenario.variables.get(name)
            if variable and variable.clamp(value) != value:
                message = f"'{name}' is set to {value}, but stays between {variable.min} and {variable.max}"
                yield file.source.finding("S24", message, *at, "set", name, hint="set it to a value within its bounds")


def phrase_never_offered(file: ScenarioFile, catalogue: Catalogue) -> Iterator[Finding]:
    """S25: a node has a phrase for a point it does not listen for."""
    for at, node, point in all_phrases(file.scenario):
        if point not in node.listens_for:
            message = f"'{node.id}' does not listen for '{point}', so this phrase is never offered"
            hint = suggest(point, node.listens_for) or "listen for it in this node, or remove the phrase"
            yield file.source.finding("S25", message, *at, hint=hint)


def _points(file: ScenarioFile) -> Iterator[tuple[Location, str]]:
    for i, node in enumerate(file.scenario.nodes):
        for j, point in enumerate(node.listens_for):
            yield ("nodes", i, "listens_for", j), point
    yield from reported_points(file.scenario)
    for part in file.parts:
        yield from named_points(part)
