from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from simulator.errors import SettingInvalid
from simulator.settings import PROJECT, Settings, settings_page


def test_nothing_need_be_set() -> None:
    settings = Settings.from_environment({})
    assert settings.data_folder == platformdirs.user_data_path("attune", appauthor=False)
    assert settings.database_url == f"sqlite:///{settings.data_folder}/attune.db"
    assert (settings.scenarios, settings.encoder_folder, settings.head) == (None, None, None)
    assert settings.owner == "local"


def test_each_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "ATTUNE_DATA": "/srv/attune",
            "ATTUNE_DATABASE_URL": "postgresql://db/attune",
            "ATTUNE_SCENARIOS": "/srv/scenarios",
            "ATTUNE_ENCODER": "/srv/encoder",
            "ATTUNE_HEAD": "/srv/head.safetensors",
        }
    )
    assert settings == Settings(
        data_folder=Path("/srv/attune"),
        database_url="postgresql://db/attune",
        scenarios=Path("/srv/scenarios"),
        encoder_folder=Path("/srv/encoder"),
        head=Path("/srv/head.safetensors"),
    )


def test_the_database_lives_in_the_data_folder() -> None:
    assert Settings.from_environment({"ATTUNE_DATA": "/srv/a"}).database_url == "sqlite:////srv/a/attune.db"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"ATTUNE_DATA": " ", "ATTUNE_HEAD": ""}) == Settings.from_environment({})


def test_a_home_and_a_relative_path_are_made_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"ATTUNE_DATA": "~/attune", "ATTUNE_SCENARIOS": "mine"})
    assert settings.data_folder == Path("/home/ada/attune")
    assert settings.scenarios == tmp_path / "mine"


def test_a_value_that_is_no_path_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="not a path"):
        Settings.from_environment({"ATTUNE_DATA": "a\0b"})


def test_the_settings_page_is_current() -> None:
    page = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_page(), "write it again: python -m simulator.settings > docs/settings.md"
