from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from engine.catalogue import Catalogue
from simulator.library import Library
from simulator.records import OPEN_QUESTION, Format, Records, write_document
from simulator.run import Run
from simulator.simulator import Simulator
from store.errors import DocumentInvalid, RunExists, RunNotFound
from store.export.document import Question
from store.export.json_export import parse_json, write_json


@pytest.fixture
def records(simulator: Simulator) -> Records:
    return Records(simulator.library, simulator.transcripts)


@pytest.fixture
def run(simulator: Simulator) -> Run:
    run = simulator.begin("the-last-coat", "quiet", "ada")
    run.say("I won't tell anyone, so tell me about it.")
    run.say("Perhaps it's your fault. I can't keep this secret.")
    run.say("Next I find Mrs Hale.")
    run.reflect("looked-back", "yes")
    run.reflect("point/open-invitation", "Partly")
    run.reflect("own-words", "I promised too quickly.")
    run.reflect("supervision/2", "Who else was in the yard.")
    run.disagree(1, "promises-secrecy", "I meant for now.")
    run.answer_unsure(2, "not-your-fault", True)
    return run


def test_a_run_is_composed_with_the_words_people_need(records: Records, run: Run) -> None:
    document = records.document(run.record.id, "ada", "Ada L.")
    assert (document.title, document.role, document.learner) == ("The last coat", "Teaching assistant", "Ada L.")
    assert document.ending == "Told in time"
    assert document.happened == ("Mrs Hale came before the yard was empty, and Kit did not go home to wait.",)
    assert document.names == {"kit": "Kit"}
    assert document.moments == {"cloakroom": "Under the coat", "weekend": "The weekend", "telling": "Who will know"}
    assert document.whole == records.transcripts.whole(run.record.id)
    assert tuple(kept.turn for kept in document.whole.turns) == run.turns


def test_readings_stand_in_reading_order(records: Records, run: Run) -> None:
    first = records.document(run.record.id, "ada").readings_of(1)
    assert [(r.point, r.standing, r.sign, r.word) for r in first] == [
        ("promises-secrecy", "watch-out", "!", "Watch out"),
        ("open-invitation", "did", "✓", "You did"),
        ("not-your-fault", "not-yet", "○", "Not yet"),
        ("presses-for-answer", "clear", "–", "Not here"),
    ]
    assert first[1].quote == "I won't tell anyone, so tell me about it."
    assert first[1].says == "You left the child to choose the words."


def test_what_is_not_sure_is_a_question(records: Records, run: Run) -> None:
    unsure = [r for r in records.document(run.record.id, "ada").readings if r.standing == "not-sure"]
    assert [(r.turn, r.point, r.says) for r in unsure] == [
        (2, "not-your-fault", "Did you mean to tell the child that they are not to blame?")
    ]


def test_what_the_learner_wrote_stands_under_what_was_asked(records: Records, run: Run) -> None:
    document = records.document(run.record.id, "ada")
    assert document.reflection == (
        Question(key="point/open-invitation", text="Open invitation"),
        Question(key="own-words", text="What stays with you? What would you do again, or otherwise?"),
    )
    assert document.answer("point/open-invitation") == "Partly"
    assert document.supervision == (
        Question(key="supervision/1", text="What told you that there was enough to act on?"),
        Question(key="supervision/2", text="What did you leave unasked, and why?"),
    )
    assert document.answer("supervision/2") == "Who else was in the yard."


def test_a_question_asked_no_more_keeps_its_answer(records: Records, run: Run) -> None:
    run.reflect("supervision/3", "Something else.")
    run.reflect("so-what", "It mattered.")
    run.reflect("the-next-time", "Slower.")
    document = records.document(run.record.id, "ada")
    assert document.supervision[2] == Question(key="supervision/3", text="To a question that is asked no more")
    assert [question.text for question in document.reflection[2:]] == [
        "So what: what did it mean for them, and for you?",
        "The next time",
    ]


def test_a_run_left_before_its_end_has_one_open_question(records: Records, simulator: Simulator) -> None:
    begun = simulator.begin("the-last-coat", "coach", "ada")
    document = records.document(begun.record.id, "ada")
    assert (document.ending, document.happened, document.readings) == ("", (), ())
    assert document.supervision == (Question(key="supervision/1", text=OPEN_QUESTION),)


def test_a_run_whose_scenario_is_gone_is_composed_by_ids(records: Records, run: Run) -> None:
    gone = Records(Library(Catalogue(domains=()), []), records.transcripts)
    document = gone.document(run.record.id, "ada")
    assert (document.title, document.ending, document.names) == ("the-last-coat", "told-in-time", {})
    assert {reading.title for reading in document.readings} >= {"promises secrecy", "open invitation"}
    assert document.reflection[0].text == "Open invitation"
    for form in Format:
        assert write_document(document, form)


@pytest.mark.parametrize(
    "ask",
    [lambda records, run_id: records.document(run_id, "bea"), lambda records, run_id: records.erase(run_id, "bea")],
)
def test_somebody_elses_run_is_told_like_none(
    records: Records, run: Run, ask: Callable[[Records, str], object]
) -> None:
    with pytest.raises(RunNotFound) as refused:
        ask(records, run.record.id)
    with pytest.raises(RunNotFound) as missing:
        ask(records, "0" * 32)
    assert str(refused.value) == str(missing.value).replace("0" * 32, run.record.id)


@pytest.mark.parametrize(
    ("given", "put"), [(" Ada\n L. ", "Ada L."), ("A\udcffda\0", "Ada"), ("x" * 999, "x" * 200), (" ", "")]
)
def test_a_name_is_put_on_one_line(records: Records, run: Run, given: str, put: str) -> None:
    document = records.document(run.record.id, "ada", given)
    assert document.learner == put
    for form in Format:
        assert write_document(document, form)


def test_each_format_is_written(records: Records, run: Run) -> None:
    document = records.document(run.record.id, "ada")
    files = {form: write_document(document, form) for form in Format}
    assert files[Format.DOCX].startswith(b"PK")
    assert files[Format.PDF].startswith(b"%PDF")
    assert files[Format.MD].startswith(b"**Training simulation, not a case record**")
    assert parse_json(files[Format.JSON]) == document
    assert b"Mrs Hale" not in files[Format.XAPI]
    assert b"Next I find Mrs Hale." in write_document(document, Format.XAPI, words=True)
    assert [form for form in Format if not form.is_text] == [Format.DOCX, Format.PDF]


def test_an_exported_run_comes_back_and_can_be_opened(records: Records, simulator: Simulator, run: Run) -> None:
    whole = records.transcripts.whole(run.record.id)
    data = write_json(records.document(run.record.id, "ada")).encode()
    with pytest.raises(RunExists):
        records.take_in(data, "ada")
    assert records.erase(run.record.id, "ada") == run.record
    assert records.take_in(data, "ada") == run.record
    assert records.transcripts.whole(run.record.id) == whole
    assert simulator.open(run.record.id, "ada").turns == run.turns


def test_what_is_no_run_is_not_taken_in(records: Records) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        records.take_in(b"{}", "ada", "run.json")
    assert refused.value.where == "run.json"
    assert records.runs("ada") == ()


def test_idle_runs_are_listed_and_purged(records: Records, simulator: Simulator, run: Run) -> None:
    other = simulator.begin("the-last-coat", "quiet", "bea")
    now = datetime.now(UTC)
    assert records.idle(timedelta(days=90), now + timedelta(days=89)) == ()
    both = records.idle(timedelta(days=90), now + timedelta(days=91))
    assert [record.id for record in both] == [run.record.id, other.record.id]
    assert records.purge(timedelta(days=90)) == ()
    assert records.purge(timedelta(days=90), now + timedelta(days=91)) == both
    assert records.runs("ada") == records.runs("bea") == ()


def test_erasing_all_tells_what_it_was(records: Records, simulator: Simulator, run: Run) -> None:
    newer = simulator.begin("the-last-coat", "quiet", "ada")
    assert [record.id for record in records.erase_all("ada")] == [newer.record.id, run.record.id]
    assert records.runs("ada") == ()
