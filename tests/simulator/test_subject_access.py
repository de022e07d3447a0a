"""Everything about a person is in their zip, nothing of anybody else's; and what they erase is gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from simulator.library import Library
from simulator.privacy import Privacy
from simulator.wiring import build_privacy
from store.access import Person, Role
from store.audit import AuditLog
from store.database import Database
from store.errors import NotAllowed
from store.export.json_export import parse_json
from store.outbox import Outbox
from store.people import People
from store.reviews import Reviews
from store.shares import Shares
from store.transcripts import Transcripts, utc_now
from tests.store.turns import make_turn

ADA = Person("ada", "Ada Marsh", "ada@example.org")
BEA = Person("bea", "Bea Żak", "bea@example.org", frozenset({Role.LEARNER, Role.SUPERVISOR}))
CHIEF = Person("chief", roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def privacy(library: Library, database: Database) -> Privacy:
    return build_privacy(library, database, 365)


def reviewed_run(database: Database, owner: str, words: str) -> str:
    transcripts = Transcripts(database)
    run = transcripts.begin(owner, "the-last-coat", 1, "keywords", "quiet").id
    transcripts.append(run, make_turn(1, reply=f"{words} in a reply."))
    transcripts.reflect(run, "own-words", f"{words} in a reflection.")
    transcripts.disagree(run, 1, "open-invitation", f"{words} in a remark.")
    Shares(database).share(run, "bea", with_reflection=True)
    Reviews(database).comment(run, "bea", f"{words} in a comment.")
    AuditLog(database).note("bea", run, owner, "read")
    Outbox(database).add(run, owner, [{"id": f"statement-{owner}"}])
    return run


def opened(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name.removeprefix("attune/"): archive.read(name).decode() for name in archive.namelist()}


def test_everything_held_is_in_it_and_nobody_elses(privacy: Privacy, database: Database) -> None:
    for person in (ADA, BEA):
        privacy.signed_in(person)
    mine, _ = reviewed_run(database, "ada", "Ada's"), reviewed_run(database, "cem", "Cem's")
    privacy.keep_private(ADA, 91)
    files = opened(privacy.holdings(ADA))
    (run,) = (words for name, words in files.items() if name.startswith("runs/") and name.endswith(".json"))
    whole = parse_json(run.encode()).whole
    assert (whole.record.id, len(whole.turns), len(whole.remarks), len(whole.review.comments)) == (mine, 1, 1, 1)
    (to_read,) = (words for name, words in files.items() if name.endswith(".md"))
    assert "Ada's in a reply." in to_read
    assert "Cem's" not in "".join(files.values())
    assert "statement-cem" not in "".join(files.values())
    assert json.loads(files["person.json"])["email"] == "ada@example.org"
    assert json.loads(files["preferences.json"]) == {"private_days": 91}
    assert [line["supervisor"] for line in json.loads(files["shares.json"])] == ["bea"]
    assert [line["action"] for line in json.loads(files["accesses.json"])] == ["read"]
    assert [line["id"] for line in json.loads(files["statements.json"])] == ["statement-ada"]
    assert all(name.split("/")[0].split(".")[0] in files["README.txt"] for name in files if name != "README.txt")


def test_a_supervisor_finds_what_they_wrote_and_not_the_runs(privacy: Privacy, database: Database) -> None:
    reviewed_run(database, "ada", "Ada's")
    files = opened(privacy.holdings(BEA))
    assert [c["text"] for c in json.loads(files["contributions.json"])["comments"]] == ["Ada's in a comment."]
    assert "in a reply" not in "".join(files.values())


def test_who_has_seen_it_is_told_by_name_also_of_what_is_gone(privacy: Privacy, database: Database) -> None:
    privacy.signed_in(BEA)
    run = reviewed_run(database, "ada", "Ada's")
    assert [(s.who, s.title) for s in privacy.sharings(ADA)] == [("Bea Żak", "The last coat")]
    Transcripts(database).erase(run, "ada")
    assert [(s.who, s.did, s.title) for s in privacy.sightings(ADA)] == [("Bea Żak", "read it", "The last coat")]
    assert [(g.title, g.by_retention) for g in privacy.gone(ADA)] == [("The last coat", False)]
    assert privacy.sightings(BEA) == privacy.sharings(BEA) == ()


def test_everything_of_one_person_goes_and_nobody_elses(privacy: Privacy, database: Database) -> None:
    privacy.signed_in(ADA)
    reviewed_run(database, "ada", "Ada's")
    kept = reviewed_run(database, "cem", "Cem's")
    privacy.keep_private(ADA, 91)
    assert privacy.erase_everything(ADA) == 1
    assert privacy.private_days(ADA) is None
    assert People(database).get("ada") is None
    files = opened(privacy.holdings(ADA))
    assert "Ada's in" not in "".join(files.values())
    assert [line["by"] for line in json.loads(files["erasures.json"])] == ["ada"]
    assert len(Transcripts(database).turns(kept)) == 1


def test_what_was_kept_long_enough_goes_once_a_day(library: Library, database: Database) -> None:
    begun = datetime(2026, 3, 1, 12, tzinfo=UTC)
    days = [begun]
    privacy = Privacy(build_privacy(library, database, 365)._records, database, 365, now=lambda: days[0])
    transcripts = Transcripts(database, now=lambda: begun)
    transcripts.begin("ada", "the-last-coat", 1, "keywords", "quiet")
    privacy.keep_private(ADA, 91)
    days[0] = begun + timedelta(days=91)
    privacy.let_go_daily()
    assert len(transcripts.runs_of("ada")) == 1
    days[0] += timedelta(hours=1)
    privacy.let_go_daily()
    assert len(transcripts.runs_of("ada")) == 1
    days[0] += timedelta(days=1)
    privacy.let_go_daily()
    assert transcripts.runs_of("ada") == ()
    assert [g.by_retention for g in privacy.gone(ADA)] == [True]


def test_administrators_see_figures_and_let_go_by_count(library: Library, database: Database) -> None:
    later = utc_now() + timedelta(days=400)
    for owner in "abcde":
        reviewed_run(database, owner, "Secret")
    privacy = Privacy(build_privacy(library, database, 365)._records, database, 365, now=lambda: later)
    ((title, count),) = privacy.figures(CHIEF).runs
    assert title == "The last coat"
    assert (count.people, count.begun, count.finished, count.shared, count.discussed) == (5, 5, 0, 5, 0)
    assert privacy.purge(CHIEF) == (("The last coat", 5),)
    assert privacy.purge(CHIEF) == ()


def test_figures_and_letting_go_are_for_administrators(privacy: Privacy) -> None:
    for person in (ADA, BEA):
        with pytest.raises(NotAllowed):
            privacy.figures(person)
        with pytest.raises(NotAllowed):
            privacy.purge(person)
