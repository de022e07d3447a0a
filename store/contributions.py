"""What one person put into the reviews of runs, whosever they are."""

from __future__ import annotations

from sqlalchemy import select

from store.database import Database
from store.review import AgreedAction, Comment, Override, Review, Signature
from store.review_rows import part_of
from store.tables import AgreedActionRow, CommentRow, OverrideRow, SignatureRow


class Contributions:
    """A person's own part in supervision, without the words it is about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> Review:
        """Return what a person wrote and signed, each part in the order in which it was made."""
        comments = select(CommentRow).where(CommentRow.author == person).order_by(CommentRow.made_at, CommentRow.id)
        overrides = select(OverrideRow).where(OverrideRow.author == person)
        overrides = overrides.order_by(OverrideRow.made_at, OverrideRow.run_id, OverrideRow.turn, OverrideRow.point)
        actions = select(AgreedActionRow).where(AgreedActionRow.author == person)
        actions = actions.order_by(AgreedActionRow.made_at, AgreedActionRow.id)
        signed = select(SignatureRow).where(SignatureRow.person == person)
        signed = signed.order_by(SignatureRow.signed_at, SignatureRow.run_id, SignatureRow.part)
        with self._database.reading() as session:
            return Review(
                tuple(part_of(Comment, row) for row in session.scalars(comments)),
                tuple(part_of(Override, row) for row in session.scalars(overrides)),
                tuple(part_of(AgreedAction, row) for row in session.scalars(actions)),
                tuple(part_of(Signature, row) for row in session.scalars(signed)),
            )
