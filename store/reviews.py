"""What a run gains in supervision: comments, overrides, agreed actions and signatures, beside what the learner did.

Every change first locks the run's row, as in `store.transcripts`; nothing here changes a turn or a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.conversation import Turn
from store.database import Database
from store.errors import StoreError
from store.review import AgreedAction, Comment, JudgementName, Override, Part, Review, Signature
from store.review_rows import part_of, put_review, read_review, row_of_part
from store.review_rules import comment_problems, override_problems, review_problems
from store.rows import found, locked_run, turn_of, turns_of_run
from store.tables import AgreedActionRow, CommentRow, OverrideRow, RunRow, SignatureRow, TurnRow
from store.text import storable
from store.transcripts import utc_now


class Reviews:
    """Everything kept of reviews. Who may review a run is for the caller to ask; removing asks for the author."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database, self._now = database, now

    def comment(  # noqa: PLR0913, PLR0917 (a comment has that many parts)
        self,
        run_id: str,
        author: str,
        text: str,
        turn: int | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> Comment:
        """Keep a comment on a run, on one turn, or on characters `start` to `end` of that turn's reply.

        Raises RunNotFound, and StoreError for a blank comment, no such turn, or characters outside the reply.
        """
        made = Comment(uuid4().hex, run_id, author, storable(text).strip(), self._now(), turn, start, end)
        with self._database.writing() as session:
            locked_run(session, run_id)
            _refuse(comment_problems(made, _turn(session, run_id, turn)))
            session.add(row_of_part(made))
        return made

    def remove_comment(self, comment_id: str, author: str) -> None:
        """Take a comment out; nothing happens when this author made none of that id."""
        self._remove(CommentRow, comment_id, author)

    def override(  # noqa: PLR0913, PLR0917 (an override has that many parts)
        self, run_id: str, turn: int, point: str, author: str, verdict: JudgementName, reason: str
    ) -> Override:
        """Keep a verdict beside the machine's, in place of this author's earlier one.

        Raises RunNotFound, and StoreError for no such verdict, a judgement of the other kind of point, or one that
        differs from the machine's without a reason.
        """
        made = Override(run_id, turn, point, author, verdict, storable(reason).strip(), self._now())
        with self._database.writing() as session:
            locked_run(session, run_id)
            _refuse(override_problems(made, _turn(session, run_id, turn)))
            session.merge(row_of_part(made))
        return made

    def withdraw_override(self, run_id: str, turn: int, point: str, author: str) -> None:
        """Take an override back; nothing happens when there is none."""
        with self._database.writing() as session:
            locked_run(session, run_id)
            row = session.get(OverrideRow, (run_id, turn, point, author))
            if row is not None:
                session.delete(row)

    def agree(self, run_id: str, author: str, text: str, due: date | None) -> AgreedAction:
        """Keep an action for the coaching plan. Raises RunNotFound, and StoreError for a blank one."""
        made = AgreedAction(uuid4().hex, run_id, author, storable(text).strip(), self._now(), due)
        with self._database.writing() as session:
            locked_run(session, run_id)
            _refuse(review_problems(run_id, (), Review(actions=(made,))))
            session.add(row_of_part(made))
        return made

    def remove_action(self, action_id: str, author: str) -> None:
        """Take an agreed action out; nothing happens when this author made none of that id."""
        self._remove(AgreedActionRow, action_id, author)

    def done(self, action_id: str, run_id: str, is_done: bool) -> None:
        """Say that an action was done, or was not yet; said again, the first time stands.

        Raises RunNotFound, and StoreError when the run has no such action.
        """
        with self._database.writing() as session:
            locked_run(session, run_id)
            row = session.get(AgreedActionRow, action_id)
            if row is None or row.run_id != run_id:
                raise StoreError(f"this run has no agreed action '{action_id[:40]}'", hint="it may have been removed")
            row.done_at = (row.done_at or self._now()) if is_done else None

    def sign(self, run_id: str, person: str, part: Part, name: str) -> Signature:
        """Keep a signature; signed again, the first stands. Raises RunNotFound, and StoreError without a name."""
        made = Signature(run_id, person, part, storable(name).strip(), self._now())
        with self._database.writing() as session:
            locked_run(session, run_id)
            _refuse(review_problems(run_id, (), Review(signatures=(made,))))
            row = session.get(SignatureRow, (run_id, person, part))
            if row is not None:
                return part_of(Signature, row)
            session.add(row_of_part(made))
        return made

    def of_run(self, run_id: str) -> Review:
        """Return a run's review, as it stands at one moment; empty before anything was said. Raises RunNotFound."""
        with self._database.reading() as session:
            found(session.get(RunRow, run_id), run_id)
            return read_review(session, run_id)

    def take_in(self, run_id: str, review: Review) -> None:
        """Keep a review that was read from a file, all of it or nothing; the same ids and keys are replaced.

        Raises RunNotFound, and StoreError for a part that is not about this run or does not fit its turns.
        """
        with self._database.writing() as session:
            locked_run(session, run_id)
            turns = [turn_of(row) for row in session.scalars(turns_of_run(run_id))]
            _refuse(review_problems(run_id, turns, review))
            put_review(session, review)

    def _remove(self, table: type[CommentRow] | type[AgreedActionRow], id_: str, author: str) -> None:
        with self._database.writing() as session:
            run_id = session.scalar(select(table.run_id).where(table.id == id_, table.author == author))
            if run_id is not None:
                locked_run(session, run_id)
                session.execute(delete(table).where(table.id == id_, table.author == author))


def _turn(session: Session, run_id: str, number: int | None) -> Turn | None:
    row = session.get(TurnRow, (run_id, number)) if number is not None else None
    return None if row is None else turn_of(row)


def _refuse(problems: Iterable[str]) -> None:
    """Raise StoreError with the first problem there is."""
    for problem in problems:
        raise StoreError(problem, hint="nothing was kept of it; change it and try again")
