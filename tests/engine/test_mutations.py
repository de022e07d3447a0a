"""A valid scenario broken in one place as a hasty author would: each mutant is reported at its line, under its code.

Mutants are made in the text of the file, so that lines are those an author sees. `SINGLE` are written by hand in
mutants.yaml; `EVERYWHERE` break each place in the base scenario where a pattern stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from engine.findings import Finding
from tests.engine.examples import BASE, all_findings, copy_base

SCENARIO = "scenario.yaml"


@dataclass(frozen=True)
class Mutant:
    """`old` (its first place in `file`) becomes `new`; the finding stands where the text `at` begins in the result."""

    name: str
    code: str
    old: str
    new: str
    at: str
    file: str = SCENARIO


SINGLE = [Mutant(**entry) for entry in yaml.safe_load(Path(__file__).with_name("mutants.yaml").read_text("utf-8"))]

EVERYWHERE = [
    ("target-misspelt", "S01", r"(?<= to: )[a-z]+", "nowhere"),
    ("speaker-misspelt", "S19", r"(?<=who: )robin", "robyn"),
    ("point-misspelt", "S13", r"(?<=shown: \[)[a-z-]+", "no-such-point"),
    ("key-misspelt", "Y04", r"(?<=[ {])(when|to|says|effects|title|who|text|listens_for)(?=:)", "wenn"),
    ("value-unquoted", "Y03", r'(?<=text: )"[^"]*"', "yes"),
    ("route-id-taken", "W01", r"(?<=- id: )(mended|believed|honest|led|again)(?=\n)", "renamed"),
]


def break_at(root: Path, file: str, start: int, end: int, new: str) -> tuple[str, list[Finding]]:
    """Replace part of a file of the base scenario, and return its text and every finding."""
    example = copy_base(root)
    text = (BASE / file).read_text(encoding="utf-8")
    mutant = text[:start] + new + text[end:]
    (example.scenario / file).write_text(mutant, encoding="utf-8")
    return mutant, list(all_findings(example))


def line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


@pytest.mark.parametrize("mutant", SINGLE, ids=lambda m: f"{m.code}-{m.name}")
def test_a_mutant_is_reported_at_its_line_under_its_code(mutant: Mutant, tmp_path: Path) -> None:
    start = (BASE / mutant.file).read_text(encoding="utf-8").index(mutant.old)
    text, findings = break_at(tmp_path, mutant.file, start, start + len(mutant.old), mutant.new)
    file = mutant.file
    if mutant.code == "W04":  # a walk is broken, and what it no longer takes is found in the scenario
        file, text = SCENARIO, (BASE / SCENARIO).read_text(encoding="utf-8")
    expected = (Path(file).name, line_of(text, text.index(mutant.at)), mutant.code)
    assert expected in {(f.path.name, f.line, f.code) for f in findings}, [str(f) for f in findings]


SITES = [
    pytest.param(match.start(), match.end(), new, code, id=f"{code}-{name}-{line_of(match.string, match.start())}")
    for name, code, pattern, new in EVERYWHERE
    for match in re.finditer(pattern, (BASE / SCENARIO).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("start", "end", "new", "code"), SITES)
def test_a_mutant_at_any_place_is_reported(start: int, end: int, new: str, code: str, tmp_path: Path) -> None:
    text, findings = break_at(tmp_path, SCENARIO, start, end, new)
    found = {(f.path.name, f.line) for f in findings if f.code == code}
    if code == "W01":  # the walks that name the route are where it no longer is
        assert found and all(name != "scenario.yaml" for name, _ in found)
    else:
        assert ("scenario.yaml", line_of(text, start)) in found, [str(f) for f in findings]


def test_there_are_mutants_of_most_rules() -> None:
    assert len({mutant.code for mutant in SINGLE}) >= 38
    assert len(SITES) >= 60
