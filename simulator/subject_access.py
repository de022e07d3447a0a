"""Everything held about one person in one zip, to read and to take elsewhere (UK GDPR, articles 15 and 20)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from store.access import Person
from store.export.document import RunDocument
from store.export.json_export import write_json
from store.export.markdown import write_markdown
from store.outbox import Waiting
from store.review import Access, Erasure, Review, Share

_README = """\
Everything that Attune holds about {who}, as it stood on {day}.

It is practice with made-up people. None of it says whether somebody is fit to do the work.

person.json          who you are here: the id, name and address your sign-in gave, and your roles
preferences.json     after how many days your private runs are erased (null: when you erase them)
runs/*.md            each of your runs to read: what was said, how it was read, what you and others wrote about it
runs/*.json          the same runs as data, complete; `attune import FILE` takes one in again. In each: `turns` with the
                     verdicts, `reflections`, `remarks` (where you answered or disagreed), `review` (comments, verdicts,
                     agreed actions and signatures of your supervisor and yourself)
shares.json          with whom each run was shared, from when, with your reflections or without, until when
contributions.json   what you yourself wrote and signed in reviews, on your own and on other people's runs; the other
                     people's words are theirs and are not here
accesses.json        who did what with your runs, and when
erasures.json        which of your runs were erased, when, and by whom (`retention`: kept as long as it was to be)
statements.json      what waits to be sent to your organisation's learning record store, or was sent

Times are in UTC (Coordinated Universal Time). Copies that you exported, and back-ups, are not listed here; ask whoever
looks after Attune where you work.
"""


@dataclass(frozen=True)
class Holdings:
    """What is held about a person, `at` one moment."""

    person: Person
    documents: tuple[RunDocument, ...]
    shares: tuple[Share, ...]
    contributions: Review
    accesses: tuple[Access, ...]
    erasures: tuple[Erasure, ...]
    statements: tuple[Waiting, ...]
    private_days: int | None
    at: datetime


def write_holdings(held: Holdings) -> bytes:
    """Return the zip; README.txt in it says what is what."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, words in _files(held):
            entry = ZipInfo(f"attune/{name}", held.at.timetuple()[:6])
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, words.encode())
    return file.getvalue()


def _files(held: Holdings) -> Iterator[tuple[str, str]]:
    who = held.person.name or held.person.email or held.person.id
    yield "README.txt", _README.format(who=who, day=f"{held.at.day} {held.at:%B %Y}")
    yield "person.json", _json(asdict(held.person) | {"roles": sorted(held.person.roles)})
    yield "preferences.json", _json({"private_days": held.private_days})
    for document in held.documents:
        record = document.whole.record
        name = f"runs/{record.started_at:%Y-%m-%d}-{record.scenario}-{record.id[:8]}"
        yield f"{name}.md", write_markdown(document)
        yield f"{name}.json", write_json(document)
    yield "shares.json", _json([asdict(share) for share in held.shares])
    yield "contributions.json", _json(asdict(held.contributions))
    yield "accesses.json", _json([asdict(access) for access in held.accesses])
    yield "erasures.json", _json([asdict(erasure) for erasure in held.erasures])
    yield "statements.json", _json([asdict(statement) for statement in held.statements])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"
