from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from store.errors import DocumentInvalid
from store.export import json_export
from store.export.json_export import parse_json, write_json
from tests.store.export.examples import (
    REPLY,
    branched,
    dictated,
    documents,
    make_document,
    make_review,
    reviewed,
    unfinished,
    without_turns,
)


@settings(max_examples=200, deadline=None)
@given(documents())
def test_any_run_comes_back_as_it_was(document) -> None:
    assert parse_json(write_json(document).encode()) == document


@pytest.mark.parametrize("document", [make_document(), reviewed(), unfinished(), branched(), without_turns()])
def test_a_run_comes_back_as_it_was(document) -> None:
    again = parse_json(write_json(document).encode())
    assert again == document
    assert write_json(again) == write_json(document)


def test_what_it_is_stands_first_and_words_stand_as_they_are() -> None:
    text = write_json(make_document())
    content = json.loads(text)
    assert list(content)[:2] == ["format", "version"]
    assert (content["format"], content["version"]) == ("attune-run", 2)
    assert content["whole"]["turns"][0]["turn"]["reply"] == REPLY
    assert content["whole"]["record"]["started_at"] == "2026-03-01T12:00:00Z"
    assert "żółć" in text


def test_what_follows_from_the_run_is_not_in_it() -> None:
    assert write_json(dictated()) == write_json(make_document())


def test_a_review_goes_with_its_run() -> None:
    assert parse_json(write_json(reviewed()).encode()).whole.review == make_review()


def test_a_file_from_before_there_were_reviews_is_opened() -> None:
    content = json.loads(write_json(make_document())) | {"version": 1}
    del content["whole"]["review"]
    assert parse_json(json.dumps(content).encode()) == make_document()


def refused(data: bytes) -> str:
    with pytest.raises(DocumentInvalid) as refusal:
        parse_json(data, "run.json")
    assert refusal.value.where == "run.json"
    return str(refusal.value)


def changed(**changes: object) -> bytes:
    return json.dumps(json.loads(write_json(make_document())) | changes).encode()


def test_a_file_cut_short_is_refused() -> None:
    data = write_json(make_document()).encode()
    assert "cut short or changed" in refused(data[:-40])
    assert "cut short or changed" in refused(data[:1500])
    assert "cut short or changed" in refused(b"")


@pytest.mark.parametrize("data", [b"[]", b"{}", b"3", b"null", b'{"format": "other", "version": 1}'])
def test_another_file_is_refused(data: bytes) -> None:
    assert "not a run written by `attune export --format json`" in refused(data)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    assert "cut short or changed" in refused(data)


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    assert "of format 3, newer than this version knows (install the newer version" in refused(changed(version=3))


@pytest.mark.parametrize("version", [0, -1, "1", None, 1.5])
def test_a_version_that_never_was_is_refused(version: object) -> None:
    assert "which never was" in refused(changed(version=version))


def test_a_changed_file_is_refused_with_the_place() -> None:
    whole = json.loads(write_json(make_document()))["whole"]
    whole["turns"][1]["turn"]["number"] = 7
    assert "not numbered from 1" in refused(changed(whole=whole))
    whole["turns"][1]["turn"]["number"] = "two"
    assert "whole.turns.1.turn.number" in refused(changed(whole=whole))
    assert "whole.more: " in refused(changed(whole=json.loads(write_json(make_document()))["whole"] | {"more": 1}))
    assert "more: Extra inputs" in refused(changed(more=1))
    assert "title" in refused(changed(title=None))


def test_characters_no_database_keeps_are_refused() -> None:
    assert "characters that Attune never writes" in refused(changed(title="a\0b"))
    assert "characters that Attune never writes" in refused(changed(names={"k\x07": "Kit"}))


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_export, "MAX_BYTES", 1000)
    assert "are more than any run has; 1,000 are read" in refused(write_json(make_document()).encode())
