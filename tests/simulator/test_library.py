from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import AuthorError
from simulator.errors import ScenarioMissing
from simulator.library import Library, load_library

HERE = Path(__file__).parent
GUIDANCE, COAT = HERE / "guidance", HERE / "scenarios" / "the-last-coat"


def write(root: Path, scenario_id: str, *changes: tuple[str, str]) -> Path:
    """Copy the fixture scenario under another id, with words replaced."""
    folder = root / scenario_id
    shutil.copytree(COAT, folder)
    path = folder / "scenario.yaml"
    text = path.read_text().replace("id: the-last-coat", f"id: {scenario_id}")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return folder


def test_every_scenario_and_the_catalogue_are_loaded(library: Library) -> None:
    assert [file.scenario.id for file in library.scenarios] == ["the-last-coat"]
    assert library.broken == ()
    assert library.get("the-last-coat").scenario.title == "The last coat"
    assert "open-invitation" in library.catalogue.points


def test_start_here_comes_first_then_family_then_title(tmp_path: Path) -> None:
    later = ("start_here: true", "start_here: false")
    write(tmp_path, "a-plan", later, ("family: disclosure", "family: plan"))
    write(tmp_path, "b-coat", later, ('title: "The last coat"', 'title: "Zebra crossing"'))
    write(tmp_path, "c-coat", later, ('title: "The last coat"', 'title: "A quiet bus"'))
    write(tmp_path, "d-start", ("family: disclosure", "family: siblings"))
    loaded = load_library(GUIDANCE, [tmp_path])
    assert [file.scenario.id for file in loaded.scenarios] == ["d-start", "c-coat", "b-coat", "a-plan"]


def test_a_broken_scenario_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "good-one")
    write(tmp_path, "bad-one", ("minutes: 5", "minutes: yes"))
    loaded = load_library(GUIDANCE, [tmp_path])
    assert [file.scenario.id for file in loaded.scenarios] == ["good-one"]
    ((name, findings),) = loaded.broken
    assert (name, findings[0].code, findings[0].line) == ("bad-one", "Y03", 7)
    with pytest.raises(ScenarioMissing, match="'bad-one' cannot be read"):
        loaded.get("bad-one")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("to: told-in-time", "to: told-in-tme", "S01"),
        ("flags: [promised-secrecy]\nreflect_on", "flags: []\nreflect_on", "S08"),
        ("explain-next-steps, honest-confidentiality, promises-secrecy]", "plain-words]", "S13"),
        ('who: kit, text: "OK. Good."', 'who: kot, text: "OK. Good."', "S19"),
    ],
)
def test_what_would_stop_a_conversation_midway_counts_as_broken(tmp_path: Path, old: str, new: str, code: str) -> None:
    write(tmp_path, "bad-one", (old, new))
    loaded = load_library(GUIDANCE, [tmp_path])
    assert loaded.scenarios == ()
    assert code in {finding.code for finding in loaded.broken[0][1]}


def test_what_only_reads_badly_still_plays(tmp_path: Path) -> None:
    write(tmp_path, "plain-one", ("Nothing is described.", "Nothing is described. " + "Still. " * 80))
    write(tmp_path, "bare-one", ("content_note:", "# content_note:"))
    assert len(load_library(GUIDANCE, [tmp_path]).scenarios) == 2


def test_an_id_that_is_taken_leaves_the_first(tmp_path: Path) -> None:
    write(tmp_path / "mine", "the-last-coat", ("minutes: 5", "minutes: 50"))
    loaded = load_library(GUIDANCE, [HERE / "scenarios", tmp_path / "mine"])
    assert loaded.get("the-last-coat").scenario.minutes == 5
    assert "already a scenario 'the-last-coat'" in loaded.broken[0][1][0].message


def test_a_folder_that_is_not_there_is_told_and_hides_nothing(tmp_path: Path) -> None:
    loaded = load_library(GUIDANCE, [tmp_path / "nowhere", HERE / "scenarios"])
    assert len(loaded.scenarios) == 1
    assert loaded.broken[0][1][0].message == "there is no such folder"


def test_a_near_miss_is_suggested(library: Library) -> None:
    with pytest.raises(ScenarioMissing, match="did you mean 'the-last-coat'"):
        library.get("the-last-cot")


def test_without_a_catalogue_there_is_nothing_to_listen_for(tmp_path: Path) -> None:
    with pytest.raises(AuthorError):
        load_library(tmp_path, [HERE / "scenarios"])


BREAK = ("minutes: 5", "minutes: yes")


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "scenario.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_changed_scenario_is_offered_at_the_next_refresh(tmp_path: Path) -> None:
    folder = write(tmp_path, "a-coat")
    loaded = load_library(GUIDANCE, [tmp_path])
    change(folder, "minutes: 5", "minutes: 7")
    assert loaded.get("a-coat").scenario.minutes == 5
    loaded.refresh()
    assert loaded.get("a-coat").scenario.minutes == 7


def test_a_changed_walk_a_new_scenario_and_one_taken_away_are_seen(tmp_path: Path) -> None:
    folder, gone = write(tmp_path, "a-coat"), write(tmp_path, "b-coat")
    loaded = load_library(GUIDANCE, [tmp_path])
    (folder / "walks" / "poor.yaml").unlink()
    shutil.rmtree(gone)
    write(tmp_path, "c-coat")
    loaded.refresh()
    assert [(file.scenario.id, len(file.walks)) for file in loaded.scenarios] == [("a-coat", 6), ("c-coat", 7)]


def test_a_broken_edit_is_told_and_the_last_good_one_stays(tmp_path: Path) -> None:
    folder = write(tmp_path, "a-coat")
    loaded = load_library(GUIDANCE, [tmp_path])
    good = loaded.get("a-coat")
    change(folder, *BREAK)
    loaded.refresh()
    ((name, (finding,)),) = loaded.broken
    assert (name, finding.code, finding.line) == ("a-coat", "Y03", 7)
    assert loaded.get("a-coat") is good
    assert loaded.draft("a-coat").playable is None
    change(folder, *reversed(BREAK))
    loaded.refresh()
    assert loaded.broken == ()


def test_nothing_is_read_again_when_nothing_changed(tmp_path: Path) -> None:
    write(tmp_path, "a-coat")
    loaded = load_library(GUIDANCE, [tmp_path])
    before = loaded.get("a-coat")
    loaded.refresh()
    assert loaded.get("a-coat") is before


def test_an_edition_is_what_was_offered_at_the_time(tmp_path: Path) -> None:
    folder = write(tmp_path, "a-coat")
    loaded = load_library(GUIDANCE, [tmp_path])
    first, began = loaded.get("a-coat"), datetime.now(UTC)
    change(folder, "version: 2", "version: 3")
    loaded.refresh()
    assert loaded.edition("a-coat", 2, began) is first
    assert loaded.edition("a-coat", 3, datetime.now(UTC)).scenario.version == 3
    assert loaded.edition("a-coat", 1, began).scenario.version == 3


def test_without_any_folder_that_is_told(tmp_path: Path) -> None:
    loaded = load_library(GUIDANCE, [tmp_path / "nowhere"])
    assert loaded.broken[0][1][0].message == "there is no such folder"


def test_a_draft_of_another_name_is_suggested(library: Library) -> None:
    with pytest.raises(ScenarioMissing, match="did you mean 'the-last-coat'"):
        library.draft("the-last-cot")
