"""Each page in docs/findings/ is a test: its bad example earns its code at the marked lines, its good one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.findings import Finding, InvalidFile
from tests.engine.examples import all_findings, base_folder, copy_base, page_fragments, write_example

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "findings").glob("[A-Z][0-9][0-9].md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_bad_example_earns_its_code_at_the_marked_lines(page: Path, tmp_path: Path) -> None:
    example = write_example(tmp_path, page_fragments(page, "Bad"))
    found = {(f.path.name, f.line) for f in all_findings(example) if f.code == page.stem}
    assert example.expected, "mark a line with '# <- CODE'"
    assert all(found & stands for stands in example.expected)
    assert found <= set().union(*example.expected)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_good_example_does_not_earn_the_code(page: Path, tmp_path: Path) -> None:
    fragments = page_fragments(page, "Good")
    example = write_example(tmp_path, fragments)
    assert fragments
    assert [str(f) for f in all_findings(example) if f.code == page.stem] == []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "engine").glob("*.py")]
    codes = {code for text in sources for code in re.findall(r"\"([YSWC]\d\d)\"", text)}
    assert codes == {page.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_is_titled_with_its_code(page: Path) -> None:
    assert page.read_text(encoding="utf-8").startswith(f"# {page.stem} ")


def test_the_base_scenario_and_catalogue_have_no_findings(tmp_path: Path) -> None:
    assert all_findings(copy_base(tmp_path)) == ()
    assert base_folder().documents is not None


def test_a_finding_reads_file_line_code_message_hint() -> None:
    finding = Finding(Path("a/scenario.yaml"), 7, "S01", "no 'x'", "did you mean 'y'?")
    assert str(finding) == "a/scenario.yaml:7: S01 no 'x' (did you mean 'y'?)"


def test_invalid_file_names_the_first_finding_and_counts_the_rest() -> None:
    error = InvalidFile([Finding(Path("b"), 2, "Y04", "later"), Finding(Path("b"), 1, "Y02", "first")])
    assert str(error) == "b:1: Y02 first, and 1 more"
