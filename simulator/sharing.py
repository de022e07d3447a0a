"""A run shared by the learner it belongs to, and the log in which they read who has seen it.

Each call asks `store.access` with how the person stands to the run. A stranger is told that there is no such run, and
what is done with another person's run stands in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.errors import RequestRefused
from simulator.library import Library
from store.access import Action, Person, Relation, require
from store.audit import AuditLog
from store.errors import RunNotFound
from store.people import People
from store.review import Access, Share
from store.reviews import Reviews
from store.rows import run_not_found
from store.shares import Shares
from store.transcripts import Transcripts, utc_now

WORDS_OF_ACCESS = {
    "read": "read it",
    "comment": "wrote a comment",
    "remove-comment": "took a comment out",
    "override": "said a verdict of their own",
    "withdraw-override": "took a verdict of their own back",
    "agree": "added an action to the plan",
    "remove-action": "took an action out of the plan",
    "sign": "signed that it was talked through",
    "export": "took a copy of it",
    "open-file": "opened the file it came in",
    "show-in-group": "showed a turn of it to a group, without your name",
    "write-replies": "wrote their verdicts out as labelled replies, without your name",
}
"""What the audit log calls each thing done with another's run, and how it is said to the owner."""

_SAME_READING = timedelta(minutes=30)
"""A page that is drawn again within this time is the same reading, and one line of the log."""


class Sharing:
    """What a learner decides about who reads a run."""

    def __init__(  # noqa: PLR0913, PLR0917 (it brings together that much of the store)
        self,
        library: Library,
        transcripts: Transcripts,
        people: People,
        shares: Shares,
        reviews: Reviews,
        audit: AuditLog,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.library = library
        self._transcripts, self._people, self._shares = transcripts, people, shares
        self._reviews, self._audit, self._now = reviews, audit, now
        self._read_at: dict[tuple[str, str, str], datetime] = {}

    def possible_supervisors(self, person: Person) -> tuple[Person, ...]:
        """Return whom a person can share a run with, by name; nobody before a supervisor has signed in."""
        require(person, Action.BEGIN)
        return tuple(other for other in self._people.supervisors() if other.id != person.id)

    def share(self, person: Person, run_id: str, supervisor_id: str, with_reflection: bool) -> Share:
        """Let a supervisor read a run; again with the same one changes what is included. Raises RequestRefused."""
        self._allowed(person, run_id, Action.SHARE)
        if supervisor_id not in {other.id for other in self.possible_supervisors(person)}:
            raise RequestRefused(f"'{supervisor_id[:60]}' is no supervisor here", hint="choose one of those listed")
        return self._shares.share(run_id, supervisor_id, with_reflection)

    def withdraw(self, person: Person, share_id: str) -> Share:
        """Close a share: what was written stays with the learner. Raises RunNotFound for one that is not theirs."""
        try:
            run_id = self._shares.get(share_id).run_id
        except RunNotFound:
            raise run_not_found(share_id) from None
        if self._shares.relation(person.id, run_id) is Relation.NONE:
            raise run_not_found(share_id)
        self._allowed(person, run_id, Action.SHARE)
        return self._shares.withdraw(share_id)

    def shares(self, person: Person, run_id: str) -> tuple[Share, ...]:
        """Return with whom a run is and was shared, newest first."""
        self._allowed(person, run_id, Action.SHARE)
        return self._shares.of_run(run_id)

    def accesses(self, person: Person) -> tuple[Access, ...]:
        """Return what others did with this person's runs, newest first."""
        require(person, Action.READ_AUDIT, Relation.OWN)
        return self._audit.of_owner(person.id)

    def _allowed(self, person: Person, run_id: str, action: Action) -> Relation:
        """Return how a person stands to a run on which the rules allow this; a stranger is told it never was."""
        relation = self._shares.relation(person.id, run_id)
        if relation is Relation.NONE:
            raise run_not_found(run_id)
        require(person, action, relation)
        return relation

    def _note_reading(self, person: Person, relation: Relation, run_id: str, action: str) -> None:
        now, key = self._now(), (person.id, run_id, action)
        if key not in self._read_at or now - self._read_at[key] >= _SAME_READING:
            self._note(person, relation, run_id, action)
            self._read_at[key] = now

    def _note(self, person: Person, relation: Relation, run_id: str, action: str) -> None:
        if relation is not Relation.OWN:
            self._audit.note(person.id, run_id, self._transcripts.run(run_id).owner, action)
