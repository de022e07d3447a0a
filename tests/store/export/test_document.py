from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pydantic import ValidationError

from store.export.document import RunDocument
from store.records import RunRecord, WholeRun
from tests.store.export.examples import NOON, at, make_document, make_review, make_whole, without_turns


def test_readings_and_answers_are_found() -> None:
    document = make_document()
    assert [reading.point for reading in document.readings_of(1)] == ["open-invitation", "presses-for-answer"]
    assert document.readings_of(3) == ()
    assert document.answer("supervision/1") == "That he went quiet."
    assert document.answer("supervision/2") == ""


def test_a_run_was_last_at_its_ending_or_its_beginning() -> None:
    assert make_whole().last_at == at(125.5)
    assert without_turns().whole.last_at == NOON


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda w: replace(w, turns=w.turns[1:]), "not numbered"),
        (lambda w: replace(w, turns=w.turns[::-1]), "not numbered"),
        (lambda w: replace(w, record=replace(w.record, turns=3)), "not numbered"),
        (lambda w: replace(w, remarks=(replace(w.remarks[0], point="calm"),)), "belongs to no verdict"),
        (lambda w: replace(w, remarks=w.remarks[:1] * 2), "there twice"),
        (lambda w: replace(w, reflections=w.reflections[:1] * 2), "there twice"),
        (lambda w: replace(w, record=replace(w.record, ended_at=datetime(2026, 3, 1))), "no zone"),
        (lambda w: replace(w, turns=(replace(w.turns[0], taken_at=datetime(2026, 3, 1)), w.turns[1])), "no zone"),
    ],
)
def test_what_would_not_hold_together_is_no_document(change, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        RunDocument(whole=change(make_whole()), title="The last coat")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: replace(r, comments=(replace(r.comments[0], turn=3),)), "no turn 3"),
        (lambda r: replace(r, comments=(replace(r.comments[0], end=999),)), "characters 0 to 999 are not in the reply"),
        (lambda r: replace(r, comments=(replace(r.comments[0], run_id="x"),)), "about another run"),
        (lambda r: replace(r, comments=r.comments[:1] * 2), "there twice"),
        (lambda r: replace(r, overrides=(replace(r.overrides[0], turn=3),)), "turn 3 of this run has no verdict"),
        (lambda r: replace(r, overrides=(replace(r.overrides[0], point="calm"),)), "no verdict on 'calm'"),
        (lambda r: replace(r, overrides=(replace(r.overrides[0], verdict="absent"),)), "not judged 'absent'"),
        (lambda r: replace(r, overrides=(replace(r.overrides[0], reason=" "),)), "needs a reason"),
        (lambda r: replace(r, overrides=r.overrides[:1] * 2), "there twice"),
        (lambda r: replace(r, actions=(replace(r.actions[0], done_at=datetime(2026, 3, 1)),)), "no zone"),
        (lambda r: replace(r, comments=(replace(r.comments[0], made_at=datetime(2026, 3, 1)),)), "no zone"),
        (lambda r: replace(r, signatures=(replace(r.signatures[0], signed_at=datetime(2026, 3, 1)),)), "no zone"),
        (lambda r: replace(r, signatures=r.signatures[:1] * 2), "there twice"),
    ],
)
def test_a_review_that_does_not_fit_its_run_is_no_document(change, message: str) -> None:
    whole = replace(make_whole(), review=make_review())
    assert RunDocument(whole=whole, title="The last coat").whole.review == make_review()
    with pytest.raises(ValidationError, match=message):
        RunDocument(whole=replace(whole, review=change(make_review())), title="The last coat")


def test_a_run_without_turns_is_one() -> None:
    record = RunRecord("a" * 32, "ada", "the-last-coat", 1, "", "coach", NOON)
    assert RunDocument(whole=WholeRun(record), title="x").whole.turns == ()
