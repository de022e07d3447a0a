from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from cli.erase import parse_age
from simulator.errors import RequestRefused
from simulator.settings import Settings
from store.database import Database
from store.retention import Retention
from store.shares import Shares
from store.transcripts import Transcripts, utc_now
from tests.cli.conftest import Attune
from tests.cli.kept import keep_begun, keep_example, transcripts
from tests.databases import postgresql_url
from tests.store.export.examples import RUN

__all__ = ["postgresql_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Transcripts:
    if request.param == "postgresql":
        monkeypatch.setenv("ATTUNE_DATABASE_URL", request.getfixturevalue("postgresql_url"))
    return transcripts()


def test_what_was_erased_is_listed_and_is_gone(attune: Attune, kept: Transcripts) -> None:
    keep_example()
    keep_begun(0, "b" * 32)
    ran = attune("erase", RUN, "--json")
    assert ran.code == 0
    assert [(row["id"], row["turns"]) for row in ran.json] == [(RUN, 2)]
    assert "1 erased" in ran.err
    assert [record.id for record in kept.runs_of("local")] == ["b" * 32]
    again = attune("erase", RUN)
    assert (again.code, again.out) == (2, "")
    assert f"there is no run '{RUN}' of yours" in again.err


def test_all_of_mine_goes_and_nobody_elses(attune: Attune, kept: Transcripts) -> None:
    keep_example()
    keep_begun(1, "b" * 32, owner="somebody")
    ran = attune("erase", "--all")
    assert ran.code == 0
    assert RUN in ran.out
    assert "b" * 32 not in ran.out
    assert kept.runs_of("local") == ()
    assert len(kept.runs_of("somebody")) == 1
    assert attune("erase", "--all", "--json").json == []


def test_erased_words_are_not_left_in_the_files(attune: Attune, tmp_path: Path) -> None:
    keep_example()
    data = tmp_path / "data"
    assert b"Next I find Mrs Hale." in b"".join(path.read_bytes() for path in data.iterdir())
    attune("erase", "--all")
    assert b"Next I find Mrs Hale." not in b"".join(path.read_bytes() for path in data.iterdir())


def test_somebody_elses_run_is_told_like_none(attune: Attune, kept: Transcripts) -> None:
    keep_example("somebody")
    ran = attune("erase", RUN)
    assert (ran.code, ran.out) == (2, "")
    assert len(kept.runs_of("somebody")) == 1


@pytest.mark.parametrize("arguments", [[], [RUN, "--all"]])
def test_one_run_or_all_and_not_neither_or_both(attune: Attune, kept: Transcripts, arguments: list[str]) -> None:
    keep_example()
    ran = attune("erase", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "name one run, or all with --all" in ran.err
    assert len(kept.runs_of("local")) == 1


def test_what_is_old_is_purged_whoever_it_belongs_to(attune: Attune, kept: Transcripts) -> None:
    keep_begun(91, "a" * 32)
    keep_begun(95, "b" * 32, owner="somebody")
    keep_begun(89, "c" * 32)
    listed = attune("purge", "--older-than", "90d", "--dry-run", "--json")
    assert [row["id"] for row in listed.json] == ["b" * 32, "a" * 32]
    assert "2 would be erased" in listed.err
    assert len(kept.runs_of("local")) == 2
    ran = attune("purge", "--older-than", "90d", "--json")
    assert (ran.code, ran.json) == (0, listed.json)
    assert "2 erased" in ran.err
    assert [record.id for record in kept.runs_of("local")] == ["c" * 32]
    assert kept.runs_of("somebody") == ()
    assert attune("purge", "--older-than", "90d", "--json").json == []


@pytest.mark.parametrize(
    "age", ["90", "d", "-3d", "0d", "0w", "1.5d", "90 d", "90D", "3m", "36501d", "9" * 30 + "d", "", "٣d"]
)
def test_what_is_no_age_exits_with_2_and_erases_nothing(attune: Attune, kept: Transcripts, age: str) -> None:
    keep_begun(400, "a" * 32)
    ran = attune("purge", f"--older-than={age}")
    assert (ran.code, ran.out) == (2, "")
    assert "is no age" in ran.err
    assert len(kept.runs_of("local")) == 1


def test_ages() -> None:
    assert parse_age("90d") == timedelta(days=90)
    assert parse_age(" 52w ") == timedelta(days=364)
    assert parse_age("36500d") == timedelta(days=36_500)
    with pytest.raises(RequestRefused):
        parse_age("5215w")


def test_without_an_age_what_was_kept_long_enough_goes(attune: Attune, kept: Transcripts) -> None:
    keep_begun(92, "a" * 32, owner="ada")
    keep_begun(92, "b" * 32)
    settings = Settings.from_environment(os.environ)
    database = Database(settings.database_url)
    Retention(database).set_private_days("ada", 91)
    listed = attune("purge", "--dry-run", "--json")
    assert ([row["id"] for row in listed.json], listed.err) == (["a" * 32], "1 would be erased\n")
    assert len(kept.runs_of("ada")) == 1
    assert [row["id"] for row in attune("purge", "--json").json] == ["a" * 32]
    assert (len(kept.runs_of("ada")), len(kept.runs_of("local"))) == (0, 1)


def test_a_shared_run_is_kept_as_long_as_the_organisation_says(
    attune: Attune, kept: Transcripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_begun(92, "a" * 32, owner="ada")
    settings = Settings.from_environment(os.environ)
    ago = utc_now() - timedelta(days=92)
    Shares(Database(settings.database_url), now=lambda: ago).share("a" * 32, "bea", with_reflection=False)
    assert attune("purge", "--json").json == []
    monkeypatch.setenv("ATTUNE_KEEP_SHARED", "always")
    assert attune("purge", "--json").json == []
    monkeypatch.setenv("ATTUNE_KEEP_SHARED", "3 months")
    assert [row["id"] for row in attune("purge", "--json").json] == ["a" * 32]
    monkeypatch.setenv("ATTUNE_KEEP_SHARED", "a while")
    assert "'a while' is no time to keep runs" in attune("purge").err


def test_a_database_that_is_not_there_exits_with_2(attune: Attune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "ATTUNE_DATABASE_URL", "mysql://host/attune")
    ran = attune("erase", "--all")
    assert (ran.code, ran.out) == (2, "")
    assert "'mysql' is not a database we use" in ran.err
