"""Files become models, or findings that say which field is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import UnreadableFile
from engine.findings import InvalidFile
from engine.load import load_catalogue, load_catalogue_folder, load_scenario, scenario_folders
from tests.engine.examples import BASE, base_file, base_folder, copy_base


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_scenario_is_loaded_with_its_walks_by_file_name() -> None:
    file = base_file()
    assert file.scenario.id == "base"
    names = [source.path.name for _, source in file.walks]
    assert names == ["mixed.yaml", "poor-led.yaml", "poor-silent.yaml", "poor.yaml", "repair.yaml", "skilled.yaml"]


def test_a_misspelt_field_is_found_with_what_was_meant(tmp_path: Path) -> None:
    example = copy_base(tmp_path)
    spoil(example.scenario / "scenario.yaml", "repairs: true", "repair: true")
    with pytest.raises(InvalidFile) as error:
        load_scenario(example.scenario)
    (finding,) = error.value.findings
    assert (finding.code, finding.message, finding.hint) == (
        "Y04",
        "'repair' is not a field here",
        "did you mean 'repairs'?",
    )
    text = (example.scenario / "scenario.yaml").read_text(encoding="utf-8").splitlines()
    assert text[finding.line - 1].strip() == "repair: true"


def test_a_node_has_its_own_phrases_or_none(tmp_path: Path) -> None:
    example = copy_base(tmp_path)
    listens = "listens_for: [open-invitation, honest-confidentiality]"
    phrases = 'phrases:\n      open-invitation: "Is there more?"\n'
    spoil(example.scenario / "scenario.yaml", listens, f"{phrases}    {listens}")
    nodes = load_scenario(example.scenario).scenario.node
    assert nodes["pause"].phrases == {"open-invitation": "Is there more?"}
    assert nodes["hall"].phrases == {}


def test_a_phrase_without_words_is_found_where_it_stands(tmp_path: Path) -> None:
    example = copy_base(tmp_path)
    listens = "listens_for: [open-invitation, honest-confidentiality]"
    spoil(example.scenario / "scenario.yaml", listens, f'phrases:\n      open-invitation: " "\n    {listens}')
    with pytest.raises(InvalidFile, match=r"nodes\.2\.phrases\.open-invitation") as error:
        load_scenario(example.scenario)
    (finding,) = error.value.findings
    text = (example.scenario / "scenario.yaml").read_text(encoding="utf-8").splitlines()
    assert (finding.code, text[finding.line - 1].strip()) == ("Y04", 'open-invitation: " "')


def test_findings_of_the_scenario_and_of_its_walks_come_together(tmp_path: Path) -> None:
    example = copy_base(tmp_path)
    spoil(example.scenario / "scenario.yaml", "version: 1", "version: 0")
    spoil(example.scenario / "walks" / "poor.yaml", "ending: waiting", "end: waiting")
    with pytest.raises(InvalidFile) as error:
        load_scenario(example.scenario)
    assert {(f.path.name, f.code) for f in error.value.findings} == {("scenario.yaml", "Y04"), ("poor.yaml", "Y04")}


def test_the_folder_is_named_as_the_scenario(tmp_path: Path) -> None:
    copy_base(tmp_path).scenario.rename(tmp_path / "other")
    with pytest.raises(InvalidFile, match="id 'base' is not 'other'"):
        load_scenario(tmp_path / "other")


def test_a_link_out_of_the_folder_is_refused_unread(tmp_path: Path) -> None:
    example = copy_base(tmp_path)
    (tmp_path / "outside.yaml").write_text("learner: poor\n", encoding="utf-8")
    (example.scenario / "walks" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(InvalidFile, match="leads out of the scenario's folder"):
        load_scenario(example.scenario)


def test_folders_with_a_scenario_are_listed_by_name(tmp_path: Path) -> None:
    assert scenario_folders(tmp_path) == ()
    copy_base(tmp_path)
    (tmp_path / "empty").mkdir()
    assert scenario_folders(tmp_path) == (tmp_path / "base",)


def test_a_catalogue_is_loaded_with_its_files_and_documents() -> None:
    folder = base_folder()
    assert next(iter(folder.catalogue.points)) == "open-invitation"
    assert folder.catalogue.domain_of["show-belief"] == "hearing"
    assert [source.path.name for _, source in folder.files] == ["hearing.yaml"]
    assert folder.documents is not None and folder.documents.path.name == "documents.yaml"
    assert load_catalogue(BASE / "catalogue") == folder.catalogue


def test_a_foreign_catalogue_needs_only_ids_kinds_and_examples(tmp_path: Path) -> None:
    text = "domain: other\npoints:\n  - {id: a, kind: practice, exemplars: [x], counter_exemplars: []}\n"
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    folder = load_catalogue_folder(tmp_path)
    assert folder.catalogue.points["a"].name == "a"
    assert folder.documents is None


def test_a_folder_without_yaml_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no catalogue here"):
        load_catalogue(tmp_path)


def test_every_broken_file_of_a_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("domain: a\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("domain: no\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as error:
        load_catalogue(tmp_path)
    assert [(f.path.name, f.code) for f in error.value.findings] == [("a.yaml", "Y04"), ("b.yaml", "Y03")]
