from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from store.access import LOCAL, Person, Role
from store.database import Database
from store.people import People
from tests.store.reviewed import Clock

BEA = Person("bea", "Bea Żak", "bea@example.org", frozenset({Role.LEARNER, Role.SUPERVISOR}))


def test_a_person_comes_back_as_they_last_signed_in(database: Database) -> None:
    people = People(database, now=Clock())
    assert people.get("bea") is None
    people.seen(BEA)
    assert people.get("bea") == BEA
    later = Person("bea", "Bea Nowak", "", frozenset({Role.LEARNER}))
    people.seen(later)
    assert people.get("bea") == later
    assert people.supervisors() == ()


def test_supervisors_come_by_name_then_email_then_id(database: Database) -> None:
    people = People(database)
    for person in (BEA, LOCAL, Person("ada", "Ada"), Person("c", "", "ann@example.org", frozenset({Role.SUPERVISOR}))):
        people.seen(person)
    assert [person.id for person in people.supervisors()] == ["c", "bea", "local"]


def test_one_person_may_sign_in_in_many_windows_at_once(database: Database) -> None:
    people = People(database)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(people.seen, [BEA] * 16))
    assert people.supervisors() == (BEA,)


def test_what_no_database_keeps_is_left_out_of_a_name(database: Database) -> None:
    people = People(database)
    people.seen(Person("ada", " Ada\0 "))
    assert people.get("ada") == Person("ada", "Ada")
