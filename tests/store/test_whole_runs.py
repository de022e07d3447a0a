"""Whole runs read, taken in and let go of, on SQLite and on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from store.database import Database
from store.errors import RunExists, RunNotFound, StoreError
from store.records import WholeRun
from store.review import Review
from store.transcripts import Transcripts
from tests.store.export.examples import RUN, at, branched, make_review, make_whole
from tests.store.turns import make_turn

DAY = 86_400


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    return Transcripts(database, now=lambda: at(0))


def test_a_run_taken_in_is_whole(transcripts: Transcripts) -> None:
    record = transcripts.take_in(make_whole(), "ada")
    assert record == make_whole().record
    assert transcripts.whole(RUN) == make_whole()
    assert transcripts.turns(RUN) == tuple(kept.turn for kept in make_whole().turns)


def test_a_review_is_taken_in_with_its_run(transcripts: Transcripts) -> None:
    whole = replace(make_whole(), review=make_review())
    transcripts.take_in(whole, "ada")
    assert transcripts.whole(RUN) == whole


def test_a_run_whose_review_cannot_be_kept_is_not_taken_in(transcripts: Transcripts) -> None:
    astray = replace(make_review().comments[0], turn=9)
    with pytest.raises(StoreError):
        transcripts.take_in(replace(make_whole(), review=Review(comments=(astray,))), "ada")
    with pytest.raises(RunNotFound):
        transcripts.whole(RUN)


def test_it_becomes_the_run_of_who_takes_it_in(transcripts: Transcripts) -> None:
    transcripts.take_in(make_whole(), "bea")
    assert [record.id for record in transcripts.runs_of("bea")] == [RUN]
    assert transcripts.runs_of("ada") == ()


def test_a_run_that_is_kept_is_not_taken_in_again(transcripts: Transcripts) -> None:
    transcripts.take_in(make_whole(), "ada")
    with pytest.raises(RunExists, match="already kept"):
        transcripts.take_in(make_whole(), "bea")
    assert transcripts.whole(RUN).record.owner == "ada"


def test_a_run_erased_can_come_back(transcripts: Transcripts) -> None:
    transcripts.take_in(make_whole(), "ada")
    assert transcripts.erase(RUN, "ada") == make_whole().record
    transcripts.take_in(make_whole(), "ada")
    assert transcripts.whole(RUN) == make_whole()


def test_a_link_to_a_run_that_is_not_ones_own_is_left_out(transcripts: Transcripts) -> None:
    other = replace(make_whole(), record=replace(make_whole().record, id="f" * 32))
    transcripts.take_in(other, "bea")
    taken = transcripts.take_in(branched().whole, "ada")
    assert (taken.branched_from, taken.branched_at) == (None, 2)
    transcripts.erase(RUN, "ada")
    assert transcripts.take_in(branched().whole, "bea").branched_from == "f" * 32


def test_a_run_half_of_which_cannot_be_kept_is_not_taken_in(transcripts: Transcripts) -> None:
    whole = make_whole()
    with pytest.raises(StoreError):
        transcripts.take_in(replace(whole, turns=(whole.turns[0], whole.turns[0])), "ada")
    with pytest.raises(RunNotFound):
        transcripts.whole(RUN)


def test_a_run_that_is_not_there_is_said_to_be_missing(transcripts: Transcripts) -> None:
    with pytest.raises(RunNotFound):
        transcripts.whole("nowhere")


def keep(transcripts: Transcripts, number: int, whole: WholeRun, owner: str = "ada") -> str:
    run_id = f"{number:032x}"
    transcripts.take_in(replace(whole, record=replace(whole.record, id=run_id)), owner)
    return run_id


def began(days: int) -> WholeRun:
    """A run begun so many days after the first, without a word."""
    return WholeRun(replace(make_whole().record, started_at=at(days * DAY), ended_at=None, ending=None, turns=0))


def test_what_was_idle_is_purged_and_listed_oldest_first(transcripts: Transcripts) -> None:
    second, first = keep(transcripts, 2, began(2)), keep(transcripts, 1, began(1), "bea")
    third = keep(transcripts, 3, began(3))
    before = at(3 * DAY)
    assert [record.id for record in transcripts.idle(before)] == [first, second]
    assert [record.id for record in transcripts.purge(before)] == [first, second]
    assert [record.id for record in transcripts.runs_of("ada")] == [third]
    assert transcripts.runs_of("bea") == ()
    assert transcripts.purge(before) == ()


@pytest.mark.parametrize("seconds", [310, 311])
def test_whatever_was_last_said_or_written_counts(transcripts: Transcripts, seconds: int) -> None:
    transcripts.take_in(make_whole(), "ada")
    assert len(transcripts.idle(at(seconds))) == (seconds > 310)  # the last remark was made at 310


def test_a_turn_an_ending_and_a_reflection_each_keep_a_run(transcripts: Transcripts) -> None:
    whole = make_whole()
    late = at(9 * DAY)
    open_record = replace(whole.record, ended_at=None, ending=None)
    turns = (whole.turns[0], replace(whole.turns[1], taken_at=late))
    keep(transcripts, 1, WholeRun(open_record, turns))
    keep(transcripts, 2, WholeRun(replace(whole.record, ended_at=late), whole.turns))
    keep(transcripts, 3, WholeRun(open_record, whole.turns, (replace(whole.reflections[0], changed_at=late),)))
    keep(transcripts, 4, WholeRun(open_record, whole.turns))
    assert [record.id for record in transcripts.purge(at(8 * DAY))] == [f"{4:032x}"]
    assert len(transcripts.purge(late + timedelta(seconds=1))) == 3


def test_many_runs_are_erased_at_once(transcripts: Transcripts) -> None:
    for number in range(1, 504):
        keep(transcripts, number, began(0))
    assert len(transcripts.erase_all("ada")) == 503
    assert transcripts.runs_of("ada") == ()


def test_a_run_gone_on_with_while_others_purge_is_kept_or_gone_but_never_halved(database: Database) -> None:
    transcripts = Transcripts(database)
    ids = [keep(transcripts, number, began(0)) for number in range(1, 21)]

    def go_on(run_id: str) -> bool:
        try:
            transcripts.append(run_id, make_turn(1))
        except RunNotFound:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        purged = pool.submit(transcripts.purge, at(DAY))
        went_on = dict(zip(ids, pool.map(go_on, ids), strict=True))
    gone = {record.id for record in purged.result()}
    assert gone == {run_id for run_id, kept in went_on.items() if not kept}
    assert all(len(transcripts.turns(run_id)) == 1 for run_id, kept in went_on.items() if kept)
