"""Runs that leave an installation and come back: as documents, and as signed files between two without accounts.

A learner's transcript file is kept by the supervisor's Attune as a run of `file:` and the learner's fingerprint, shared
with the supervisor, so that it is supervised like any other. The review file that goes back is kept on the learner's,
and the next transcript file tells which of the agreed actions are done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from simulator.errors import RequestRefused
from simulator.records import Records, on_one_line
from store.access import Action, Person, Relation, allows, require
from store.audit import AuditLog
from store.errors import DocumentInvalid
from store.export.document import RunDocument
from store.export.exchanged import (
    FROM_FILE,
    conversation_digest,
    name_of,
    read_review_file,
    read_transcript,
    write_review,
    write_transcript,
)
from store.export.signed import Kind, Signed, parse_signed
from store.people import People
from store.received import Received
from store.records import RunRecord, WholeRun
from store.reviews import Reviews
from store.rows import run_not_found
from store.shares import Shares
from store.signing_key import SigningKey, in_groups, open_signing_key


@dataclass(frozen=True)
class Opened:
    """What a file was: its run as it is now kept here, and who signed it, by a name they gave and a fingerprint."""

    kind: Kind
    record: RunRecord
    sender: str
    fingerprint: str


@dataclass(frozen=True)
class Exchange:
    """Files of one installation, whose key is in `folder`. A stranger's run is told like one that never was."""

    records: Records
    people: People
    shares: Shares
    reviews: Reviews
    received: Received
    audit: AuditLog
    folder: Path

    def fingerprint(self) -> str:
        """Return this installation's, in groups that two people can compare."""
        return in_groups(self._key().fingerprint)

    def document(self, person: Person, run_id: str, learner: str = "") -> RunDocument:
        """Compose a run for this person to take away; what the learner wrote in looking back only where it is theirs
        to read. Raises RunNotFound."""
        relation = self._relation(person, run_id, Action.EXPORT)
        whole = self._readable(person, relation, run_id)
        self._note(person, whole.record, "export")
        return self.records.composed(whole, learner)

    def transcript(self, person: Person, run_id: str, with_reflection: bool, name: str = "") -> bytes:
        """Return a signed file of a run of one's own for a supervisor. Raises RunNotFound."""
        relation = self._relation(person, run_id, Action.SHARE)
        whole = self._readable(person, relation, run_id)
        document = self.records.composed(whole if with_reflection else _unreflected(whole), name)
        return write_transcript(document, self._key())

    def review(self, person: Person, run_id: str, name: str = "") -> bytes:
        """Return a signed file of what a supervisor says of a run shared with them. Raises RunNotFound."""
        relation = self._relation(person, run_id, Action.REVIEW)
        whole = self._readable(person, relation, run_id)
        signed = next((s.name for s in whole.review.signatures if s.person == person.id), "")
        title = self.records.composed(whole).title
        self._note(person, whole.record, "export")
        reviewer = on_one_line(name or signed or person.name)
        return write_review(whole, person.id, self._key(), title=title, reviewer=reviewer)

    def open(self, person: Person, data: bytes, where: str | None = None) -> Opened:
        """Keep what a transcript or review file holds, and say which it was. Raises DocumentInvalid, and RunExists."""
        signed = parse_signed(data, where)
        opened = self._open_transcript if signed.kind is Kind.TRANSCRIPT else self._open_review
        return opened(person, signed, where)

    def let_go(self, person: Person, run_id: str) -> RunRecord:
        """Erase a run that was opened from a file; the learner's own is with the learner. Raises RunNotFound."""
        self._relation(person, run_id, Action.REVIEW)
        record = self.records.transcripts.run(run_id)
        if not is_from_file(record.owner):
            raise RequestRefused("this run was not opened from a file", hint="its owner alone can erase it")
        return self.records.transcripts.erase(run_id, record.owner)

    def _open_transcript(self, person: Person, signed: Signed, where: str | None) -> Opened:
        require(person, Action.SUPERVISE)
        if signed.fingerprint == self._key().fingerprint:
            hint = "it is for your supervisor, who opens it in theirs"
            raise RequestRefused("this file was written by this copy of Attune", where, hint)
        sent = read_transcript(signed, where)
        record = self.received.keep(sent.run.whole, person.id, sent.actions)
        sender = self._met(signed, on_one_line(sent.run.learner), "A learner")
        self._note(person, record, "open-file")
        return Opened(signed.kind, record, sender, in_groups(signed.fingerprint))

    def _open_review(self, person: Person, signed: Signed, where: str | None) -> Opened:
        document = read_review_file(signed, where)
        if self.shares.relation(person.id, document.run_id) is not Relation.OWN:
            hint = "open it where the conversation was practised; it may have been erased"
            raise DocumentInvalid("the conversation it is about is not here", where, hint)
        whole = self.records.transcripts.whole(document.run_id)
        if conversation_digest(whole) != document.conversation:
            hint = "it may have gone on since; send your supervisor the transcript again"
            raise DocumentInvalid("the conversation here is not as it was when it was reviewed", where, hint)
        self.reviews.take_in(document.run_id, document.review)
        sender = self._met(signed, on_one_line(document.reviewer), "A supervisor")
        return Opened(signed.kind, whole.record, sender, in_groups(signed.fingerprint))

    def _met(self, signed: Signed, name: str, otherwise: str) -> str:
        """Keep what the holder of a key is called; without a name, by the beginning of the fingerprint."""
        known = self.people.get(name_of(signed.fingerprint))
        called = name or (known.name if known else "") or f"{otherwise} ({in_groups(signed.fingerprint[:8])})"
        self.people.seen(Person(name_of(signed.fingerprint), called))
        return called

    def _relation(self, person: Person, run_id: str, action: Action) -> Relation:
        relation = self.shares.relation(person.id, run_id)
        if relation is Relation.NONE:
            raise run_not_found(run_id)
        require(person, action, relation)
        return relation

    def _readable(self, person: Person, relation: Relation, run_id: str) -> WholeRun:
        whole = self.records.transcripts.whole(run_id)
        return whole if allows(person, Action.READ_REFLECTION, relation) else _unreflected(whole)

    def _note(self, person: Person, record: RunRecord, action: str) -> None:
        if record.owner != person.id:
            self.audit.note(person.id, record.id, record.owner, action)

    def _key(self) -> SigningKey:
        return open_signing_key(self.folder)


def is_from_file(owner: str) -> bool:
    """Return whether a run's owner sent it in a file."""
    return owner.startswith(FROM_FILE)


def _unreflected(whole: WholeRun) -> WholeRun:
    return replace(whole, reflections=())
