"""What is kept about a person: who has seen it, for how long it is kept, how it goes. For them alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from simulator.errors import ScenarioMissing
from simulator.records import Records
from simulator.shared_run import called
from simulator.sharing import WORDS_OF_ACCESS
from simulator.subject_access import Holdings, write_holdings
from store.access import Action, Person, Relation, require
from store.audit import AuditLog
from store.contributions import Contributions
from store.counts import Counts, RunCount
from store.database import Database
from store.erasures import RETENTION, Erasures
from store.outbox import Outbox
from store.people import People
from store.records import RunRecord
from store.retention import Retention
from store.review import Review, Share
from store.shares import Shares
from store.transcripts import Transcripts, utc_now


@dataclass(frozen=True)
class Sighting:
    """Somebody did something with a run: `did` says it to the run's owner."""

    at: datetime
    who: str
    did: str
    title: str


@dataclass(frozen=True)
class Sharing:
    """Who a run was shared with."""

    share: Share
    who: str
    title: str


@dataclass(frozen=True)
class Gone:
    """A run that was erased; `by_retention` when it was kept as long as it was to be."""

    at: datetime
    title: str
    by_retention: bool


@dataclass(frozen=True)
class Figures:
    """What administrators see: nothing but how many."""

    people: dict[str, int]
    runs: tuple[tuple[str, RunCount], ...]
    """The title of the scenario beside each count."""


class Privacy:
    """Everything a person may ask about what is kept of them, and what an installation lets go of by itself.

    `shared_days` is how long runs are kept that are shared with a supervisor; None: until their owner erases them.
    """

    def __init__(
        self, records: Records, database: Database, shared_days: int | None, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._records, self.shared_days, self._now = records, shared_days, now
        self._transcripts, self._people = Transcripts(database, now), People(database, now)
        self._shares, self._audit, self._erasures = Shares(database, now), AuditLog(database, now), Erasures(database)
        self._retention, self._outbox = Retention(database, now), Outbox(database, now)
        self._contributions, self._counts = Contributions(database), Counts(database)
        self._letting_go, self._let_go_on = threading.Lock(), date.min

    def signed_in(self, person: Person) -> None:
        """Keep who signed in, so that a supervisor can be found by name and a learner's name stands on what they
        share."""
        self._people.seen(person)

    def sightings(self, person: Person) -> tuple[Sighting, ...]:
        """Return what others did with this person's runs, newest first."""
        require(person, Action.READ_AUDIT, Relation.OWN)
        titles = self._titles(person)
        return tuple(
            Sighting(line.at, self._called(line.person), WORDS_OF_ACCESS.get(line.action, line.action), title)
            for line in self._audit.of_owner(person.id)
            for title in (titles.get(line.run_id, "a run that is gone"),)
        )

    def sharings(self, person: Person) -> tuple[Sharing, ...]:
        """Return with whom this person shares runs now, by run, the newest run first."""
        require(person, Action.READ_AUDIT, Relation.OWN)
        titles = self._titles(person)
        return tuple(
            Sharing(share, self._called(share.supervisor), titles[record.id])
            for record in self._records.runs(person.id)
            for share in self._shares.of_run(record.id)
            if share.open
        )

    def gone(self, person: Person) -> tuple[Gone, ...]:
        """Return which of this person's runs were erased, newest first."""
        require(person, Action.READ_AUDIT, Relation.OWN)
        erased = self._erasures.of_owner(person.id)
        return tuple(Gone(line.erased_at, self._title(line.scenario), line.by == RETENTION) for line in erased)

    def private_days(self, person: Person) -> int | None:
        """Return after how many days this person's private runs go; None: when they erase them."""
        return self._retention.private_days(person.id)

    def keep_private(self, person: Person, days: int | None) -> None:
        """Keep a person's choice; raises StoreError for no number of days."""
        require(person, Action.ERASE, Relation.OWN)
        self._retention.set_private_days(person.id, days)

    def contributed(self, person: Person) -> bool:
        """True where this person wrote something about runs, their own or others'."""
        return self._contributions.of(person.id) != Review()

    def erase_everything(self, person: Person) -> int:
        """Delete a person's runs, choice, name and address; return how many runs there were.

        What they wrote about other people's runs belongs to those. Who did what, without words, stays.
        """
        require(person, Action.ERASE, Relation.OWN)
        count = len(self._records.erase_all(person.id))
        self._retention.set_private_days(person.id, None)
        self._people.forget(person.id)
        return count

    def holdings(self, person: Person) -> bytes:
        """Return a zip of everything held about a person."""
        require(person, Action.EXPORT, Relation.OWN)
        runs = self._records.runs(person.id)
        held = Holdings(
            person=self._people.get(person.id) or person,
            documents=tuple(self._records.document(run.id, person.id, person.name) for run in runs),
            shares=tuple(share for run in runs for share in self._shares.of_run(run.id)),
            contributions=self._contributions.of(person.id),
            accesses=self._audit.of_owner(person.id),
            erasures=self._erasures.of_owner(person.id),
            statements=self._outbox.of_owner(person.id),
            private_days=self.private_days(person),
            at=self._now(),
        )
        return write_holdings(held)

    def figures(self, person: Person) -> Figures:
        """Return how many people and runs there are; for administrators."""
        require(person, Action.COUNT)
        people = {role.value: count for role, count in self._counts.people().items()}
        return Figures(people, tuple((self._title(count.scenario), count) for count in self._counts.runs()))

    def expired(self) -> tuple[RunRecord, ...]:
        """Return everybody's runs that were kept for as long as they were to be, oldest first."""
        return self._transcripts.expired(self.shared_days, self._now())

    def let_go(self) -> tuple[RunRecord, ...]:
        """Delete what `expired` tells of; return what it was."""
        return self._transcripts.purge_expired(self.shared_days, self._now()) if self.expired() else ()

    def let_go_daily(self) -> None:
        """Let go of what was kept long enough, at the first call of a day (by UTC) in each process."""
        today = self._now().date()
        with self._letting_go:
            if self._let_go_on != today:
                self.let_go()
                self._let_go_on = today

    def purge(self, person: Person) -> tuple[tuple[str, int], ...]:
        """Let go of what was kept long enough; return how many runs of which scenario went. For administrators."""
        require(person, Action.PURGE)
        titles = [self._title(record.scenario) for record in self.let_go()]
        return tuple((title, titles.count(title)) for title in sorted(set(titles)))

    def _titles(self, person: Person) -> dict[str, str]:
        """Return the titles of a person's runs, those that were erased among them, by run id."""
        erased = {line.run_id: line.scenario for line in self._erasures.of_owner(person.id)}
        kept = {record.id: record.scenario for record in self._records.runs(person.id)}
        return {run_id: self._title(scenario) for run_id, scenario in (erased | kept).items()}

    def _title(self, scenario: str) -> str:
        try:
            return self._records.library.get(scenario).scenario.title
        except ScenarioMissing:
            return scenario

    def _called(self, person_id: str) -> str:
        return called(self._people.get(person_id) or Person(person_id))
