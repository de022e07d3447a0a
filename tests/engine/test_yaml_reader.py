"""Strict YAML: what is written is what is read, or it is refused at its line."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from engine.findings import InvalidFile
from engine.yaml_reader import MAX_BYTES, load_yaml, parse_yaml

HERE = Path("here.yaml")


def refused(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InvalidFile) as error:
        parse_yaml(text, HERE)
    return [(f.code, f.line) for f in error.value.findings]


def test_values_are_read_as_written() -> None:
    text = 'a: word\nb: 12\nc: true\nd: "12:30"\ne: [x, -3]\nf:\n  g: |\n    two\n    lines\n'
    value, _ = parse_yaml(text, HERE)
    assert value == {"a": "word", "b": 12, "c": True, "d": "12:30", "e": ["x", -3], "f": {"g": "two\nlines\n"}}


def test_every_value_remembers_its_line() -> None:
    _, source = parse_yaml("a: 1\nb:\n  - x: 1\n    z: [p, q]\n  - x: 2\n", HERE)
    assert source.line("a") == 1
    assert source.line("b", 0, "z", 1) == 4
    assert source.line("b", 1, "x") == 5


def test_an_unknown_location_has_the_line_of_what_encloses_it() -> None:
    _, source = parse_yaml("a: 1\nb:\n  - x: 1\n", HERE)
    assert source.line("b", 0, "nowhere", 7) == 3
    assert source.line("nowhere") == 1


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "Yes",
        "on",
        "OFF",
        "y",
        "~",
        "null",
        "True",
        "FALSE",
        "12:30",
        "010",
        "0x1F",
        "1_000",
        "1.5",
        ".inf",
        "2024-01-31",
    ],
)
def test_what_yaml_would_change_is_refused(value: str) -> None:
    assert refused(f"a: word\nb: {value}\n") == [("Y03", 2)]
    assert parse_yaml(f'a: word\nb: "{value}"\n', HERE)[0]["b"] == value


@pytest.mark.parametrize("value", ["nothing", "on time", "Norway", "12 o'clock", "true to form", "1st"])
def test_words_that_only_look_alike_are_kept(value: str) -> None:
    assert parse_yaml(f"a: {value}\n", HERE)[0] == {"a": value}


def test_a_key_no_is_refused_as_a_value_is() -> None:
    assert refused("no: 1\n") == [("Y03", 1)]


def test_a_key_given_twice_is_refused_and_says_where_the_first_is() -> None:
    with pytest.raises(InvalidFile, match="the key 'a' was already given on line 1"):
        parse_yaml("a: 1\nb: 2\na: 3\n", HERE)


def test_every_problem_is_found_at_once() -> None:
    assert refused("a: no\na: 1\nb:\nc: !x 1\n") == [("Y03", 1), ("Y02", 2), ("Y03", 3), ("Y03", 4)]


def test_an_alias_is_refused_where_it_stands_and_says_what_it_repeats() -> None:
    assert refused("a: &x [1]\nb: *x\n") == [("Y03", 2)]
    with pytest.raises(InvalidFile, match="repeats the value on line 1"):
        parse_yaml("a: &x [1]\nb: *x\n", HERE)


def test_an_alias_of_nothing_is_no_yaml() -> None:
    assert refused("a: 1\nb: *x\n") == [("Y01", 2)]


def test_aliases_of_aliases_are_refused_and_never_followed() -> None:
    layers = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in itertools.pairwise("abcdefghijkl"))
    assert {code for code, _ in refused(f"a: &a [word]\n{layers}")} == {"Y03"}


def test_a_second_document_is_refused_at_its_line() -> None:
    assert refused("a: 1\n---\nb: 2\n") == [("Y01", 2)]


def test_what_stands_under_a_key_that_is_refused_is_passed_over() -> None:
    assert refused("? [a, {b: no}]\n: {c: [no, no]}\nd: no\n") == [("Y03", 1), ("Y03", 3)]
    assert refused("a: 1\na: {b: [no, {c: no}]}\nd: no\n") == [("Y02", 2), ("Y03", 3)]


@pytest.mark.parametrize("tag", ["!x", "!!python/object/apply:os.getcwd", "!!str", "!<tag:x>"])
def test_no_tag_is_followed(tag: str) -> None:
    assert refused(f"a: {tag} []\nb: 1\n") == [("Y03", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("# only a comment\n", 1), ("a: [1\nb: 2\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: b: c\n", 1)],
)
def test_what_is_not_yaml_is_refused_at_its_line(text: str, line: int) -> None:
    assert refused(text) == [("Y01", line)]


@pytest.mark.parametrize("depth", [60, 5_000])
def test_deep_nesting_is_refused_without_a_crash(depth: int) -> None:
    assert {code for code, _ in refused("[" * depth + "1" + "]" * depth)} == {"Y01"}


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="cannot be read: No such file"):
        load_yaml(tmp_path / "none.yaml")


def test_text_that_is_not_utf8_is_a_finding_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(InvalidFile) as error:
        load_yaml(tmp_path / "a.yaml")
    assert [(f.code, f.line) for f in error.value.findings] == [("Y01", 2)]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InvalidFile, match="at most 4000000 are read"):
        load_yaml(tmp_path / "a.yaml")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load_yaml(tmp_path / "a.yaml")[0] == {"a": 1}
