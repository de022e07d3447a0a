from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.verdict import Judgement
from simulator.errors import RequestRefused
from simulator.group import anonymised, build_group
from simulator.library import Library
from simulator.run import Run
from simulator.sharing import WORDS_OF_ACCESS
from simulator.simulator import Simulator
from simulator.supervision import NOT_SURE, Supervision
from store.access import Person, Role
from store.audit import AuditLog
from store.database import Database
from store.errors import RunNotFound, StoreError
from store.people import People
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts

ADA = Person("ada", "Ada Lockhart", "ada@school.example")
BEN = Person("ben", "Ben Adeyemi", roles=frozenset({Role.LEARNER}))
SAM = Person("sam", "Sam Okoro", roles=frozenset({Role.LEARNER, Role.SUPERVISOR}))
EVE = Person("eve", "Eve Rowe", roles=frozenset({Role.LEARNER, Role.SUPERVISOR}))
FIRST = "I won't tell anyone, so tell me about it. It's Ada here."
SECOND = "Perhaps it's your fault. I can't keep this secret."
THIRD = "Next I find Mrs Hale."
TODAY = date(2026, 3, 2)


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supervision(library: Library, database: Database, clock: Clock) -> Supervision:
    people = People(database)
    for person in (ADA, BEN, SAM, EVE):
        people.seen(person)
    parts = Transcripts(database), people, Shares(database), Reviews(database, clock), AuditLog(database, clock)
    return Supervision(library, *parts, now=clock)


@pytest.fixture
def run(simulator: Simulator) -> Run:
    run = simulator.begin("the-last-coat", "quiet", ADA.id)
    for reply in (FIRST, SECOND, THIRD):
        run.say(reply)
    run.reflect("own-words", "I promised too quickly.")
    run.disagree(1, "not-your-fault", "I was getting to it.")
    return run


def test_a_run_is_shared_read_and_withdrawn(supervision: Supervision, run: Run) -> None:
    run_id = run.record.id
    assert supervision.possible_supervisors(ADA) == (EVE, SAM)
    assert supervision.possible_supervisors(SAM) == (EVE,)
    share = supervision.share(ADA, run_id, SAM.id, with_reflection=False)
    assert supervision.shares(ADA, run_id) == (share,)
    opened = supervision.open(SAM, run_id)
    assert (opened.learner, opened.share, opened.reflections) == (ADA, share, {})
    assert [turn.reply for turn in opened.turns] == [FIRST, SECOND, THIRD]
    assert opened.debrief.ending == "Told in time"
    supervision.share(ADA, run_id, SAM.id, with_reflection=True)
    assert supervision.open(SAM, run_id).reflections == {"own-words": "I promised too quickly."}
    supervision.withdraw(ADA, share.id)
    with pytest.raises(RunNotFound) as gone:
        supervision.open(SAM, run_id)
    with pytest.raises(RunNotFound) as never:
        supervision.open(SAM, "0" * 32)
    assert gone.value.message.replace(run_id, "x") == never.value.message.replace("0" * 32, "x")


def test_a_run_is_shared_with_supervisors_only(supervision: Supervision, run: Run) -> None:
    with pytest.raises(RequestRefused, match="'ben' is no supervisor here"):
        supervision.share(ADA, run.record.id, BEN.id, with_reflection=False)


def test_a_share_of_somebody_else_is_told_like_none(supervision: Supervision, run: Run) -> None:
    share = supervision.share(ADA, run.record.id, SAM.id, with_reflection=False)
    for share_id in (share.id, "f" * 32):
        with pytest.raises(RunNotFound) as told:
            supervision.withdraw(BEN, share_id)
        assert told.value.message == f"there is no run '{share_id}' of yours"


def test_the_queue_begins_with_what_is_not_discussed(supervision: Supervision, simulator: Simulator, run: Run) -> None:
    other = simulator.begin("the-last-coat", "quiet", BEN.id)
    other.say(SECOND)
    for owner, run_id in ((ADA, run.record.id), (BEN, other.record.id)):
        supervision.share(owner, run_id, SAM.id, with_reflection=False)
    supervision.sign(BEN, other.record.id, "Ben")
    supervision.sign(SAM, other.record.id, "Sam")
    queue = supervision.queue(SAM)
    assert [(s.learner.name, s.title, s.discussed, s.unsure) for s in queue] == [
        ("Ada Lockhart", "The last coat", False, 1),
        ("Ben Adeyemi", "The last coat", True, 1),
    ]
    supervision.override(SAM, run.record.id, 2, "not-your-fault", Judgement.MISSED)
    assert supervision.queue(SAM)[0].unsure == 0
    assert supervision.queue(EVE) == ()


def test_a_verdict_of_ones_own_stands_beside_the_machines(supervision: Supervision, run: Run) -> None:
    run_id = run.record.id
    supervision.share(ADA, run_id, SAM.id, with_reflection=False)
    before = supervision.open(SAM, run_id).turns
    unsure = supervision.override(SAM, run_id, 2, "not-your-fault", Judgement.MISSED, " ")
    assert unsure.reason == NOT_SURE
    with pytest.raises(StoreError, match="needs a reason"):
        supervision.override(SAM, run_id, 1, "open-invitation", Judgement.PARTIAL)
    supervision.override(SAM, run_id, 1, "open-invitation", Judgement.PARTIAL, "It came with a promise.")
    opened = supervision.open(ADA, run_id)
    assert [(o.turn, o.point, o.verdict) for o in opened.review.overrides] == [
        (1, "open-invitation", "partial"),
        (2, "not-your-fault", "missed"),
    ]
    assert opened.turns == before
    assert opened.names == {"ada": "Ada Lockhart", "sam": "Sam Okoro"}


def test_what_both_do_with_a_run_stays_with_it(supervision: Supervision, run: Run) -> None:
    run_id = run.record.id
    supervision.share(ADA, run_id, SAM.id, with_reflection=False)
    comment = supervision.comment(SAM, run_id, "A promise, and at once.", 1, 0, 19)
    action = supervision.agree(SAM, run_id, "Say aloud what you would tell Kit.", date(2026, 4, 1))
    supervision.done(ADA, run_id, action.id, True)
    supervision.sign(SAM, run_id, "Sam")
    assert not supervision.review(ADA, run_id).discussed
    supervision.sign(ADA, run_id, "Ada")
    review = supervision.review(ADA, run_id)
    assert review.comments == (comment,)
    assert FIRST[comment.start : comment.end] == "I won't tell anyone"
    assert review.actions[0].done_at is not None
    assert review.discussed


def test_the_learner_reads_who_did_what_and_a_page_drawn_again_is_one_reading(
    supervision: Supervision, run: Run, clock: Clock
) -> None:
    run_id = run.record.id
    supervision.share(ADA, run_id, SAM.id, with_reflection=False)
    supervision.open(ADA, run_id)
    supervision.open(SAM, run_id)
    clock.at += timedelta(minutes=29)
    supervision.open(SAM, run_id)
    supervision.comment(SAM, run_id, "Yes.")
    clock.at += timedelta(minutes=1)
    supervision.open(SAM, run_id)
    accesses = supervision.accesses(ADA)
    assert [(a.person, a.action) for a in accesses] == [("sam", "read"), ("sam", "comment"), ("sam", "read")]
    assert {a.action for a in accesses} <= set(WORDS_OF_ACCESS)
    assert supervision.accesses(SAM) == ()


def test_questions_come_from_this_runs_own_open_ends(supervision: Supervision, run: Run) -> None:
    asked = [(q.turn, q.quote, q.text) for q in supervision.open(ADA, run.record.id).questions]
    assert asked == [
        (
            1,
            "I won't tell anyone, so tell me about it.",
            "“Promises secrecy” came up here, and you put it right in reply 2. What helped?",
        ),
        (
            1,
            FIRST,
            "You see “Not your fault” otherwise here. You wrote: “I was getting to it.” What does the verdict not hear?",
        ),
        (
            2,
            "Perhaps it's your fault.",
            "The machine could not tell whether this was “Not your fault”. How did you mean it?",
        ),
    ]


def test_what_was_never_there_is_asked_where_there_was_first_room(
    supervision: Supervision, simulator: Simulator
) -> None:
    run = simulator.begin("the-last-coat", "quiet", ADA.id)
    for reply in ("Off you go.", "Hm.", "See you."):
        run.say(reply)
    asked = [(q.turn, q.text.split(".")[0]) for q in supervision.open(ADA, run.record.id).questions]
    assert asked == [
        (1, "There was room here for “Open invitation”"),
        (2, "There was room here for “Honest about confidentiality”"),
        (3, "There was room here for “Explain next steps”"),
    ]


def test_a_group_sees_no_name(supervision: Supervision, simulator: Simulator, run: Run) -> None:
    other = simulator.begin("the-last-coat", "quiet", BEN.id)
    other.say("Kit, Ben Adeyemi here: ring 020 8366 1177, or ben. Tell me about it.")
    for owner, run_id in ((ADA, run.record.id), (BEN, other.record.id)):
        supervision.share(owner, run_id, SAM.id, with_reflection=True)
    chosen = [(other.record.id, 1), (run.record.id, 1), (run.record.id, 2)]
    shown = supervision.group(SAM, chosen)
    assert [turn.learner for turn in shown] == ["Learner A", "Learner B", "Learner B"]
    assert shown[0].reply == "Kit, [name] here: ring [phone number], or [name]. Tell me about it."
    assert shown[1].reply == "I won't tell anyone, so tell me about it. It's [name] here."
    assert shown[1].moment == "Under the coat"
    assert shown[1].said[1].name == "Kit"
    assert shown[1].questions[-1] == "What would you say at this moment?"
    assert not any(word in repr(shown) for word in ("Ada", "Ben", "Adeyemi", "Lockhart", run.record.id))
    with pytest.raises(RequestRefused, match="no turn 9"):
        supervision.group(SAM, [(run.record.id, 9)])


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        (
            "Will Marsh",
            "Will you tell me? I will wait. I'm will marsh.",
            "[name] you tell me? I will wait. I'm [name].",
        ),
        ("Kit Marsh", "Kit, it's Marsh.", "Kit, it's [name]."),
        ("Ada", "An adage from ADA’s class.", "An adage from [name]’s class."),
        ("", "Nobody is named here.", "Nobody is named here."),
    ],
)
def test_names_are_taken_out_and_words_are_left(name: str, written: str, left: str) -> None:
    assert anonymised(written, Person("x", name), ["Kit"], TODAY) == left


def test_letters_go_on_after_z(supervision: Supervision, run: Run) -> None:
    opened = supervision.open(ADA, run.record.id)
    owners = [replace(opened, record=replace(opened.record, owner=str(n))) for n in range(28)]
    shown = build_group([(one, one.debrief.turns[0]) for one in owners], TODAY)
    assert [shown[n].learner for n in (0, 25, 26, 27)] == ["Learner A", "Learner Z", "Learner AA", "Learner AB"]


def test_overrides_are_labelled_replies(supervision: Supervision, run: Run) -> None:
    run_id = run.record.id
    for supervisor in (SAM, EVE):
        supervision.share(ADA, run_id, supervisor.id, with_reflection=False)
    supervision.override(SAM, run_id, 1, "open-invitation", Judgement.PARTIAL, "It came with a promise.")
    supervision.override(SAM, run_id, 1, "promises-secrecy", Judgement.PRESENT)
    supervision.override(SAM, run_id, 1, "presses-for-answer", Judgement.ABSENT)
    supervision.override(EVE, run_id, 2, "not-your-fault", Judgement.MET)
    (row,) = [json.loads(line) for line in supervision.overrides_as_replies(SAM).splitlines()]
    assert row == {
        "id": f"review-{run_id}-1-hearing",
        "domain": "hearing",
        "situation": "Teaching assistant. A row of empty pegs.",
        "prompt": "I'm not going yet. It's only Friday.",
        "reply": "I won't tell anyone, so tell me about it. It's [name] here.",
        "shown": ["promises-secrecy"],
        "partial": ["open-invitation"],
        "points": ["open-invitation", "presses-for-answer", "promises-secrecy"],
    }
    assert supervision.overrides_as_replies(replace(SAM, id="nobody")) == ""
