"""Every role, however it stands to a run, at every call that reaches one: allowed or refused as `store.access` says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from engine.verdict import Judgement
from simulator.library import Library
from simulator.records import Records
from simulator.simulator import Simulator
from simulator.supervision import Supervision
from store.access import Action, Person, Relation, Role, allows
from store.audit import AuditLog
from store.database import Database
from store.errors import NotAllowed, RunNotFound
from store.people import People
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts
from tests.databases import postgresql_database
from tests.simulator.keyword_scorer import KeywordScorer
from tests.simulators import make_simulator

ROLES = tuple(Role)
POINT = "not-your-fault"
TARGET = Person("somebody-to-share-with", "Sam Okoro", roles=frozenset({Role.LEARNER, Role.SUPERVISOR}))


class World:
    """One database and all that stands on it."""

    def __init__(self, library: Library, url: str, folder: Path) -> None:
        self.database = Database(url)
        self.transcripts, self.shares = Transcripts(self.database), Shares(self.database)
        self.reviews, self.audit = Reviews(self.database), AuditLog(self.database)
        self.simulator = make_simulator(library, self.database, KeywordScorer(), folder)
        self.supervision = self.simulator.supervision
        self.records = Records(library, self.transcripts)
        People(self.database).seen(TARGET)


@dataclass(frozen=True)
class Cell:
    """A person with one role, and a run to which they stand in one way; what they made there before has these ids."""

    world: World
    person: Person
    relation: Relation
    run: str
    comment: str
    action: str
    share: str


@dataclass(frozen=True)
class Row:
    """What a call asks the rules for; `owners_only` where a supervisor has another way to the same."""

    action: Action
    call: Callable[[Cell], object]
    owners_only: bool = False


def cell(world: World, role: Role, relation: Relation) -> Cell:
    owner = f"owner-{uuid4().hex}"
    person = Person(owner if relation is Relation.OWN else uuid4().hex, roles=frozenset({Role.LEARNER, role}))
    run = world.simulator.begin("the-last-coat", "quiet", owner)
    run.say("Tell me about it. Perhaps it is your fault.")
    run_id = run.record.id
    share = world.shares.share(run_id, TARGET.id, with_reflection=False)
    if relation in (Relation.SHARED, Relation.SHARED_WITH_REFLECTION):
        world.shares.share(run_id, person.id, relation is Relation.SHARED_WITH_REFLECTION)
    comment = world.reviews.comment(run_id, person.id, "Look at this once more.", 1)
    world.reviews.override(run_id, 1, POINT, person.id, "missed", "It is said the wrong way round.")
    action = world.reviews.agree(run_id, person.id, "Read it aloud.", None)
    return Cell(world, person, relation, run_id, comment.id, action.id, share.id)


ROWS: dict[str, Row] = {
    "Supervision.share": Row(Action.SHARE, lambda c: c.world.supervision.share(c.person, c.run, TARGET.id, True)),
    "Supervision.withdraw": Row(Action.SHARE, lambda c: c.world.supervision.withdraw(c.person, c.share)),
    "Supervision.shares": Row(Action.SHARE, lambda c: c.world.supervision.shares(c.person, c.run)),
    "Supervision.open": Row(Action.READ, lambda c: c.world.supervision.open(c.person, c.run)),
    "Supervision.review": Row(Action.READ_REVIEW, lambda c: c.world.supervision.review(c.person, c.run)),
    "Supervision.comment": Row(Action.REVIEW, lambda c: c.world.supervision.comment(c.person, c.run, "Here.", 1, 0, 4)),
    "Supervision.remove_comment": Row(
        Action.REVIEW, lambda c: c.world.supervision.remove_comment(c.person, c.run, c.comment)
    ),
    "Supervision.override": Row(
        Action.REVIEW, lambda c: c.world.supervision.override(c.person, c.run, 1, POINT, Judgement.MISSED, "Not so.")
    ),
    "Supervision.withdraw_override": Row(
        Action.REVIEW, lambda c: c.world.supervision.withdraw_override(c.person, c.run, 1, POINT)
    ),
    "Supervision.agree": Row(Action.REVIEW, lambda c: c.world.supervision.agree(c.person, c.run, "Try it again.")),
    "Supervision.remove_action": Row(
        Action.REVIEW, lambda c: c.world.supervision.remove_action(c.person, c.run, c.action)
    ),
    "Supervision.done": Row(Action.ANSWER_REVIEW, lambda c: c.world.supervision.done(c.person, c.run, c.action, True)),
    "Simulator.open": Row(Action.PRACTISE, lambda c: c.world.simulator.open(c.run, c.person.id)),
    "Simulator.branch": Row(Action.PRACTISE, lambda c: c.world.simulator.branch(c.run, 1, c.person.id)),
    "Simulator.discard": Row(Action.PRACTISE, lambda c: c.world.simulator.discard(c.run, c.person.id)),
    "Simulator.erase": Row(Action.ERASE, lambda c: c.world.simulator.erase(c.run, c.person.id)),
    "Records.document": Row(Action.EXPORT, lambda c: c.world.records.document(c.run, c.person.id), owners_only=True),
    "Records.erase": Row(Action.ERASE, lambda c: c.world.records.erase(c.run, c.person.id)),
}
"""Every call that names one run, and what the rules are asked about it."""

SEVERAL_RUNS = {"Supervision.sign", "Supervision.group"}
"""Calls that ask for two things; each has a test of its own below."""

OWN_OR_NONE = {
    "Supervision.possible_supervisors",
    "Supervision.accesses",
    "Supervision.queue",
    "Supervision.overrides_as_replies",
    "Simulator.begin",
    "Simulator.runs",
    "Simulator.progress",
    "Simulator.erase_all",
    "Records.take_in",
    "Records.runs",
    "Records.erase_all",
    "Records.idle",
    "Records.purge",
}
"""Calls that name no run: they reach what is the caller's own, or what everybody lets go of."""

IN_HAND = {"Records.composed"}
"""Calls that are given a whole run which the caller has already been let have."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("access")
    if request.param == "sqlite":
        made = World(library, f"sqlite:///{folder / 'attune.db'}", folder)
        yield made
        made.database.close()
        return
    for url in postgresql_database():
        made = World(library, url, folder)
        yield made
        made.database.close()


def told(call: Callable[[], object]) -> type[Exception] | None:
    """What a call is refused with; None when it was done."""
    try:
        call()
    except (NotAllowed, RunNotFound) as error:
        return type(error)
    return None


def expected(row: Row, of: Cell, through_supervision: bool) -> type[Exception] | None:
    if allows(of.person, row.action, of.relation) and not (row.owners_only and of.relation is not Relation.OWN):
        return None
    return NotAllowed if through_supervision and of.relation is not Relation.NONE else RunNotFound


def public(owner: type) -> dict[str, Any]:
    members = inspect.getmembers(owner, inspect.isfunction)
    return {f"{owner.__name__}.{name}": method for name, method in members if not name.startswith("_")}


def test_every_call_that_concerns_a_run_has_its_row() -> None:
    calls = public(Supervision) | public(Simulator) | public(Records)
    assert set(calls) - IN_HAND == set(ROWS) | SEVERAL_RUNS | OWN_OR_NONE
    names_a_run = {n for n, call in calls.items() if {"run_id", "share_id"} & set(inspect.signature(call).parameters)}
    assert names_a_run <= set(ROWS) | SEVERAL_RUNS


@pytest.mark.parametrize("name", ROWS)
def test_each_role_and_relation_is_told_what_the_rules_say(world: World, name: str) -> None:
    row, wrong = ROWS[name], []
    for role, relation in product(ROLES, Relation):
        of = cell(world, role, relation)
        found, right = told(lambda of=of: row.call(of)), expected(row, of, name.startswith("Supervision"))
        if found is not right:
            wrong.append(f"{role} {relation}: {found}, not {right}")
    assert wrong == []


def test_each_signs_as_what_they_are_to_the_run(world: World) -> None:
    for role, relation in product(ROLES, Relation):
        of = cell(world, role, relation)
        action = Action.ANSWER_REVIEW if relation is Relation.OWN else Action.REVIEW
        found = told(lambda of=of: of.world.supervision.sign(of.person, of.run, "Ada L."))
        assert found is expected(Row(action, lambda c: None), of, True), (role, relation)
        if found is None:
            (signature,) = world.reviews.of_run(of.run).signatures
            assert signature.part == ("learner" if relation is Relation.OWN else "supervisor")


def test_a_group_is_shown_by_supervisors_only_what_each_may_read(world: World) -> None:
    for role, relation in product(ROLES, Relation):
        of = cell(world, role, relation)
        found = told(lambda of=of: of.world.supervision.group(of.person, [(of.run, 1)]))
        if role is not Role.SUPERVISOR:
            assert found is NotAllowed, (role, relation)
        else:
            assert found is (RunNotFound if relation is Relation.NONE else None), relation


@pytest.mark.parametrize("role", ROLES)
def test_the_queue_and_the_replies_are_for_supervisors(world: World, role: Role) -> None:
    person = Person(uuid4().hex, roles=frozenset({Role.LEARNER, role}))
    refused = None if role is Role.SUPERVISOR else NotAllowed
    assert told(lambda: world.supervision.queue(person)) is refused
    assert told(lambda: world.supervision.overrides_as_replies(person)) is refused


def test_a_reflection_is_read_only_where_it_was_shared(world: World) -> None:
    for relation in Relation:
        if relation is Relation.NONE:
            continue
        of = cell(world, Role.SUPERVISOR, relation)
        world.transcripts.reflect(of.run, "own-words", "I was in a hurry.")
        seen = dict(world.supervision.open(of.person, of.run).reflections)
        assert seen == ({} if relation is Relation.SHARED else {"own-words": "I was in a hurry."})


def test_what_was_refused_left_no_trace_and_what_another_did_is_in_the_log(world: World) -> None:
    of = cell(world, Role.SUPERVISOR, Relation.SHARED)
    owner = world.transcripts.run(of.run).owner
    for name, row in ROWS.items():
        told(lambda row=row: row.call(of))
        assert name
    actions = {access.action for access in world.audit.of_owner(owner)}
    assert actions == {
        "read",
        "comment",
        "remove-comment",
        "override",
        "withdraw-override",
        "agree",
        "remove-action",
    }


def test_a_share_that_was_withdrawn_shows_nothing_more(world: World) -> None:
    of = cell(world, Role.SUPERVISOR, Relation.SHARED)
    (share,) = [s for s in world.shares.of_run(of.run) if s.supervisor == of.person.id]
    world.shares.withdraw(share.id)
    for name, row in ROWS.items():
        assert told(lambda row=row: row.call(of)) is RunNotFound, name


def test_a_role_that_was_taken_away_closes_what_was_shared(world: World) -> None:
    of = cell(world, Role.SUPERVISOR, Relation.SHARED)
    person = Person(of.person.id, roles=frozenset({Role.LEARNER}))
    assert told(lambda: world.supervision.open(person, of.run)) is NotAllowed
