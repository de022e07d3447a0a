"""What a transcript file and a review file say, and about which conversation, down to each reply.

In such a file a person is named `file:` and the fingerprint of the key it is signed with, so that people of two
installations, who are all called the same at home, are told apart. What a file says in the name of anybody else is
refused. Of actions that a supervisor wrote, a transcript says only which of them were done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ValidationError, field_validator

from engine.verdict import FROZEN
from store.errors import DocumentInvalid
from store.export.document import RunDocument
from store.export.json_export import build_content, can_be_kept, parse_json, read_content, write_json
from store.export.signed import Kind, Signed, write_signed
from store.records import WholeRun
from store.review import ActionState, Review
from store.signing_key import SigningKey

FROM_FILE = "file:"
WITH_ACTIONS = 2
"""The version of a transcript that says what was done. Where nothing was agreed the first is written, as before."""

_WHOLE = "ask whoever sent it for the file again"


class ReviewDocument(BaseModel):
    """What one supervisor says of one run; `conversation` is its digest, `reviewer` the name they gave or empty."""

    model_config = FROZEN
    run_id: str
    conversation: str
    title: str = ""
    reviewer: str = ""
    review: Review


@dataclass(frozen=True)
class SentRun:
    """A run of a transcript file, and which of the actions that others wrote in its plan were done."""

    run: RunDocument
    actions: tuple[ActionState, ...] = ()


class _Content(BaseModel):
    """A transcript of version `WITH_ACTIONS`, its run not looked at yet."""

    model_config = FROZEN
    run: dict[str, Any]
    actions: tuple[ActionState, ...]

    @field_validator("actions")
    @classmethod
    def _hold_together(cls, actions: tuple[ActionState, ...]) -> tuple[ActionState, ...]:
        if len({action.id for action in actions}) != len(actions):
            raise ValueError("an action is there twice")
        if any(action.done_at is not None and action.done_at.tzinfo is None for action in actions):
            raise ValueError("a time has no zone")
        return actions


def name_of(fingerprint: str) -> str:
    """Return what the holder of a key is called among those who own and review runs."""
    return FROM_FILE + fingerprint


def conversation_digest(whole: WholeRun) -> str:
    """Return a SHA-256 over a run's id, scenario and every turn with its verdicts.

    What may still be added without the conversation being another (reflections, remarks, a review) is not in it.
    """
    turns = [kept.turn.model_dump(mode="json") for kept in whole.turns]
    said = [whole.record.id, whole.record.scenario, whole.record.scenario_version, turns]
    return sha256(json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def write_transcript(document: RunDocument, key: SigningKey) -> bytes:
    """Return a signed file of a run as its owner's, with what they themselves put in its review, and what they did of
    what others put in its plan."""
    whole, me = document.whole, name_of(key.fingerprint)
    review = renamed(only_by(whole.review, whole.record.owner), lambda _: me)
    record = replace(whole.record, owner=me, branched_from=None)
    named = document.model_copy(update={"whole": replace(whole, record=record, review=review), "people": {}})
    planned = [action for action in whole.review.actions if action.author != whole.record.owner]
    if not planned:
        return write_signed(Kind.TRANSCRIPT, write_json(named).encode(), key)
    states = [{"id": a.id, "done_at": a.done_at.isoformat() if a.done_at else None} for a in planned]
    content = _written({"run": build_content(named), "actions": states})
    return write_signed(Kind.TRANSCRIPT, content, key, WITH_ACTIONS)


def read_transcript(signed: Signed, where: str | None = None) -> SentRun:
    """Return the run of a transcript file; raises DocumentInvalid, also for one in another's name."""
    with_actions = signed.version >= WITH_ACTIONS
    sent = _read_with_actions(signed, where) if with_actions else SentRun(parse_json(signed.content, where))
    me = name_of(signed.fingerprint)
    _refuse_others({sent.run.whole.record.owner, *authors_of(sent.run.whole.review)} - {me}, where)
    return sent


def write_review(whole: WholeRun, author: str, key: SigningKey, *, title: str = "", reviewer: str = "") -> bytes:
    """Return a signed file of what one person says of a run."""
    me = name_of(key.fingerprint)
    document = ReviewDocument(
        run_id=whole.record.id,
        conversation=conversation_digest(whole),
        title=title,
        reviewer=reviewer,
        review=renamed(only_by(whole.review, author), lambda _: me),
    )
    return write_signed(Kind.REVIEW, _written(document.model_dump(mode="json")), key)


def read_review_file(signed: Signed, where: str | None = None) -> ReviewDocument:
    """Return the review of a review file; raises DocumentInvalid, also for one in another's name."""
    try:
        content = json.loads(signed.content)
        if not can_be_kept(content):
            raise DocumentInvalid("it holds characters that Attune never writes", where, _WHOLE)
        document = ReviewDocument.model_validate(content)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise DocumentInvalid(f"what was signed is no review: {reason}", where, _WHOLE) from error
    except (ValueError, RecursionError) as error:
        raise DocumentInvalid("what was signed is no review", where, _WHOLE) from error
    _refuse_others(set(authors_of(document.review)) - {name_of(signed.fingerprint)}, where)
    if any(signature.part != "supervisor" for signature in document.review.signatures):
        raise DocumentInvalid("a supervisor's file is signed for the learner", where, _WHOLE)
    return document


def only_by(review: Review, author: str) -> Review:
    """Return what one person put in a review."""
    return Review(
        tuple(comment for comment in review.comments if comment.author == author),
        tuple(override for override in review.overrides if override.author == author),
        tuple(action for action in review.actions if action.author == author),
        tuple(signature for signature in review.signatures if signature.person == author),
    )


def renamed(review: Review, name: Callable[[str], str]) -> Review:
    """Return a review with each author called as `name` says."""
    return Review(
        tuple(replace(comment, author=name(comment.author)) for comment in review.comments),
        tuple(replace(override, author=name(override.author)) for override in review.overrides),
        tuple(replace(action, author=name(action.author)) for action in review.actions),
        tuple(replace(signature, person=name(signature.person)) for signature in review.signatures),
    )


def authors_of(review: Review) -> Iterator[str]:
    """Yield the author of each part."""
    yield from (comment.author for comment in review.comments)
    yield from (override.author for override in review.overrides)
    yield from (action.author for action in review.actions)
    yield from (signature.person for signature in review.signatures)


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _read_with_actions(signed: Signed, where: str | None) -> SentRun:
    try:
        content = _Content.model_validate_json(signed.content)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise DocumentInvalid(f"what was signed is no transcript: {reason}", where, _WHOLE) from error
    return SentRun(read_content(content.run, where), content.actions)


def _refuse_others(others: set[str], where: str | None) -> None:
    if others:
        raise DocumentInvalid("it speaks in the name of somebody who did not sign it", where, _WHOLE)
