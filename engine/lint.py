"""All findings at once: every rule for a scenario and for the catalogue, each explained in docs/findings/."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine import lint_catalogue as points
from engine import lint_graph as graph
from engine import lint_names as names
from engine import lint_routes as routes
from engine import lint_words as words
from engine.catalogue import Catalogue
from engine.findings import Finding
from engine.lint_walks import lint_walks
from engine.load import CatalogueFolder, ScenarioFile
from engine.pause import collecting_paused

SCENARIO_RULES: tuple[Callable[[ScenarioFile, Catalogue], Iterable[Finding]], ...] = (
    graph.unknown_target,
    graph.unreachable_node,
    graph.dead_end,
    graph.loop_without_a_way_out,
    routes.missing_otherwise,
    routes.shadowed_route,
    routes.condition_that_never_holds,
    names.unknown_name,
    names.variable_never_set,
    names.variable_never_read,
    names.flag_never_raised,
    names.flag_never_read,
    names.unknown_point,
    routes.point_never_used,
    words.line_too_long,
    words.missing_content_note,
    words.missing_source,
    words.unknown_document,
    names.unknown_speaker,
    graph.repeated_id,
    routes.partly_asked_of_a_pitfall,
    names.point_never_heard,
    words.missing_facilitator_notes,
    names.value_out_of_bounds,
    names.phrase_never_offered,
    lint_walks,
)

CATALOGUE_RULES: tuple[Callable[[CatalogueFolder], Iterable[Finding]], ...] = (
    points.exemplar_twice,
    points.exemplar_on_both_sides,
    points.missing_definition,
    points.missing_point_source,
    points.missing_feedback,
    points.too_few_examples,
    points.unknown_point_document,
)


@collecting_paused()
def lint_scenario(file: ScenarioFile, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return every finding on a scenario and its walks by file, line and code; empty when there is nothing to mend."""
    return tuple(sorted({finding for rule in SCENARIO_RULES for finding in rule(file, catalogue)}))


@collecting_paused()
def lint_catalogue(folder: CatalogueFolder) -> tuple[Finding, ...]:
    """Return every finding on a catalogue's points by file, line and code; empty when there is nothing to mend."""
    return tuple(sorted({finding for rule in CATALOGUE_RULES for finding in rule(folder)}))
