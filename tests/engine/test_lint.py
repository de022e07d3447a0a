"""The linter as a whole: everything at once, in order, for any scenario, however large."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from engine.catalogue import Catalogue
from engine.errors import suggest
from engine.lint import CATALOGUE_RULES, SCENARIO_RULES, lint_catalogue, lint_scenario
from engine.lint_walks import lint_walks
from engine.load import ScenarioFile, load_scenario
from engine.scenario import Scenario
from tests.engine.examples import base_catalogue, base_file, base_folder, base_with
from tests.engine.large import write_large_scenario
from tests.engine.strategies import scenarios


def codes(text: str) -> list[str]:
    """The codes of what is found in the base scenario with a fragment laid over it, its walks left out."""
    file = replace(base_file(), scenario=base_with(text), walks=())
    return [f.code for f in lint_scenario(file, base_catalogue()) if f.code != "W05"]


def test_findings_come_all_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    broken = base_with("content_note: ''\nsources: []\nstart: hal\nflags: [promised-secrecy, unused]\n")
    findings = lint_scenario(replace(base_file(), scenario=broken), base_catalogue())
    assert {"S01", "S11", "S12", "S16", "S17"} <= {f.code for f in findings}
    assert [(f.path, f.line) for f in findings] == sorted((f.path, f.line) for f in findings)


def test_nothing_is_found_twice() -> None:
    text = "nodes: [{id: hall, listens_for: [open-invitation, leading-question, promises-secrecy, show-belief]}]\n"
    assert codes(text) == ["S14"]


def test_every_rule_says_its_code_first() -> None:
    for rule in (*SCENARIO_RULES, *CATALOGUE_RULES):
        assert rule is lint_walks or re.match(r"[SC]\d\d: ", rule.__doc__ or ""), rule


def test_walks_are_not_played_where_there_is_nowhere_to_go() -> None:
    broken = base_with("nodes: [{id: hall, routes: [{id: invited, to: attic, otherwise: true}]}]\n")
    found = {f.code for f in lint_scenario(replace(base_file(), scenario=broken), base_catalogue())}
    assert "S01" in found and found.isdisjoint({"W01", "W03", "W04"})


def test_a_clock_counts_as_read_and_a_fact_reads_its_flag() -> None:
    meeting = (
        "meeting:\n  attendance: [{name: A, agency: B, status: present}]\n  clock: left\n"
        "  facts: [{flag: known, text: 'It is known.'}]\n"
        "variables: {left: {start: 9}}\neach_reply: {change: {left: -1}, raises: [known]}\n"
        "flags: [promised-secrecy, known]\n"
    )
    assert codes(meeting) == []
    assert codes(meeting.replace("clock: left", "clock: lost")) == ["S08", "S10"]


def test_a_phrase_to_try_is_as_short_as_a_line() -> None:
    phrase = " ".join(["quietly"] * 60)
    text = f'nodes: [{{id: pause, phrases: {{open-invitation: "{phrase}"}}}}]\n'
    assert codes(text) == []
    assert codes(text.replace(phrase, f"{phrase} now")) == ["S15"]


def test_conditions_of_a_meeting_are_read_too() -> None:
    meeting = "meeting: {attendance: [{name: A, agency: B, status: away, joined: {flags: [nobody]}}]}\n"
    assert codes(meeting) == ["S08"]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("{shown: [open-invitation], all: [{not_shown: [open-invitation]}]}", ["S07"]),
        ("{visits: {pause: {at_most: 0}}}", ["S07"]),
        ("{visits: {hall: {at_most: -1}}}", ["S07"]),
        ("{none: [{}]}", ["S07"]),
        ("{any: [{shown: [open-invitation]}, {shown: [leading-question]}]}", ["S07"]),
        ("{any_shown: [open-invitation], not_shown: [open-invitation]}", ["S07"]),
        ("{variables: {trust: {at_least: 4, at_most: 3}}}", ["S07"]),
        ("{flags: [promised-secrecy], no_flags: [promised-secrecy]}", ["S07"]),
        ("{shown: [open-invitation], flags: [promised-secrecy]}", []),
        ("{visits: {hall: {at_most: 0}}, shown: [open-invitation]}", []),
        (
            "{none: [{flags: [promised-secrecy]}], any: [{shown: [open-invitation]}, {visits: {pause: {at_least: 2}}}]"
            "}",
            [],
        ),
    ],
)
def test_what_can_never_hold(when: str, found: list[str]) -> None:
    routes = f"[{{id: asked, to: heard, when: {when}}}, {{id: gone, to: waiting, otherwise: true}}]"
    text = f"debrief: [open-invitation, honest-confidentiality]\nnodes: [{{id: pause, routes: {routes}}}]\n"
    assert sorted(set(codes(text))) == found


def test_the_line_is_that_of_the_very_point(tmp_path: Path) -> None:
    findings = lint_scenario(base_file(), Catalogue(domains=base_catalogue().domains[:0]))
    text = base_file().source.path.read_text(encoding="utf-8").splitlines()
    unknown = [f for f in findings if f.code == "S13" and "practice point" in f.message]
    assert unknown
    assert all(f.message.split("'")[1] in text[f.line - 1] for f in unknown)


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_any_scenario_can_be_linted(scenario: Scenario) -> None:
    file = ScenarioFile(scenario, base_file().source, base_file().walks)
    for finding in lint_scenario(file, base_catalogue()):
        assert finding.line >= 1
        assert finding.message


def test_a_catalogue_without_documents_is_not_asked_which_it_cites() -> None:
    folder = base_folder()
    bare = replace(folder, catalogue=folder.catalogue.model_copy(update={"documents": ()}))
    assert lint_catalogue(bare) == ()


def test_a_thousand_nodes_load_and_lint(tmp_path: Path) -> None:
    file = load_scenario(write_large_scenario(tmp_path, 1000))
    assert len(file.scenario.nodes) == 1000
    assert [str(f) for f in lint_scenario(file, base_catalogue())] == []


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert suggest("herd", ["heard", "waiting"]) == "did you mean 'heard'?"
    assert suggest("xyz", ["heard", "waiting"]) is None
    assert suggest("xyz", []) is None
