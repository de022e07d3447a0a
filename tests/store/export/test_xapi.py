from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from store.errors import StoreError
from store.export.xapi import BASE, build_statements, write_xapi, written_duration
from store.export.xapi_rules import CATEGORY_CMI5, CATEGORY_MOVEON, SESSION_ID, find_faults
from tests.store.export.examples import (
    RUN,
    WORDS_OF_LEARNER,
    at,
    branched,
    documents,
    make_document,
    make_whole,
    unfinished,
    without_turns,
)

SCENARIO = f"{BASE}/scenarios/the-last-coat"


def verbs(statements: list) -> list[str]:
    return [statement["verb"]["id"].removeprefix("http://adlnet.gov/expapi/verbs/") for statement in statements]


def categories(statement: dict) -> list[str]:
    return [activity["id"] for activity in statement["context"]["contextActivities"].get("category", [])]


def test_a_session_begins_answers_completes_and_ends() -> None:
    statements = build_statements(make_document())
    assert verbs(statements) == ["initialized", "answered", "answered", "completed", "terminated"]
    assert [statement["timestamp"] for statement in statements] == [
        "2026-03-01T12:00:00.000Z",
        "2026-03-01T12:01:01.250Z",
        "2026-03-01T12:02:05.000Z",
        "2026-03-01T12:02:05.500Z",
        "2026-03-01T12:02:05.500Z",
    ]
    durations = [statement.get("result", {}).get("duration") for statement in statements]
    assert durations == [None, "PT61.25S", "PT63.75S", "PT125.50S", "PT125.50S"]


def test_the_session_is_defined_and_the_answers_are_allowed() -> None:
    begun, answered, _, completed, ended = build_statements(make_document())
    assert [categories(s) for s in (begun, answered, completed, ended)] == [
        [CATEGORY_CMI5],
        [],
        [CATEGORY_CMI5, CATEGORY_MOVEON],
        [CATEGORY_CMI5],
    ]
    assert {s["object"]["id"] for s in (begun, completed, ended)} == {SCENARIO}
    assert completed["result"]["completion"] is True
    assert begun["context"]["extensions"] == {SESSION_ID: RUN}
    assert begun["actor"] == {"objectType": "Agent", "account": {"homePage": BASE, "name": "ada"}}


def test_an_answer_has_node_band_attempt_and_verdicts() -> None:
    answered = build_statements(make_document())[1]
    assert answered["object"] == {
        "objectType": "Activity",
        "id": f"{SCENARIO}/nodes/cloakroom",
        "definition": {
            "name": {"en-GB": "Under the coat"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "long-fill-in",
        },
    }
    assert answered["result"] == {
        "duration": "PT61.25S",
        "extensions": {
            f"{BASE}/extensions/turn": 1,
            f"{BASE}/extensions/node": "cloakroom",
            f"{BASE}/extensions/attempt": 1,
            f"{BASE}/extensions/band": "did",
            f"{BASE}/extensions/verdicts": [
                {"point": "open-invitation", "verdict": "met", "sure": True},
                {"point": "presses-for-answer", "verdict": "present", "sure": False},
            ],
        },
    }


@pytest.mark.parametrize("document", [make_document(), unfinished(), branched(), without_turns()])
def test_nothing_the_learner_wrote_is_in_it(document) -> None:
    text = write_xapi(document)
    assert not any(json.dumps(words, ensure_ascii=False)[1:-1] in text for words in WORDS_OF_LEARNER)


def test_only_the_replies_are_in_it_when_asked_for() -> None:
    statements = json.loads(write_xapi(make_document(), words=True))
    replies = [statement["result"]["response"] for statement in statements if "response" in statement.get("result", {})]
    assert replies == list(WORDS_OF_LEARNER[:2])
    assert WORDS_OF_LEARNER[2] not in json.dumps(statements)


def test_sending_a_run_again_adds_nothing() -> None:
    first, again = build_statements(make_document()), build_statements(make_document(), words=True)
    assert [s["id"] for s in first] == [s["id"] for s in again]
    other = replace(make_whole(), record=replace(make_whole().record, id="f" * 32))
    assert not {s["id"] for s in first} & {s["id"] for s in build_statements(make_document(whole=other))}


def test_a_run_left_before_its_end_is_terminated_but_not_completed() -> None:
    statements = build_statements(unfinished())
    assert verbs(statements) == ["initialized", "answered", "answered", "terminated"]
    assert statements[-1]["timestamp"] == "2026-03-01T12:02:05.000Z"
    assert verbs(build_statements(without_turns())) == ["initialized", "terminated"]


def test_a_moment_tried_again_tells_its_own_turns_only() -> None:
    statements = build_statements(branched())
    assert verbs(statements) == ["initialized", "answered", "completed", "terminated"]
    assert statements[1]["result"]["extensions"][f"{BASE}/extensions/turn"] == 2
    assert statements[1]["result"]["duration"] == "PT100.00S"


def test_a_clock_that_was_put_back_makes_no_negative_time() -> None:
    whole = make_whole()
    turns = (whole.turns[0], replace(whole.turns[1], taken_at=at(-50)))
    statements = build_statements(make_document(whole=replace(whole, turns=turns)))
    assert statements[2]["timestamp"] == statements[1]["timestamp"]
    assert statements[2]["result"]["duration"] == "PT0.00S"


def test_a_name_stands_for_the_account_when_one_is_given() -> None:
    assert build_statements(make_document(learner="ada.l"))[0]["actor"]["account"]["name"] == "ada.l"


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "PT0.00S"), (0.005, "PT0.01S"), (61.5, "PT61.50S"), (86_400, "PT86400.00S"), (-1, "PT0.00S")],
)
def test_durations(seconds: float, written: str) -> None:
    assert written_duration(timedelta(seconds=seconds)) == written


@pytest.mark.parametrize("document", [make_document(), unfinished(), branched(), without_turns()])
@pytest.mark.parametrize("words", [False, True])
def test_the_statements_conform(document, words: bool) -> None:
    assert list(find_faults(json.loads(write_xapi(document, words=words)))) == []


@settings(max_examples=50, deadline=None)
@given(documents().filter(lambda document: document.learner or document.whole.record.owner))
def test_the_statements_of_any_run_conform(document) -> None:
    assert list(find_faults(build_statements(document, words=True))) == []


def test_an_organisations_own_address_stands_in_every_id() -> None:
    statements = build_statements(make_document(), base="https://learning.example/attune")
    assert BASE not in json.dumps(statements)
    assert statements[0]["object"]["id"] == "https://learning.example/attune/scenarios/the-last-coat"
    assert statements[0]["actor"]["account"]["homePage"] == "https://learning.example/attune"
    assert not {s["id"] for s in statements} & {s["id"] for s in build_statements(make_document())}


def test_what_does_not_conform_is_not_handed_out() -> None:
    with pytest.raises(StoreError, match="do not conform: statement 1: the actor has no account"):
        write_xapi(make_document(), base="no iri")
