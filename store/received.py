"""Runs that came in a transcript file: kept as the sender's, and open to the person who opened it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.database import Database
from store.errors import DocumentInvalid, RunExists
from store.records import RunRecord, WholeRun
from store.review import ActionState, AgreedAction, Review
from store.tables import RunRow, ShareRow
from store.transcripts import utc_now
from store.whole_runs import add_whole, read_whole


class Received:
    """Whether a file is what it says is for the caller to ask."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def keep(self, whole: WholeRun, supervisor: str, actions: Sequence[ActionState] = ()) -> RunRecord:
        """Keep a run as its owner's and share it with this supervisor, reflections included where it has any.

        One of the same owner that is here already is replaced, unless it goes further; what was said of it here stays,
        and of its agreed actions those in `actions` are done or not as they say there.
        Raises RunExists when it is here as another's, and DocumentInvalid when it goes on otherwise than before.
        """
        with self._database.writing() as session:
            merged = self._merged(session, whole, actions)
            kept = add_whole(session, merged, whole.record.owner)
            session.flush()
            share = ShareRow(id=uuid4().hex, run_id=kept.id, supervisor=supervisor, shared_at=self._now())
            share.with_reflection = bool(whole.reflections)
            session.add(share)
            return kept

    def _merged(self, session: Session, whole: WholeRun, actions: Sequence[ActionState]) -> WholeRun:
        """Return what is to be kept, taking out what is replaced by it."""
        row = session.scalar(select(RunRow).where(RunRow.id == whole.record.id).with_for_update())
        if row is None:
            return whole
        if row.owner != whole.record.owner:
            hint = "a run of your own is not opened from a file; it is among your conversations"
            raise RunExists(f"the run '{whole.record.id[:40]}' is already kept here", hint=hint)
        before = read_whole(session, row.id)
        _refuse_other_turns(before, whole)
        session.delete(row)
        session.flush()
        return replace(whole, review=_together(before.review, whole, actions))


def _refuse_other_turns(before: WholeRun, whole: WholeRun) -> None:
    count = len(before.turns)
    if len(whole.turns) < count:
        raise DocumentInvalid("a later transcript of this run is already here", hint="the one that is here stays")
    if whole.turns[:count] != before.turns:
        reason = "it begins otherwise than the transcript of this run that is already here"
        raise DocumentInvalid(reason, hint="the one that is here stays")


def _together(here: Review, whole: WholeRun, actions: Sequence[ActionState]) -> Review:
    """Return what was said here, with the sender's own parts as they are now, and what they have done of the plan."""
    owner, sent = whole.record.owner, whole.review
    states = {state.id: state for state in actions}
    return Review(
        (*(c for c in here.comments if c.author != owner), *sent.comments),
        (*(o for o in here.overrides if o.author != owner), *sent.overrides),
        (*(_done(a, states.get(a.id)) for a in here.actions if a.author != owner), *sent.actions),
        (*(s for s in here.signatures if s.person != owner), *sent.signatures),
    )


def _done(action: AgreedAction, state: ActionState | None) -> AgreedAction:
    return replace(action, done_at=state.done_at) if state is not None else action
