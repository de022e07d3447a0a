"""What a review must be to hold together with the run it is about, told before the database is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from engine.conversation import Turn
from engine.verdict import Judgement, Kind, Verdict
from store.review import AgreedAction, Comment, Override, Review, Signature

JUDGEMENTS = {
    Kind.PRACTICE: (Judgement.MET, Judgement.PARTIAL, Judgement.MISSED),
    Kind.PITFALL: (Judgement.PRESENT, Judgement.ABSENT),
}
"""What can be said of each kind of practice point."""


def review_problems(run_id: str, turns: Iterable[Turn], review: Review) -> Iterator[str]:
    """Yield, in a sentence each, what of a review does not belong to the run or to itself."""
    by_number = {turn.number: turn for turn in turns}
    for comment in review.comments:
        yield from comment_problems(comment, by_number.get(comment.turn or 0))
    for override in review.overrides:
        yield from override_problems(override, by_number.get(override.turn))
    if any(not action.text.strip() for action in review.actions):
        yield "an agreed action says nothing"
    if any(not signature.name.strip() for signature in review.signatures):
        yield "a signature has no name"
    if any(part.run_id != run_id for part in _parts(review)):
        yield "a part of its review is about another run"
    if _repeats(review):
        yield "a part of its review is there twice"


def comment_problems(comment: Comment, turn: Turn | None) -> Iterator[str]:
    """Yield what is wrong with a comment; `turn` is the one it is about, None where the run has no such turn."""
    if not comment.text.strip():
        yield "a comment says nothing"
    if comment.turn is not None and turn is None:
        yield f"this run has no turn {comment.turn} to comment on"
    if comment.start is None and comment.end is None:
        return
    if comment.turn is None:
        yield "a comment on words of a reply needs its turn"
    elif turn is not None and not _within(comment.start, comment.end, len(turn.reply)):
        yield f"characters {comment.start} to {comment.end} are not in the reply of turn {turn.number}"


def override_problems(override: Override, turn: Turn | None) -> Iterator[str]:
    """Yield what is wrong with an override; `turn` is the one it is about, None where the run has no such turn."""
    verdict = verdict_on(override.point, turn)
    if verdict is None:
        yield f"turn {override.turn} of this run has no verdict on '{override.point}'"
        return
    if override.verdict not in JUDGEMENTS[verdict.kind]:
        yield f"a {verdict.kind} is not judged '{override.verdict}'"
    elif override.verdict != verdict.verdict and not override.reason.strip():
        yield f"'{override.verdict}' differs from the verdict on '{override.point}', so it needs a reason"


def verdict_on(point: str, turn: Turn | None) -> Verdict | None:
    """Return a turn's verdict on a practice point; None where there is none."""
    verdicts = turn.verdicts if turn is not None else ()
    return next((verdict for verdict in verdicts if verdict.point == point), None)


def moments_of(review: Review) -> Iterator[datetime]:
    """Yield every time in a review."""
    yield from (comment.made_at for comment in review.comments)
    yield from (override.made_at for override in review.overrides)
    yield from (action.made_at for action in review.actions)
    yield from (action.done_at for action in review.actions if action.done_at is not None)
    yield from (signature.signed_at for signature in review.signatures)


def _within(start: int | None, end: int | None, length: int) -> bool:
    return start is not None and end is not None and 0 <= start < end <= length


def _parts(review: Review) -> tuple[Comment | Override | AgreedAction | Signature, ...]:
    return (*review.comments, *review.overrides, *review.actions, *review.signatures)


def _repeats(review: Review) -> bool:
    keys: list[tuple[object, ...]] = [
        *(("comment", comment.id) for comment in review.comments),
        *((o.turn, o.point, o.author) for o in review.overrides),
        *(("action", action.id) for action in review.actions),
        *(("signature", s.person, s.part) for s in review.signatures),
    ]
    return len(keys) != len(set(keys))
