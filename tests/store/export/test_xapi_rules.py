"""Every rule finds what breaks it: a statement, or the session, is broken in one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from store.export.xapi import build_statements
from store.export.xapi_rules import CATEGORY_CMI5, CATEGORY_MOVEON, SESSION_ID, VERBS, find_faults
from tests.store.export.examples import make_document

Statements = list[dict[str, Any]]


def put(number: int, *path: str, value: Any) -> Callable[[Statements], None]:
    def change(statements: Statements) -> None:
        part: Any = statements[number]
        for name in path[:-1]:
            part = part.setdefault(name, {})
        part[path[-1]] = value

    return change


def drop(number: int, *path: str) -> Callable[[Statements], None]:
    def change(statements: Statements) -> None:
        part: Any = statements[number]
        for name in path[:-1]:
            part = part[name]
        del part[path[-1]]

    return change


def swap(one: int, other: int) -> Callable[[Statements], None]:
    def change(statements: Statements) -> None:
        statements[one], statements[other] = statements[other], statements[one]

    return change


def repeat(number: int) -> Callable[[Statements], None]:
    return lambda statements: statements.insert(number, deepcopy(statements[number]))


def categorize(number: int, *iris: str) -> Callable[[Statements], None]:
    return put(number, "context", "contextActivities", "category", value=[{"id": iri} for iri in iris])


OTHER = "c56a4180-65aa-42ec-a945-5fd21dec0538"
BROKEN: list[tuple[Callable[[Statements], None], str]] = [
    (put(1, "id", value="17"), "statement 2: the id '17' is not a UUID"),
    (put(1, "id", value="C56A4180-65AA-42EC-A945-5FD21DEC0538"), "is not a UUID"),
    (drop(1, "id"), "the id None is not a UUID"),
    (put(0, "score", value=1), "the statement has 'score'"),
    (put(1, "result", "success", value=True), "result has 'success'"),
    (put(1, "result", "score", value={"raw": 3}), "result has 'score'"),
    (put(0, "actor", "name", value="Ada"), "actor has 'name'"),
    (drop(0, "verb"), "it has no verb"),
    (drop(2, "context"), "it has no context"),
    (put(0, "context", "platform", value=None), "platform is null"),
    (put(0, "actor", "objectType", value="Group"), "the actor is no Agent"),
    (put(0, "actor", "account", value={"name": "ada"}), "no account"),
    (put(0, "actor", "account", "homePage", value="attune"), "no account"),
    (put(0, "actor", "account", "name", value=""), "no account"),
    (put(0, "verb", "id", value="initialized"), "'initialized' is no IRI"),
    (put(0, "object", "id", value="the last coat"), "'the last coat' is no IRI"),
    (put(1, "object", "definition", "type", value="interaction"), "'interaction' is no IRI"),
    (put(1, "result", "extensions", "node", value=1), "'node' is no IRI"),
    (put(1, "context", "extensions", "a b", value=1), "'a b' is no IRI"),
    (put(0, "verb", "display", value="initialized"), "'initialized' is no language map"),
    (put(0, "verb", "display", value={"English": "x"}), "is no language map"),
    (put(0, "object", "definition", "name", value={}), "{} is no language map"),
    (put(0, "timestamp", value="2026-03-01T12:00:00"), "is not ISO 8601 in UTC"),
    (put(0, "timestamp", value="2026-03-01T12:00:00+01:00"), "is not ISO 8601 in UTC"),
    (put(0, "timestamp", value="2026-02-30T12:00:00Z"), "is not ISO 8601 in UTC"),
    (put(1, "result", "duration", value="61 s"), "the duration '61 s' is not ISO 8601"),
    (put(1, "result", "duration", value="PT"), "the duration 'PT' is not ISO 8601"),
    (put(1, "result", "duration", value="P"), "the duration 'P' is not ISO 8601"),
    (put(1, "context", "registration", value=17), "the registration is not a UUID"),
    (put(1, "context", "contextActivities", "parent", value={"id": "urn:x:y"}), "not lists of a known kind"),
    (put(1, "context", "contextActivities", "uncle", value=[]), "not lists of a known kind"),
    (drop(1, "context", "extensions", SESSION_ID), "there is no session id"),
    (put(1, "result", "completion", value=True), "in a defined 'completed' alone"),
    (put(3, "result", "completion", value=False), "in a defined 'completed' alone"),
    (drop(3, "result", "completion"), "in a defined 'completed' alone"),
    (categorize(3, CATEGORY_CMI5), "moveOn category stands with completion alone"),
    (categorize(4, CATEGORY_CMI5, CATEGORY_MOVEON), "moveOn category stands with completion alone"),
    (drop(3, "result", "duration"), "'completed' has no duration"),
    (drop(4, "result", "duration"), "'terminated' has no duration"),
    (swap(0, 1), "begins with 'initialized' and ends with 'terminated'"),
    (swap(3, 4), "begins with 'initialized' and ends with 'terminated'"),
    (lambda statements: statements.clear(), "begins with 'initialized'"),
    (lambda statements: statements.pop(), "ends with 'terminated'"),
    (repeat(3), "each defined verb is stated once"),
    (categorize(0), "each defined verb is stated once"),
    (repeat(1), "two statements have one id"),
    (put(2, "context", "registration", value=OTHER), "the registration changes"),
    (put(2, "context", "extensions", SESSION_ID, value="other"), "the session id changes"),
    (put(2, "actor", "account", "name", value="bea"), "the actor changes"),
    (put(4, "object", "id", value="urn:other:thing"), "about several activities"),
    (put(2, "context", "contextActivities", "grouping", value=[]), "statement 3: the grouping does not name"),
    (put(0, "timestamp", value="2026-03-01T13:00:00Z"), "the timestamps go back"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "fault"), BROKEN, ids=[f"{i}-{fault[:40]}" for i, (_, fault) in enumerate(BROKEN)])
def test_a_broken_rule_is_found(broken: Callable[[Statements], None], fault: str) -> None:
    statements = deepcopy(build_statements(make_document()))
    assert list(find_faults(statements)) == []
    broken(statements)
    assert any(fault in found for found in find_faults(statements)), list(find_faults(statements))


@pytest.mark.parametrize("duration", ["PT0S", "P1D", "PT61.50S", "P1Y2M3DT4H5M6S", "PT1.5H", "P2W", "P1DT1S"])
def test_every_iso_duration_is_one(duration: str) -> None:
    statements = build_statements(make_document())
    put(1, "result", "duration", value=duration)(statements)
    assert list(find_faults(statements)) == []


def test_the_verbs_are_those_of_adl() -> None:
    assert VERBS["terminated"] == "http://adlnet.gov/expapi/verbs/terminated"
