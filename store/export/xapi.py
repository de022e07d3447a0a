"""A run as xAPI 1.0.3 statements in the shape of a cmi5 session.

`initialized` comes first, one `answered` a turn, `completed` where an ending was reached, `terminated` last. The first
and the last two are cmi5 defined; `answered` is what cmi5 calls allowed. No score, success or verdict on the person is
ever stated, and the learner's words only when they are asked for. Ids are made from the run, so that sending a run
again adds nothing. Of a run that tried a moment again, only its own turns are told: the first run told the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from store.errors import StoreError
from store.export.document import RunDocument
from store.export.xapi_rules import CATEGORY_CMI5, CATEGORY_MOVEON, SESSION_ID, VERBS, find_faults
from store.records import KeptTurn

BASE = "https://attune.example/xapi"
"""Where the ids of activities, accounts and extensions begin unless an organisation names its own address.

A name that RFC 2606 keeps free: it is nobody's, leads nowhere, and says so.
"""

LANGUAGE = "en-GB"
SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"

Statement = dict[str, Any]


def write_xapi(document: RunDocument, *, words: bool = False, base: str = BASE) -> str:
    """Return the statements as one JSON array, which a learning record store takes in one request.

    Raises StoreError, as `conforming_statements` does.
    """
    statements = conforming_statements(document, words=words, base=base)
    return json.dumps(statements, ensure_ascii=False, indent=2) + "\n"


def conforming_statements(document: RunDocument, *, words: bool = False, base: str = BASE) -> list[Statement]:
    """Return the statements in order, their ids beginning with `base`.

    Raises StoreError when they break a rule of the specification, which would be a mistake of ours.
    """
    statements = build_statements(document, words=words, base=base)
    for fault in find_faults(statements):
        raise StoreError(f"the statements of this run do not conform: {fault}", hint="please report this")
    return statements


def build_statements(document: RunDocument, *, words: bool = False, base: str = BASE) -> list[Statement]:
    """Return the statements in order; with `words`, each answer has what the learner typed."""
    session = _Session(document, base)
    turns = [kept for kept in document.whole.turns if kept.turn.number >= (document.whole.record.branched_at or 1)]
    statements = [session.defined("initialized", session.began)]
    before = session.began
    for kept in turns:
        taken = max(before, kept.taken_at)
        statements.append(session.answered(kept, taken, taken - before, words=words))
        before = taken
    ended = max(before, document.whole.record.ended_at or before)
    if document.whole.record.ended:
        statements.append(session.defined("completed", ended, completion=True))
    return [*statements, session.defined("terminated", ended)]


@dataclass(frozen=True)
class _Session:
    document: RunDocument
    base: str

    @property
    def began(self) -> datetime:
        """When the run began."""
        return self.document.whole.record.started_at

    def defined(self, verb: str, moment: datetime, **result: bool) -> Statement:
        """Return a cmi5 defined statement about the whole scenario; those that end something have a duration."""
        categories = [CATEGORY_CMI5, *([CATEGORY_MOVEON] if result else [])]
        statement = self._statement(verb, 0, moment) | {
            "object": _activity(self._scenario, self.document.title, SIMULATION),
            "context": self._context(category=categories),
        }
        if verb != "initialized":
            statement["result"] = result | {"duration": written_duration(moment - self.began)}
        return statement

    def answered(self, kept: KeptTurn, moment: datetime, took: timedelta, *, words: bool) -> Statement:
        """Return the statement of one turn."""
        turn = kept.turn
        node = _activity(
            f"{self._scenario}/nodes/{turn.node}", self.document.moments.get(turn.node, turn.node), INTERACTION
        )
        node["definition"]["interactionType"] = "long-fill-in"
        result: dict[str, Any] = {"duration": written_duration(took), "extensions": dict(self._extensions(kept))}
        if words:
            result["response"] = turn.reply
        return self._statement("answered", turn.number, moment) | {
            "object": node,
            "result": result,
            "context": self._context(parent=[self._scenario]),
        }

    @property
    def _scenario(self) -> str:
        return f"{self.base}/scenarios/{self.document.whole.record.scenario}"

    def _statement(self, verb: str, number: int, moment: datetime) -> Statement:
        record = self.document.whole.record
        return {
            "id": self._uuid(record.id, verb, str(number)),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": self.base, "name": self.document.learner or record.owner},
            },
            "verb": {"id": VERBS[verb], "display": {"en": verb}},
            "timestamp": written_timestamp(moment),
        }

    def _context(self, **activities: list[str]) -> dict[str, Any]:
        record = self.document.whole.record
        grouping = [f"{self.base}/published/{record.scenario}"]
        return {
            "registration": self._uuid(record.id),
            "revision": str(record.scenario_version),
            "platform": "Attune",
            "language": LANGUAGE,
            "contextActivities": {
                kind: [{"objectType": "Activity", "id": iri} for iri in iris]
                for kind, iris in {**activities, "grouping": grouping}.items()
            },
            "extensions": {SESSION_ID: record.id},
        }

    def _extensions(self, kept: KeptTurn) -> Iterator[tuple[str, object]]:
        turn = kept.turn
        readings = self.document.readings_of(turn.number)
        yield f"{self.base}/extensions/turn", turn.number
        yield f"{self.base}/extensions/node", turn.node
        yield f"{self.base}/extensions/attempt", turn.after.visits.get(turn.node, 1)
        yield f"{self.base}/extensions/band", readings[0].standing if readings else "clear"
        verdicts = [{"point": v.point, "verdict": v.verdict.value, "sure": v.sure} for v in turn.verdicts]
        yield f"{self.base}/extensions/verdicts", verdicts

    def _uuid(self, *parts: str) -> str:
        return str(uuid5(NAMESPACE_URL, "/".join([self.base, "runs", *parts])))


def written_duration(span: timedelta) -> str:
    """Return a span as ISO 8601 to the hundredth of a second, for instance PT61.50S; a negative one as none."""
    return f"PT{max(0.0, span.total_seconds()):.2f}S"


def written_timestamp(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _activity(iri: str, name: str, kind: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": iri, "definition": {"name": {LANGUAGE: name}, "type": kind}}
