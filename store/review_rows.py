"""A review from its rows and into them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from store.errors import StoreError
from store.review import AgreedAction, Comment, Override, Review, Signature
from store.tables import AgreedActionRow, Base, CommentRow, OverrideRow, SignatureRow

Part = TypeVar("Part", Comment, Override, AgreedAction, Signature)

_ROWS: dict[type[object], type[Base]] = {
    Comment: CommentRow,
    Override: OverrideRow,
    AgreedAction: AgreedActionRow,
    Signature: SignatureRow,
}


def read_review(session: Session, run_id: str) -> Review:
    """Return everything a run gained in supervision, each part in the order made; empty when nothing."""
    comments = select(CommentRow).where(CommentRow.run_id == run_id)
    overrides = select(OverrideRow).where(OverrideRow.run_id == run_id)
    actions = select(AgreedActionRow).where(AgreedActionRow.run_id == run_id)
    signatures = select(SignatureRow).where(SignatureRow.run_id == run_id)
    by_key = (OverrideRow.turn, OverrideRow.point, OverrideRow.author)
    in_order = (
        comments.order_by(CommentRow.made_at, CommentRow.id),
        overrides.order_by(OverrideRow.made_at, *by_key),
        actions.order_by(AgreedActionRow.made_at, AgreedActionRow.id),
        signatures.order_by(SignatureRow.signed_at, SignatureRow.person, SignatureRow.part),
    )
    return Review(
        tuple(part_of(Comment, row) for row in session.scalars(in_order[0])),
        tuple(part_of(Override, row) for row in session.scalars(in_order[1])),
        tuple(part_of(AgreedAction, row) for row in session.scalars(in_order[2])),
        tuple(part_of(Signature, row) for row in session.scalars(in_order[3])),
    )


def part_of(kind: type[Part], row: Base) -> Part:
    """Return the part of a review that a row holds."""
    return kind(**{column.key: getattr(row, column.key) for column in inspect(type(row)).columns})


def row_of_part(part: Comment | Override | AgreedAction | Signature) -> Base:
    """Return the row of a part of a review."""
    return _ROWS[type(part)](**vars(part))


def put_review(session: Session, review: Review) -> None:
    """Keep a review's parts in place of those of the same id or key; what else the run has stays.

    Whether an action that is here already was done stays as it is: that is the learner's to say. Raises StoreError for
    an id that another run or another author has.
    """
    for comment in review.comments:
        _refuse_another(session.get(CommentRow, comment.id), comment)
        session.merge(row_of_part(comment))
    for action in review.actions:
        kept = session.get(AgreedActionRow, action.id)
        _refuse_another(kept, action)
        done_at = kept.done_at if kept is not None else action.done_at
        session.merge(row_of_part(replace(action, done_at=done_at)))
    for override in review.overrides:
        session.merge(row_of_part(override))
    for signature in review.signatures:
        session.merge(row_of_part(signature))


def _refuse_another(kept: CommentRow | AgreedActionRow | None, made: Comment | AgreedAction) -> None:
    if kept is not None and (kept.run_id, kept.author) != (made.run_id, made.author):
        raise StoreError(f"'{made.id[:40]}' is the id of something else that is kept here", hint="nothing was taken in")
