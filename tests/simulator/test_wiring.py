from __future__ import annotations

from pathlib import Path

from simulator import wiring
from simulator.settings import Settings
from tests.simulator.test_library import write


def settings_in(folder: Path, **more: object) -> Settings:
    environ = {"ATTUNE_DATA": str(folder / "data"), **{f"ATTUNE_{k.upper()}": str(v) for k, v in more.items()}}
    return Settings.from_environment(environ)


def test_the_library_has_what_comes_with_attune_and_ones_own(tmp_path: Path) -> None:
    write(tmp_path / "mine", "my-own-coat", ("start_here: true", "start_here: false"))
    shipped = wiring.build_library(settings_in(tmp_path))
    both = wiring.build_library(settings_in(tmp_path, scenarios=tmp_path / "mine"))
    assert {file.scenario.id for file in both.scenarios} - {file.scenario.id for file in shipped.scenarios} == {
        "my-own-coat"
    }
    assert "open-invitation" in shipped.catalogue.points


def test_the_database_is_made_in_the_data_folder(tmp_path: Path) -> None:
    transcripts = wiring.build_transcripts(settings_in(tmp_path))
    assert transcripts.runs_of("local") == ()
    assert (tmp_path / "data" / "attune.db").exists()


def test_records_need_no_scorer_and_a_backup_comes_back(tmp_path: Path) -> None:
    settings, other = settings_in(tmp_path), settings_in(tmp_path / "other")
    records = wiring.build_records(settings)
    record = records.transcripts.begin("local", "the-last-coat", 2, "", "coach")
    assert wiring.make_backup(settings, tmp_path / "kept.db") == (tmp_path / "kept.db").stat().st_size
    assert wiring.put_back(other, tmp_path / "kept.db") == tmp_path / "other" / "data" / "attune.db"
    assert wiring.build_records(other).runs("local") == (record,)
