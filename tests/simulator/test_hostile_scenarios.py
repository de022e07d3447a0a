"""Scenario folders that are broken, huge or hostile are told of, file and line, and hide no other."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from engine.findings import Finding
from engine.yaml_reader import MOST_FINDINGS
from simulator.library import load_library

HERE = Path(__file__).parent
GUIDANCE, COAT = HERE / "guidance", HERE / "scenarios" / "the-last-coat"
NOBODY = 65534


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    copy(folder, "zz-good")
    return folder


def copy(root: Path, name: str) -> Path:
    shutil.copytree(COAT, root / name)
    path = root / name / "scenario.yaml"
    path.write_text(path.read_text().replace("id: the-last-coat", f"id: {name}"))
    return root / name


def refused(root: Path) -> tuple[Finding, ...]:
    """Return what is said of the folder 'bad', after seeing that the other one plays."""
    library = load_library(GUIDANCE, [root])
    assert [file.scenario.id for file in library.scenarios] == ["zz-good"]
    ((name, findings),) = library.broken
    assert name == "bad"
    assert all(str(finding).startswith(f"{finding.path}:{finding.line}: ") for finding in findings)
    return findings


def codes(root: Path) -> set[str]:
    return {finding.code for finding in refused(root)}


def write(root: Path, data: str | bytes) -> None:
    (root / "bad").mkdir()
    (root / "bad" / "scenario.yaml").write_bytes(data.encode() if isinstance(data, str) else data)


def bomb() -> str:
    layers = (f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghijklmnop"))
    return "a: &a [word]\n" + "".join(layers)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "Y01", 1),
        (b"\x00\x01\x02", "Y01", 1),
        (b"id: bad\ntitle: \xff\xfe\n", "Y01", 2),
        ("id: bad\n".encode("utf-16"), "Y01", 1),
        (b"[" * 1_000_000, "Y01", 1),
        (b"{a: " * 200_000, "Y01", 1),
        (b"- " * 200_000, "Y01", 1),
        (b"- 1\n", "Y04", 1),
        (b"just words", "Y04", 1),
        (b"id: bad\nminutes: " + b"9" * 5_000 + b"\n", "Y03", 2),
        (b"id: bad\ntitle: !!python/object/apply:os.getcwd []\n", "Y03", 2),
        (b"id: bad\n---\nid: worse\n", "Y01", 2),
    ],
)
def test_what_is_no_scenario_is_refused_at_its_line(root: Path, data: bytes, code: str, line: int) -> None:
    write(root, data)
    first = refused(root)[0]
    assert (first.code, first.line) == (code, line)


def test_a_file_of_fifty_megabytes_is_refused_unread(root: Path) -> None:
    (root / "bad").mkdir()
    with (root / "bad" / "scenario.yaml").open("wb") as file:
        file.truncate(50_000_000)
    (finding,) = refused(root)
    assert "50000000 bytes long" in finding.message


def test_aliases_of_aliases_are_refused_and_never_followed(root: Path) -> None:
    write(root, bomb())
    assert codes(root) == {"Y03"}


def test_of_very_many_problems_the_first_are_told(root: Path) -> None:
    write(root, "a: &a 1\n" + "b: [" + "*a," * 100_000 + "]\n")
    assert len(refused(root)) == MOST_FINDINGS


@pytest.mark.parametrize("portrait", ["../../etc/passwd", "/etc/passwd", "a/b", "a.svg", "", "A", "x" * 61, "child\\n"])
def test_a_portrait_is_a_name_and_never_a_path(root: Path, portrait: str) -> None:
    path = copy(root, "bad") / "scenario.yaml"
    before, after = re.split(r"portrait: [a-z-]+", path.read_text(), maxsplit=1)
    path.write_text(f'{before}portrait: "{portrait}"{after}')
    assert ("Y04", before.count("\n") + 1) in [(finding.code, finding.line) for finding in refused(root)]


def link_scenario(bad: Path, outside: Path) -> None:
    (bad / "scenario.yaml").unlink()
    (bad / "scenario.yaml").symlink_to(outside)


def link_walk(bad: Path, outside: Path) -> None:
    (bad / "walks" / "other.yaml").symlink_to(outside)


def link_walks(bad: Path, outside: Path) -> None:
    shutil.rmtree(bad / "walks", ignore_errors=True)
    outside.with_suffix("").mkdir()
    shutil.copy(outside, outside.with_suffix("") / "walk.yaml")
    (bad / "walks").symlink_to(outside.with_suffix(""))


@pytest.mark.parametrize("link", [link_scenario, link_walk, link_walks])
def test_what_leads_out_of_the_folder_is_not_read(
    root: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("token: hidden-words\n")
    bad = copy(root, "bad")
    (bad / "walks").mkdir(exist_ok=True)
    link(bad, outside)
    findings = refused(root)
    assert {finding.code for finding in findings} == {"Y01"}
    assert "hidden-words" not in " ".join(map(str, findings))


def test_a_link_to_nowhere_or_to_itself_is_told(root: Path) -> None:
    (root / "bad").mkdir()
    (root / "bad" / "scenario.yaml").symlink_to("scenario.yaml")
    assert codes(root) == {"Y01"}


def test_a_folder_where_a_file_should_be_is_told(root: Path) -> None:
    (root / "bad" / "scenario.yaml").mkdir(parents=True)
    assert codes(root) == {"Y01"}


def test_a_pipe_is_told_and_never_waited_for(root: Path) -> None:
    (root / "bad").mkdir()
    os.mkfifo(root / "bad" / "scenario.yaml")
    assert codes(root) == {"Y01"}


def test_walks_that_are_a_file_are_told(root: Path) -> None:
    bad = copy(root, "bad")
    shutil.rmtree(bad / "walks", ignore_errors=True)
    (bad / "walks").write_text("nothing")
    (finding,) = refused(root)
    assert (finding.code, finding.path.name, finding.message) == ("Y01", "walks", "is no folder")


@pytest.mark.parametrize("closed", ["bad", "bad/scenario.yaml", "bad/walks"])
def test_what_may_not_be_read_hides_no_other(closed: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        copy(root, "zz-good")
        (copy(root, "bad") / "walks").mkdir(exist_ok=True)
        (root / closed).chmod(0)
        with as_nobody():
            library = load_library(GUIDANCE, [root])
        (root / closed).chmod(0o755)
    playing = {file.scenario.id for file in library.scenarios}
    assert "zz-good" in playing
    assert [found.code for _, findings in library.broken for found in findings] == ([] if "bad" in playing else ["Y01"])
    assert ("bad" in playing) is (closed == "bad/walks")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root, who may read everything, for a while; anybody else stays who they are."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
