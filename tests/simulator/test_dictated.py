from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from engine.catalogue import Catalogue
from engine.conversation import Turn
from engine.load import ScenarioFile, load_catalogue, load_scenario
from engine.walks import play_walk
from simulator.dictated import RecordCheck, check_record

ROOT = Path(__file__).resolve().parents[2]
MEETINGS = ("until-quarter-past-three", "the-other-end-of-the-table", "the-only-name-on-the-page")


@cache
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "guidance")


@cache
def file_of(slug: str) -> ScenarioFile:
    return load_scenario(ROOT / "scenarios" / slug)


def turns_of(slug: str, walk: str) -> tuple[Turn, ...]:
    walks = {source.path.stem: walk for walk, source in file_of(slug).walks}
    return play_walk(file_of(slug).scenario, walks[walk], catalogue()).turns


def rows_of(slug: str, walk: str) -> tuple[RecordCheck, ...]:
    return check_record(file_of(slug).scenario, turns_of(slug, walk))


def missing(rows: tuple[RecordCheck, ...]) -> Iterator[str]:
    return (r.decision for r in rows if r.agreed and (not r.said or r.owner is False or r.date is False))


@pytest.mark.parametrize("slug", MEETINGS)
def test_a_skilled_record_is_found_whole(slug: str) -> None:
    rows = rows_of(slug, "skilled")
    assert len(rows) >= 7
    assert list(missing(rows)) == []
    assert all(row.agreed for row in rows)


def test_a_record_without_names_and_dates_is_found_wanting() -> None:
    joint = next(row for row in rows_of("until-quarter-past-three", "mixed-2") if "joint" in row.decision)
    assert joint == RecordCheck(joint.decision, True, ("So it's a joint enquiry.",), False, False)
    assert len(list(missing(rows_of("until-quarter-past-three", "mixed-2")))) == 5


@pytest.mark.parametrize(("slug", "walk"), [(MEETINGS[0], "poor"), (MEETINGS[1], "poor"), (MEETINGS[2], "poor-3")])
def test_a_poor_record_is_found_wanting(slug: str, walk: str) -> None:
    assert list(missing(rows_of(slug, walk)))


def test_what_the_dictation_itself_settles_counts_as_agreed() -> None:
    rows = rows_of("until-quarter-past-three", "repair-2")
    assert next(row for row in rows if "medical" in row.decision).agreed


def test_what_was_never_agreed_is_told_with_the_learners_own_sentence() -> None:
    beyond = [row for row in rows_of("until-quarter-past-three", "repair") if not row.agreed]
    assert [row.said for row in beyond] == [
        ("Joint enquiry, Kirsty rings Colin by four today to start it.",),
        ("Hazel asks the clinic for Tuesday.",),
    ]


def test_there_is_nothing_to_compare_without_a_dictation_or_a_meeting() -> None:
    turns = turns_of(MEETINGS[0], "skilled")
    scenario = file_of(MEETINGS[0]).scenario
    assert check_record(scenario, turns[:3]) == ()
    assert check_record(scenario, ()) == ()
    assert check_record(scenario.model_copy(update={"meeting": None}), turns) == ()


def test_a_moment_the_scenario_no_longer_has_is_passed_over() -> None:
    turns = turns_of(MEETINGS[0], "skilled")
    gone = turns[0].model_copy(update={"node": "gone"})
    assert check_record(file_of(MEETINGS[0]).scenario, (gone, *turns[1:])) == rows_of(MEETINGS[0], "skilled")
