from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from store.errors import DocumentInvalid
from store.export.exchanged import (
    authors_of,
    conversation_digest,
    name_of,
    only_by,
    read_review_file,
    read_transcript,
    renamed,
    write_review,
    write_transcript,
)
from store.export.signed import Kind, parse_signed, write_signed
from store.records import WholeRun
from store.review import ActionState, Review
from tests.store.export.examples import RUN, documents, make_document, make_review, make_whole, reviewed
from tests.store.export.test_signed import KEY, OTHER

ME = name_of(KEY.fingerprint)


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_run_goes_and_is_the_same_conversation(document) -> None:
    read = read_transcript(parse_signed(write_transcript(document, KEY))).run
    assert read.whole.turns == document.whole.turns
    assert read.whole.reflections == document.whole.reflections
    assert read.whole.record.owner == ME
    assert set(authors_of(read.whole.review)) <= {ME}
    assert conversation_digest(read.whole) == conversation_digest(document.whole)


def test_only_what_the_learner_put_in_the_review_goes_with_it() -> None:
    sent = read_transcript(parse_signed(write_transcript(reviewed(), KEY)))
    read, (bea, _) = sent.run, make_review().actions
    assert read.whole.review == renamed(only_by(make_review(), "ada"), lambda _: ME)
    assert [signature.part for signature in read.whole.review.signatures] == ["learner"]
    assert read.people == {}
    assert sent.actions == (ActionState(bea.id, bea.done_at),)


def test_of_anothers_action_it_says_only_whether_it_was_done() -> None:
    content = json.loads(parse_signed(write_transcript(reviewed(), KEY)).content)
    assert content["actions"] == [{"id": "e" * 32, "done_at": "2026-03-01T12:15:00+00:00"}]
    assert "Practise pauses" not in json.dumps(content)


def test_a_transcript_without_anothers_action_is_of_the_first_version() -> None:
    own = replace(make_review(), actions=make_review().actions[1:])
    for review in (Review(), own):
        data = write_transcript(make_document(whole=replace(make_whole(), review=review)), KEY)
        assert data.startswith(b"attune-transcript 1\n")
        assert read_transcript(parse_signed(data)).actions == ()
    assert write_transcript(reviewed(), KEY).startswith(b"attune-transcript 2\n")


def test_a_transcript_of_the_first_version_is_still_opened() -> None:
    """As it was written of any run before there was another."""
    content = parse_signed(write_transcript(reviewed(), KEY)).content
    first = write_signed(Kind.TRANSCRIPT, json.dumps(json.loads(content)["run"]).encode(), KEY)
    sent = read_transcript(parse_signed(first))
    assert sent.run == read_transcript(parse_signed(write_transcript(reviewed(), KEY))).run
    assert sent.actions == ()


@pytest.mark.parametrize(
    ("actions", "reason"),
    [
        ([{"id": "e"}, {"id": "e"}], "there twice"),
        ([{"id": "e", "done_at": "2026-03-01T12:15:00"}], "no zone"),
        ([{"id": "e", "done_at": "soon"}], "no transcript"),
        ([{"id": "e", "text": "Practise shouting"}], "no transcript"),
        (None, "no transcript"),
    ],
)
def test_states_of_actions_that_do_not_hold_together_are_refused(actions: object, reason: str) -> None:
    content = json.loads(parse_signed(write_transcript(reviewed(), KEY)).content) | {"actions": actions}
    signed = parse_signed(write_signed(Kind.TRANSCRIPT, json.dumps(content).encode(), KEY, 2))
    with pytest.raises(DocumentInvalid, match=reason):
        read_transcript(signed)


def test_a_review_goes_with_what_its_author_said() -> None:
    data = write_review(reviewed().whole, "bea", KEY, title="The last coat", reviewer="Bea Żak")
    read = read_review_file(parse_signed(data))
    assert (read.run_id, read.title, read.reviewer) == (RUN, "The last coat", "Bea Żak")
    assert read.conversation == conversation_digest(make_whole())
    assert read.review == renamed(only_by(make_review(), "bea"), lambda _: ME)
    assert len(read.review.comments) == 2


def other_turn(whole: WholeRun, **changes: object) -> WholeRun:
    turn = whole.turns[1].turn.model_copy(update=changes)
    return replace(whole, turns=(whole.turns[0], replace(whole.turns[1], turn=turn)))


def test_the_digest_is_of_what_was_said_and_of_nothing_else() -> None:
    whole = make_whole()
    digest = conversation_digest(whole)
    assert conversation_digest(replace(whole, reflections=(), remarks=(), review=make_review())) == digest
    assert conversation_digest(replace(whole, record=replace(whole.record, owner="bea", mode="coach"))) == digest
    others = [
        replace(whole, record=replace(whole.record, id="f" * 32)),
        replace(whole, record=replace(whole.record, scenario_version=3)),
        replace(whole, turns=whole.turns[:1]),
        other_turn(whole, reply="Next I find Mrs Hale"),
        other_turn(whole, verdicts=()),
    ]
    assert len({digest, *map(conversation_digest, others)}) == 6


def test_what_is_said_in_anothers_name_is_refused() -> None:
    stolen = parse_signed(write_transcript(make_document(), KEY)).content
    with pytest.raises(DocumentInvalid, match="in the name of somebody who did not sign it"):
        read_transcript(parse_signed(write_signed(Kind.TRANSCRIPT, stolen, OTHER)))
    review = parse_signed(write_review(reviewed().whole, "bea", KEY)).content
    with pytest.raises(DocumentInvalid, match="in the name of somebody who did not sign it"):
        read_review_file(parse_signed(write_signed(Kind.REVIEW, review, OTHER)))


def test_a_supervisor_does_not_sign_for_the_learner() -> None:
    signature = replace(make_review().signatures[0], part="learner")
    whole = replace(make_whole(), review=Review(signatures=(signature,)))
    with pytest.raises(DocumentInvalid, match="signed for the learner"):
        read_review_file(parse_signed(write_review(whole, "bea", KEY)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'"\\u0000"'])
def test_what_is_signed_and_no_review_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentInvalid):
        read_review_file(parse_signed(write_signed(Kind.REVIEW, content, KEY), "r"), "r")
    with pytest.raises(DocumentInvalid):
        read_transcript(parse_signed(write_signed(Kind.TRANSCRIPT, content, KEY), "r"), "r")
    with pytest.raises(DocumentInvalid):
        read_transcript(parse_signed(write_signed(Kind.TRANSCRIPT, content, KEY, 2), "r"), "r")


def test_a_review_with_more_or_less_in_it_is_refused() -> None:
    content = json.loads(parse_signed(write_review(reviewed().whole, "bea", KEY)).content)
    for changed in (content | {"more": 1}, {name: content[name] for name in content if name != "run_id"}):
        signed = write_signed(Kind.REVIEW, json.dumps(changed).encode(), KEY)
        with pytest.raises(DocumentInvalid, match="what was signed is no review"):
            read_review_file(parse_signed(signed))
