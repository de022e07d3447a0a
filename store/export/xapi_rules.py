"""Whether statements keep the rules of xAPI 1.0.3 and, as one session, those of cmi5. One function a rule.

Rules are cited by section: `Data` is part two of the xAPI specification, `cmi5` the quartz edition of its profile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

VERBS = {name: f"http://adlnet.gov/expapi/verbs/{name}" for name in ("initialized", "completed", "terminated")}
VERBS["answered"] = "http://adlnet.gov/expapi/verbs/answered"
CATEGORY_CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
CATEGORY_MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
_DURATION = re.compile(
    r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?|P\d+(\.\d+)?W"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ALLOWED = {
    "": {"id", "actor", "verb", "object", "result", "context", "timestamp"},
    "actor": {"objectType", "account"},
    "verb": {"id", "display"},
    "object": {"objectType", "id", "definition"},
    "result": {"completion", "duration", "response", "extensions"},
    "context": {"registration", "revision", "platform", "language", "contextActivities", "extensions"},
}
_KINDS = {"parent", "grouping", "category", "other"}

Statement = dict[str, Any]


def find_faults(statements: Sequence[Statement]) -> Iterator[str]:
    """Yield what breaks a rule, with the number of the statement from 1; nothing when all is well."""
    for number, statement in enumerate(statements, start=1):
        yield from (f"statement {number}: {fault}" for rule in _OF_ONE for fault in rule(statement))
    if not any(True for statement in statements for rule in _OF_ONE for _ in rule(statement)):
        yield from (fault for of_all in _OF_SESSION for fault in of_all(statements))


def has_uuid(statement: Statement) -> Iterator[str]:
    """An id is a UUID as RFC 4122 writes it (Data 2.4.1), and a client sets one (cmi5 9.1)."""
    if not _UUID.fullmatch(str(statement.get("id"))):
        yield f"the id {statement.get('id')!r} is not a UUID"


def has_known_parts(statement: Statement) -> Iterator[str]:
    """No property but those of the specification (Data 2.2), and of these only what we mean to send: no score."""
    for place, allowed in _ALLOWED.items():
        part = statement.get(place, {}) if place else statement
        for name in sorted(set(part) - allowed):
            yield f"{place or 'the statement'} has '{name}'"
    for name in ("actor", "verb", "object", "context", "timestamp"):
        if name not in statement:
            yield f"it has no {name}"


def has_no_nulls(statement: Statement) -> Iterator[str]:
    """No value is null, but within extensions (Data 2.2)."""
    yield from (f"{place} is null" for place in _nulls(statement, "the statement"))


def names_an_account(statement: Statement) -> Iterator[str]:
    """The actor is an agent with an account, which no e-mail address need identify (Data 2.4.2.4, cmi5 9.2)."""
    actor = statement.get("actor", {})
    account = actor.get("account", {})
    if actor.get("objectType") != "Agent":
        yield "the actor is no Agent"
    if not _is_iri(account.get("homePage")) or not account.get("name") or len(account) != 2:
        yield "the actor has no account with a home page and a name"


def has_iris(statement: Statement) -> Iterator[str]:
    """Verbs, activities, their types and extensions are named by whole IRIs (Data 2.4.3, 2.4.4, 4.1; cmi5 3.0)."""
    yield from (f"{iri!r} is no IRI" for iri in _iris(statement) if not _is_iri(iri))


def has_language_maps(statement: Statement) -> Iterator[str]:
    """What people read is given by language, in tags of RFC 5646 (Data 4.2)."""
    definition = statement.get("object", {}).get("definition", {})
    for words in (statement.get("verb", {}).get("display"), definition.get("name")):
        if not isinstance(words, dict) or not words or not all(map(_LANGUAGE.fullmatch, words)):
            yield f"{words!r} is no language map"


def has_utc_timestamp(statement: Statement) -> Iterator[str]:
    """A timestamp is ISO 8601 (Data 4.5), and in UTC (cmi5 9.7)."""
    stamp = str(statement.get("timestamp"))
    if not _TIMESTAMP.fullmatch(stamp) or _moment(stamp) is None:
        yield f"the timestamp {stamp!r} is not ISO 8601 in UTC"


def has_iso_duration(statement: Statement) -> Iterator[str]:
    """A duration is ISO 8601 (Data 4.6)."""
    duration = statement.get("result", {}).get("duration")
    if duration is not None and not _DURATION.fullmatch(str(duration)):
        yield f"the duration {duration!r} is not ISO 8601"


def has_session_context(statement: Statement) -> Iterator[str]:
    """A registration that is a UUID (Data 2.4.6.1), lists of activities (2.4.6.2), a session id (cmi5 9.6.3.1)."""
    context = statement.get("context", {})
    activities = context.get("contextActivities", {})
    if not _UUID.fullmatch(str(context.get("registration"))):
        yield "the registration is not a UUID"
    if set(activities) - _KINDS or not all(isinstance(listed, list) for listed in activities.values()):
        yield "the context's activities are not lists of a known kind"
    if not context.get("extensions", {}).get(SESSION_ID):
        yield "there is no session id"


def ends_as_defined(statement: Statement) -> Iterator[str]:
    """Completed says so, counts for moving on and has a duration; terminated has a duration (cmi5 9.5, 9.6.2)."""
    verb, result = _verb(statement), statement.get("result", {})
    defined = _is_defined(statement)
    if (result.get("completion") is True) != (defined and verb == "completed"):
        yield "completion is true in a defined 'completed' alone"
    if (CATEGORY_MOVEON in _categories(statement)) != ("completion" in result):
        yield "the moveOn category stands with completion alone"
    if defined and verb in ("completed", "terminated") and "duration" not in result:
        yield f"'{verb}' has no duration"


def opens_and_closes(statements: Sequence[Statement]) -> Iterator[str]:
    """Initialized comes first and terminated last; no defined verb comes twice (cmi5 9.3)."""
    verbs = [_verb(statement) for statement in statements]
    if not verbs or verbs[0] != "initialized" or verbs[-1] != "terminated" or len(verbs) < 2:
        yield "a session begins with 'initialized' and ends with 'terminated'"
    defined = [verb for verb, statement in zip(verbs, statements, strict=True) if _is_defined(statement)]
    if len(set(defined)) != len(defined) or not {"initialized", "terminated"} <= set(defined):
        yield "each defined verb is stated once"


def has_ids_of_its_own(statements: Sequence[Statement]) -> Iterator[str]:
    """No two statements have one id (Data 2.4.1)."""
    if len({statement["id"] for statement in statements}) != len(statements):
        yield "two statements have one id"


def is_one_session(statements: Sequence[Statement]) -> Iterator[str]:
    """One actor, registration and session id throughout; one activity in what is defined (cmi5 9.2, 9.4, 9.6)."""
    contexts = [statement["context"] for statement in statements]
    if len({context["registration"] for context in contexts}) > 1:
        yield "the registration changes"
    if len({context["extensions"][SESSION_ID] for context in contexts}) > 1:
        yield "the session id changes"
    if any(statement["actor"] != statements[0]["actor"] for statement in statements):
        yield "the actor changes"
    if len({statement["object"]["id"] for statement in statements if _is_defined(statement)}) > 1:
        yield "what is defined is about several activities"


def names_the_publisher(statements: Sequence[Statement]) -> Iterator[str]:
    """Each names the published activity in its grouping, which is not the one launched (cmi5 8.1.5, 9.6.2.3)."""
    for number, statement in enumerate(statements, start=1):
        grouping = [a["id"] for a in statement["context"]["contextActivities"].get("grouping", [])]
        if not grouping or statement["object"]["id"] in grouping:
            yield f"statement {number}: the grouping does not name the published activity"


def goes_forward(statements: Sequence[Statement]) -> Iterator[str]:
    """Timestamps are in the order of the statements, which is how a session's order is told (cmi5 9.3)."""
    moments = [datetime.fromisoformat(statement["timestamp"]) for statement in statements]
    if any(earlier > later for earlier, later in pairwise(moments)):
        yield "the timestamps go back"


_OF_ONE: tuple[Callable[[Statement], Iterator[str]], ...] = (
    has_uuid,
    has_known_parts,
    has_no_nulls,
    names_an_account,
    has_iris,
    has_language_maps,
    has_utc_timestamp,
    has_iso_duration,
    has_session_context,
    ends_as_defined,
)
_OF_SESSION: tuple[Callable[[Sequence[Statement]], Iterator[str]], ...] = (
    opens_and_closes,
    has_ids_of_its_own,
    is_one_session,
    names_the_publisher,
    goes_forward,
)


def _verb(statement: Statement) -> str:
    return str(statement.get("verb", {}).get("id")).rpartition("/")[2]


def _categories(statement: Statement) -> list[str]:
    return [
        activity["id"] for activity in statement.get("context", {}).get("contextActivities", {}).get("category", [])
    ]


def _is_defined(statement: Statement) -> bool:
    return CATEGORY_CMI5 in _categories(statement)


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _iris(statement: Statement) -> Iterator[object]:
    thing, context = statement.get("object", {}), statement.get("context", {})
    yield statement.get("verb", {}).get("id")
    yield thing.get("id")
    yield thing.get("definition", {}).get("type")
    lists = [listed for listed in context.get("contextActivities", {}).values() if isinstance(listed, list)]
    yield from (activity.get("id") for listed in lists for activity in listed)
    yield from statement.get("result", {}).get("extensions", {})
    yield from context.get("extensions", {})


def _nulls(value: Any, place: str) -> Iterator[str]:
    if value is None:
        yield place
    elif isinstance(value, dict):
        yield from (found for name, part in value.items() if name != "extensions" for found in _nulls(part, name))
    elif isinstance(value, list):
        yield from (found for part in value for found in _nulls(part, place))


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None
