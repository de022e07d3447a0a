from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import LabelsInvalid
from scoring.labels import LabelledReply, load_folder, load_replies, require_known


def write(folder: Path, *lines: str) -> Path:
    path = folder / "replies.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_come_in_the_order_of_the_file_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, '{"id": "b", "reply": "Two", "shown": ["x"]}', "", '{"id": "a", "reply": "One"}')
    assert [(r.id, r.reply, r.shown) for r in load_replies(path)] == [("b", "Two", ("x",)), ("a", "One", ())]


def test_an_empty_file_gives_none(tmp_path: Path) -> None:
    assert load_replies(write(tmp_path)) == ()


def test_keys_of_others_are_kept_out_of_the_way(tmp_path: Path) -> None:
    (row,) = load_replies(write(tmp_path, '{"id": "a", "reply": "One", "hand": "tired", "readings": 2}'))
    assert row == LabelledReply(id="a", reply="One")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", r":2: is not JSON"),
        ('{"id": "a"}', r":2: reply: field required"),
        ('{"id": 1, "reply": "x"}', r":2: id: "),
        ("[]", r":2: the line: "),
        ('{"id": "a", "reply": "x", "shown": "y"}', r":2: shown: "),
    ],
)
def test_the_first_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, '{"id": "a", "reply": "One"}', line)
    with pytest.raises(LabelsInvalid, match=message):
        load_replies(path)


def test_a_file_that_is_missing_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelsInvalid, match="cannot read"):
        load_replies(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(LabelsInvalid, match="cannot read"):
        load_replies(tmp_path / "bytes.jsonl")


def test_a_folder_is_read_by_name_and_a_missing_one_gives_none(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"id": "{name}", "reply": "x"}}\n')
    assert [r.id for r in load_folder(tmp_path)] == ["a", "b"]
    assert load_folder(tmp_path / "none") == ()


def test_a_row_is_judged_on_its_own_points_or_on_those_of_its_domain() -> None:
    assert LabelledReply(id="a", reply="x").judged_on(["p", "q"]) == ("p", "q")
    assert LabelledReply(id="a", reply="x", points=("q",)).judged_on(["p", "q"]) == ("q",)
    assert LabelledReply(id="a", reply="x", points=()).judged_on(["p", "q"]) == ()


@pytest.mark.parametrize("field", ["shown", "partial", "points"])
def test_a_point_that_is_in_no_catalogue_is_refused(field: str) -> None:
    reply = LabelledReply.model_validate({"id": "a", "reply": "x", field: ["p", "nope"]})
    require_known([reply], {"p", "nope"}, "here")
    with pytest.raises(LabelsInvalid, match="here: reply 'a' names the practice point 'nope'"):
        require_known([reply], {"p"}, "here")
