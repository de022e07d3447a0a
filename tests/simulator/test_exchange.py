"""A learner's and a supervisor's installations, each with its own database and key, and files between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from simulator.errors import RequestRefused
from simulator.exchange import Exchange, Opened, is_from_file
from simulator.library import Library
from simulator.records import Records
from simulator.run import Run
from simulator.simulator import Simulator
from store.access import LOCAL, Person, Role
from store.database import Database
from store.errors import DocumentInvalid, NotAllowed, RunExists, RunNotFound
from store.export.exchanged import read_transcript
from store.export.signed import Kind, parse_signed
from store.review import Review
from store.reviews import Reviews
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import make_simulator

SAID = ("I won't tell anyone, so tell me about it.", "Perhaps it's your fault.", "Next I find Mrs Hale.")


@dataclass(frozen=True)
class Place:
    """One installation."""

    simulator: Simulator
    database: Database

    @property
    def exchange(self) -> Exchange:
        return self.simulator.exchange

    @property
    def records(self) -> Records:
        return self.exchange.records

    @property
    def reviews(self) -> Reviews:
        return self.exchange.reviews


def open_place(folder: Path, library: Library) -> Place:
    database = Database(f"sqlite:///{folder / 'attune.db'}")
    return Place(make_simulator(library, database, KeywordScorer(), folder), database)


@pytest.fixture
def ada(tmp_path: Path, library: Library) -> Iterator[Place]:
    """The learner's."""
    place = open_place(tmp_path / "ada", library)
    yield place
    place.database.close()


@pytest.fixture
def bea(tmp_path: Path, library: Library) -> Iterator[Place]:
    """The supervisor's."""
    place = open_place(tmp_path / "bea", library)
    yield place
    place.database.close()


@pytest.fixture
def run(ada: Place) -> Run:
    run = ada.simulator.begin("the-last-coat", "quiet", LOCAL.id)
    for reply in SAID:
        run.say(reply)
    run.reflect("own-words", "I promised too quickly.")
    return run


def sent(ada: Place, bea: Place, run: Run, with_reflection: bool = False, name: str = "Ada L.") -> Opened:
    return bea.exchange.open(LOCAL, ada.exchange.transcript(LOCAL, run.record.id, with_reflection, name), "run.attune")


def test_a_transcript_is_kept_as_the_senders_and_read_with_the_same_pages(ada: Place, bea: Place, run: Run) -> None:
    opened = sent(ada, bea, run)
    assert (opened.kind, opened.sender) == (Kind.TRANSCRIPT, "Ada L.")
    assert opened.fingerprint == ada.exchange.fingerprint() != bea.exchange.fingerprint()
    assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", opened.fingerprint)
    assert is_from_file(opened.record.owner)
    supervision = bea.simulator.supervision
    (queued,) = supervision.queue(LOCAL)
    assert (queued.record.id, queued.learner.name) == (run.record.id, "Ada L.")
    shared = supervision.open(LOCAL, run.record.id)
    assert shared.turns == run.turns
    assert shared.reflections == {}


def test_it_is_never_among_ones_own(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    assert bea.simulator.runs(LOCAL.id) == ()
    assert bea.simulator.progress(LOCAL.id) == open_progress(bea)
    with pytest.raises(RunNotFound):
        bea.simulator.open(run.record.id, LOCAL.id)


def open_progress(place: Place) -> object:
    return place.simulator.progress("nobody")


def test_what_was_written_in_looking_back_goes_only_when_included(ada: Place, bea: Place, run: Run) -> None:
    without = ada.exchange.transcript(LOCAL, run.record.id, False)
    assert b"I promised too quickly." not in without
    assert b"tell me about it" in without
    sent(ada, bea, run, with_reflection=True)
    shared = bea.simulator.supervision.open(LOCAL, run.record.id)
    assert shared.reflections == {"own-words": "I promised too quickly."}


def supervise(bea: Place, run: Run) -> bytes:
    supervision = bea.simulator.supervision
    run_id, point = run.record.id, run.turns[0].verdicts[0]
    supervision.comment(LOCAL, run_id, "You waited.", 1, 0, 7)
    supervision.override(LOCAL, run_id, 1, point.point, point.verdict)
    supervision.agree(LOCAL, run_id, "Practise pauses", date(2027, 1, 11))
    supervision.sign(LOCAL, run_id, "Bea Żak")
    return bea.exchange.review(LOCAL, run_id)


def test_a_review_comes_back_to_the_learners_run(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    opened = ada.exchange.open(LOCAL, supervise(bea, run), "review.attune")
    assert (opened.kind, opened.sender, opened.record.id) == (Kind.REVIEW, "Bea Żak", run.record.id)
    assert opened.fingerprint == bea.exchange.fingerprint()
    review = ada.reviews.of_run(run.record.id)
    assert [comment.text for comment in review.comments] == ["You waited."]
    assert [action.due for action in review.actions] == [date(2027, 1, 11)]
    assert len(review.overrides) == 1
    assert [(s.part, s.name) for s in review.signatures] == [("supervisor", "Bea Żak")]
    authors = {part.author for part in (*review.comments, *review.overrides, *review.actions)}
    assert authors == {"file:" + bea.exchange.fingerprint().replace(" ", "")}
    assert ada.records.document(run.record.id, LOCAL.id).people == {authors.pop(): "Bea Żak"}


def test_a_review_may_come_twice_and_both_sign(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    data = supervise(bea, run)
    ada.exchange.open(LOCAL, data)
    first = ada.reviews.of_run(run.record.id)
    ada.exchange.open(LOCAL, data)
    assert ada.reviews.of_run(run.record.id) == first
    ada.simulator.supervision.sign(LOCAL, run.record.id, "Ada L.")
    assert ada.reviews.of_run(run.record.id).discussed
    sent(ada, bea, run)
    assert bea.reviews.of_run(run.record.id).discussed
    assert len(bea.reviews.of_run(run.record.id).comments) == 1


def test_a_review_of_a_run_that_is_not_here_is_refused(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    data = supervise(bea, run)
    ada.records.erase(run.record.id, LOCAL.id)
    with pytest.raises(DocumentInvalid, match="is not here") as refused:
        ada.exchange.open(LOCAL, data, "review.attune")
    assert refused.value.where == "review.attune"


def test_a_review_of_what_has_gone_on_since_is_refused(ada: Place, bea: Place) -> None:
    run = ada.simulator.begin("the-last-coat", "quiet", LOCAL.id)
    run.say(SAID[0])
    sent(ada, bea, run)
    data = supervise(bea, run)
    run.say(SAID[1])
    with pytest.raises(DocumentInvalid, match="not as it was when it was reviewed"):
        ada.exchange.open(LOCAL, data)
    assert ada.reviews.of_run(run.record.id).comments == ()
    assert sent(ada, bea, run).record.turns == 2
    ada.exchange.open(LOCAL, bea.exchange.review(LOCAL, run.record.id))
    assert len(ada.reviews.of_run(run.record.id).comments) == 1


def test_a_learner_cannot_put_words_in_a_supervisors_mouth(ada: Place, bea: Place, run: Run) -> None:
    """What came in a review goes back in no transcript."""
    sent(ada, bea, run)
    ada.exchange.open(LOCAL, supervise(bea, run))
    data = ada.exchange.transcript(LOCAL, run.record.id, True)
    assert read_transcript(parse_signed(data)).run.whole.review == Review()
    assert b"Practise pauses" not in data


def agreed(bea: Place, run: Run) -> list[tuple[str, bool]]:
    return [(action.text, action.done_at is not None) for action in bea.reviews.of_run(run.record.id).actions]


def tick(ada: Place, run: Run, text: str, is_done: bool) -> None:
    action = next(a for a in ada.reviews.of_run(run.record.id).actions if a.text == text)
    ada.simulator.supervision.done(LOCAL, run.record.id, action.id, is_done)


def test_what_the_learner_ticked_off_comes_back_with_the_next_transcript(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    bea.simulator.supervision.agree(LOCAL, run.record.id, "Read the policy")
    ada.exchange.open(LOCAL, supervise(bea, run))
    tick(ada, run, "Practise pauses", True)
    bea.simulator.supervision.agree(LOCAL, run.record.id, "Agreed since")
    before = bea.reviews.of_run(run.record.id)
    sent(ada, bea, run)
    assert agreed(bea, run) == [("Read the policy", False), ("Practise pauses", True), ("Agreed since", False)]
    after = bea.reviews.of_run(run.record.id)
    assert replace(after, actions=before.actions) == before
    assert bea.exchange.records.transcripts.turns(run.record.id) == run.turns
    (done,) = (a.done_at for a in ada.reviews.of_run(run.record.id).actions if a.done_at)
    assert after.actions[1] == replace(before.actions[1], done_at=done)


def test_a_tick_taken_back_is_taken_back_there_and_stays_so(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    ada.exchange.open(LOCAL, supervise(bea, run))
    tick(ada, run, "Practise pauses", True)
    sent(ada, bea, run)
    tick(ada, run, "Practise pauses", False)
    ada.exchange.open(LOCAL, bea.exchange.review(LOCAL, run.record.id))
    assert agreed(ada, run) == [("Practise pauses", False)]
    assert agreed(bea, run) == [("Practise pauses", True)]
    sent(ada, bea, run)
    assert agreed(bea, run) == [("Practise pauses", False)]


def test_a_changed_file_ticks_nothing_off_and_a_removed_action_stays_away(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    ada.exchange.open(LOCAL, supervise(bea, run))
    data = ada.exchange.transcript(LOCAL, run.record.id, False)
    assert b'"done_at": null' in data
    with pytest.raises(DocumentInvalid, match="its signature does not fit"):
        bea.exchange.open(LOCAL, data.replace(b'"done_at": null', b'"done_at": "2027-01-04T09:00:00Z"'))
    assert agreed(bea, run) == [("Practise pauses", False)]
    tick(ada, run, "Practise pauses", True)
    (action,) = bea.reviews.of_run(run.record.id).actions
    bea.simulator.supervision.remove_action(LOCAL, run.record.id, action.id)
    sent(ada, bea, run)
    assert agreed(bea, run) == []


def test_a_file_of_ones_own_is_not_opened_here(ada: Place, run: Run) -> None:
    data = ada.exchange.transcript(LOCAL, run.record.id, False)
    with pytest.raises(RequestRefused, match="written by this copy of Attune"):
        ada.exchange.open(LOCAL, data)


def test_a_run_that_somebody_else_sent_is_not_replaced(ada: Place, bea: Place, run: Run, tmp_path: Path) -> None:
    sent(ada, bea, run)
    (tmp_path / "ada" / "signing-key.pem").unlink()
    with pytest.raises(RunExists):
        sent(ada, bea, run)


def test_who_gives_no_name_goes_by_their_key(ada: Place, bea: Place, run: Run) -> None:
    assert sent(ada, bea, run, name=" ").sender == f"A learner ({ada.exchange.fingerprint()[:9]})"
    assert sent(ada, bea, run, name="Ada\nL.").sender == "Ada L."
    assert sent(ada, bea, run, name="").sender == "Ada L."


STRANGER = Person("cleo", roles=frozenset(Role))


def test_a_stranger_gets_no_file(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    for ask in (
        lambda: ada.exchange.transcript(STRANGER, run.record.id, True),
        lambda: ada.exchange.document(STRANGER, run.record.id),
        lambda: bea.exchange.review(STRANGER, run.record.id),
        lambda: bea.exchange.let_go(STRANGER, run.record.id),
    ):
        with pytest.raises(RunNotFound):
            ask()
    learner = Person("dan")
    with pytest.raises(NotAllowed):
        bea.exchange.open(learner, ada.exchange.transcript(LOCAL, run.record.id, True))
    with pytest.raises(NotAllowed):
        bea.exchange.transcript(LOCAL, run.record.id, True)
    with pytest.raises(NotAllowed):
        ada.exchange.review(LOCAL, run.record.id)


def test_what_a_supervisor_takes_away_stands_in_the_log(ada: Place, bea: Place, run: Run) -> None:
    owner = sent(ada, bea, run).record.owner
    document = bea.exchange.document(LOCAL, run.record.id, "Ada")
    assert document.whole.reflections == ()
    bea.exchange.review(LOCAL, run.record.id)
    log = bea.exchange.audit.of_owner(owner)
    assert [(line.person, line.action) for line in log] == [
        ("local", "export"),
        ("local", "export"),
        ("local", "open-file"),
    ]
    ada.exchange.document(LOCAL, run.record.id)
    assert ada.exchange.audit.of_owner(LOCAL.id) == ()


def test_a_transcript_can_be_let_go_of_and_ones_own_run_cannot(ada: Place, bea: Place, run: Run) -> None:
    sent(ada, bea, run)
    assert bea.exchange.let_go(LOCAL, run.record.id).id == run.record.id
    with pytest.raises(RunNotFound):
        bea.exchange.document(LOCAL, run.record.id)
    with pytest.raises(NotAllowed):
        ada.exchange.let_go(LOCAL, run.record.id)
    assert ada.simulator.runs(LOCAL.id) == (run.record,)


def test_a_run_shared_otherwise_is_its_owners_to_erase(ada: Place, run: Run) -> None:
    ada.exchange.shares.share(run.record.id, "bea", False)
    with pytest.raises(RequestRefused, match="not opened from a file"):
        ada.exchange.let_go(Person("bea", roles=frozenset({Role.SUPERVISOR})), run.record.id)
