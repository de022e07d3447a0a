from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from pypdf import PdfReader

from engine.catalogue import Catalogue
from engine.conversation import Turn
from engine.load import ScenarioFile, load_catalogue, load_scenario
from engine.walks import play_walk
from simulator.dictated import RecordCheck, build_marks, check_record
from simulator.records import Format, compose, write_document
from store.export.document import RunDocument
from store.records import KeptTurn, RunRecord, WholeRun

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


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def document_of(slug: str, walk: str) -> RunDocument:
    scenario, turns = file_of(slug).scenario, turns_of(slug, walk)
    record = RunRecord("a" * 32, "ada", slug, scenario.version, "", "quiet", NOON, turns=len(turns))
    kept = tuple(KeptTurn(turn, NOON + timedelta(minutes=turn.number), "") for turn in turns)
    return compose(WholeRun(record, kept), scenario, catalogue())


def tight(text: str) -> str:
    return "".join(text.split())


def told(row: RecordCheck) -> Iterator[str]:
    """What a reader must find of one decision."""
    yield row.decision
    yield from (words for _, words in build_marks(row))
    yield from row.said


@pytest.mark.parametrize("walk", ["skilled", "mixed-2", "repair"])
def test_the_records_to_take_away_have_it_when_they_are_opened_again(walk: str) -> None:
    document, rows = document_of(MEETINGS[0], walk), rows_of(MEETINGS[0], walk)
    table = Document(BytesIO(write_document(document, Format.DOCX))).tables[1]
    assert len(table.rows) == 1 + len(rows)
    for read, row in zip(table.rows[1:], rows, strict=True):
        assert read.cells[0].text == ("" if row.agreed else "Not agreed: ") + row.decision
        assert all(words in read.cells[1].text for words in list(told(row))[1:])
    pdf = PdfReader(BytesIO(write_document(document, Format.PDF)))
    printed = tight("".join(page.extract_text() for page in pdf.pages))
    shown = tight(MarkdownIt("commonmark").enable("table").render(write_document(document, Format.MD).decode()))
    for words in (words for row in rows for words in told(row)):
        assert tight(words) in printed
        assert tight(words).replace("&", "&amp;") in shown


def test_without_a_record_there_is_nothing_of_it() -> None:
    document = document_of(MEETINGS[0], "skilled").model_copy(update={"recorded": ()})
    assert b"What was agreed" not in write_document(document, Format.MD)
