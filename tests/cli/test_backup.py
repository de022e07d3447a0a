from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Attune
from tests.cli.kept import keep_example, transcripts
from tests.store.export.examples import RUN, make_whole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "attune.backup"


def test_a_backup_while_the_app_runs_comes_back_in_an_empty_folder(
    attune: Attune, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path
) -> None:
    running = transcripts()
    keep_example()
    ran = attune("backup", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{file}: {file.stat().st_size:,} bytes\n"
    before = running.whole(RUN)
    monkeypatch.setenv("ATTUNE_DATA", str(tmp_path / "new"))
    ran = attune("restore", file)
    assert (ran.code, ran.out) == (0, f"restored to {tmp_path}/new/attune.db\n")
    assert transcripts().whole(RUN) == before
    assert before.turns == make_whole().turns


def test_neither_overwrites_anything(attune: Attune, file: Path, tmp_path: Path) -> None:
    keep_example()
    attune("backup", file)
    again = attune("backup", file)
    assert (again.code, again.out) == (2, "")
    assert f"{file}: there is a file of this name already" in again.err
    back = attune("restore", file)
    assert (back.code, back.out) == (2, "")
    assert f"{tmp_path}/data/attune.db: something is kept here already" in back.err
    assert len(transcripts().runs_of("local")) == 1


def test_what_is_no_backup_exits_with_2(attune: Attune, file: Path, tmp_path: Path) -> None:
    missing = attune("restore", file)
    assert (missing.code, missing.out) == (2, "")
    assert "there is no such backup" in missing.err
    file.write_text("Minutes of the meeting.")
    ran = attune("restore", file)
    assert (ran.code, ran.out) == (2, "")
    assert "this is not a database of Attune's" in ran.err
    assert not (tmp_path / "data" / "attune.db").exists()


def test_with_nothing_kept_there_is_nothing_to_back_up(attune: Attune, file: Path) -> None:
    ran = attune("backup", file)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing is kept here yet" in ran.err
    assert not file.exists()


def test_a_place_that_cannot_be_written_exits_with_2(attune: Attune, tmp_path: Path) -> None:
    keep_example()
    (tmp_path / "file").write_text("")
    ran = attune("backup", tmp_path / "file" / "attune.backup")
    assert (ran.code, ran.out) == (2, "")
    assert "could not be written" in ran.err


def test_postgresql_is_pointed_to_its_own_tools(attune: Attune, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("ATTUNE_DATABASE_URL", "postgresql://ada:secret@host/attune")
    for command in ("backup", "restore"):
        ran = attune(command, file)
        assert (ran.code, ran.out) == (2, "")
        assert "use pg_dump and pg_restore" in ran.err
        assert "secret" not in ran.err
