"""Who has signed in here, so that a run can be shared with somebody by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select

from store.access import Person, Role
from store.database import Database
from store.tables import PersonRow
from store.text import storable
from store.transcripts import utc_now
from store.upsert import put


class People:
    """People as they were at their last sign-in; what they may do is asked of `store.access`."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def seen(self, person: Person) -> None:
        """Keep a person as they now sign in, name, email and roles; what was kept of them before is replaced."""
        words = {"name": storable(person.name).strip(), "email": storable(person.email).strip()}
        roles = sorted(role.value for role in person.roles)
        with self._database.writing() as session:
            put(session, PersonRow, id=person.id, roles=roles, seen_at=self._now(), **words)

    def get(self, person_id: str) -> Person | None:
        """Return a person; None for one who never signed in."""
        with self._database.reading() as session:
            row = session.get(PersonRow, person_id)
            return None if row is None else _person_of(row)

    def forget(self, person_id: str) -> None:
        """Delete what is kept of a person, who is kept again when they next sign in; nothing happens when none is."""
        with self._database.writing() as session:
            session.execute(delete(PersonRow).where(PersonRow.id == person_id))

    def supervisors(self) -> tuple[Person, ...]:
        """Return those a run can be shared with, by name; who has none is found by email or id."""
        with self._database.reading() as session:
            people = [_person_of(row) for row in session.scalars(select(PersonRow))]
        found = (person for person in people if Role.SUPERVISOR in person.roles)
        return tuple(sorted(found, key=lambda p: ((p.name or p.email or p.id).casefold(), p.id)))


def _person_of(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.email, frozenset(Role(role) for role in row.roles))
