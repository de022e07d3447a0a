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


def test_a_record_store_is_set_with_its_name_and_secret() -> None:
    settings = Settings.from_environment(
        {
            "ATTUNE_LRS_URL": "https://store.example/xapi/",
            "ATTUNE_LRS_KEY": "attune",
            "ATTUNE_LRS_SECRET": "quiet:word",
            "ATTUNE_LRS_WORDS": "yes",
            "ATTUNE_XAPI_BASE": "https://learning.example/attune/",
        }
    )
    assert (settings.lrs_url, settings.lrs_key) == ("https://store.example/xapi", "attune")
    assert settings.lrs_secret.get_secret_value() == "quiet:word"
    assert "quiet" not in repr(settings)
    assert settings.lrs_words
    assert settings.xapi_base == "https://learning.example/attune"


def test_nothing_is_sent_unless_it_is_asked_for() -> None:
    settings = Settings.from_environment({})
    assert (settings.lrs_url, settings.lrs_words, settings.xapi_base) == ("", False, "https://attune.example/xapi")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8600/xapi", "http://localhost/xapi", "https://[2001:db8::1]/xapi"])
def test_an_address_that_keeps_the_secret_is_taken(url: str) -> None:
    assert Settings.from_environment({"ATTUNE_LRS_URL": url}).lrs_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://store.example/xapi",
        "store.example",
        "ftp://store.example",
        "https://",
        "https://me:secret@store.example/xapi",
        "https://store.example/xapi?key=secret",
        "https://[1/xapi",
    ],
)
def test_an_address_that_does_not_is_refused_without_telling_the_secret(url: str) -> None:
    with pytest.raises(SettingInvalid, match="ATTUNE_LRS_URL") as refused:
        Settings.from_environment({"ATTUNE_LRS_URL": url})
    assert "secret@" not in str(refused.value)
    assert "key=" not in str(refused.value)


@pytest.mark.parametrize("base", ["attune", "https://a b", "//host"])
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(SettingInvalid, match="ATTUNE_XAPI_BASE"):
        Settings.from_environment({"ATTUNE_XAPI_BASE": base})


def test_the_settings_page_is_current() -> None:
    page = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_page(), "write it again: python -m simulator.settings > docs/settings.md"


def test_time_to_keep_shared_runs_is_in_months_or_always() -> None:
    def days(value: str) -> int | None:
        return Settings.from_environment({"ATTUNE_KEEP_SHARED": value}).keep_shared_days

    assert [days(value) for value in ("", "12 months", "3", "1 month", "always")] == [365, 365, 91, 30, None]
    for value in ("0", "90d", "1201", "-1", "12 Months", "for ever"):
        with pytest.raises(SettingInvalid, match="no time to keep runs"):
            days(value)


def test_hours_of_a_sign_in_and_yes_or_no() -> None:
    assert Settings.from_environment({"ATTUNE_SIGN_IN_HOURS": "1"}).sign_in_hours == 1
    assert Settings.from_environment({"ATTUNE_WITHOUT_SIGN_IN": "yes"}).without_sign_in
    for variable, value in (
        ("ATTUNE_SIGN_IN_HOURS", "0"),
        ("ATTUNE_SIGN_IN_HOURS", "721"),
        ("ATTUNE_WITHOUT_SIGN_IN", "1"),
    ):
        with pytest.raises(SettingInvalid):
            Settings.from_environment({variable: value})
