"""`attune score` on the toy catalogue of tests/scoring, judged by the toy head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.verdict import Verdict
from tests.cli.conftest import Attune
from tests.scoring.toy import CATALOGUE, POINTS, toy_scorer

FIELDS = [
    "point", "kind", "verdict", "probability", "sure", "evidence", "nearest_exemplar", "nearest_counter_exemplar",
]  # fmt: skip
ON_TOY = ("--catalogue", CATALOGUE)


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cli.score.load_scorer", lambda *given: toy_scorer(tmp_path / "vectors"))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    given = [
        {"id": "z", "domain": "hearing", "reply": "Tell me."},
        {"id": "a", "domain": "hearing", "reply": "It’s a secret…", "points": ["promises-secrecy"]},
        {"id": "m", "reply": "", "shown": [], "hand": "nobody"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in given) + "\n", encoding="utf-8")
    return path


def test_one_reply_is_judged_as_the_contract_says(attune: Attune) -> None:
    ran = attune("score", *ON_TOY, "--reply", "Hi. Tell me.", "--json")
    assert ran.code == 0
    assert list(ran.json) == ["id", "verdicts"]
    invited, promised = ran.json["verdicts"]
    assert list(invited)[: len(FIELDS)] == FIELDS
    assert (invited["point"], invited["verdict"], invited["probability"]) == ("open-invitation", "met", 0.9933)
    assert invited["evidence"] == {"text": "Tell me.", "start": 4, "end": 12}
    assert (promised["kind"], promised["verdict"], promised["evidence"]) == ("pitfall", "absent", None)


def test_rows_come_out_in_the_order_they_went_in(attune: Attune, rows: Path, tmp_path: Path) -> None:
    ran = attune("score", *ON_TOY, "--input", rows, "--output", tmp_path / "out.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert "3 replies judged" in ran.err
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in written] == ["z", "a", "m"]
    assert [[v["point"] for v in row["verdicts"]] for row in written] == [[*POINTS], ["promises-secrecy"], [*POINTS]]
    assert [[v["verdict"] for v in row["verdicts"]] for row in written] == [
        ["met", "absent"],
        ["present"],
        ["missed", "absent"],
    ]
    for row in written:
        for verdict in row["verdicts"]:
            Verdict.model_validate(verdict)


def test_without_output_rows_go_to_standard_output(attune: Attune, rows: Path, tmp_path: Path) -> None:
    attune("score", *ON_TOY, "--input", rows, "--output", tmp_path / "out.jsonl")
    for ran in (attune("score", *ON_TOY, "--input", rows), attune("score", *ON_TOY, "--input", rows, "--json")):
        assert ran.code == 0
        assert ran.out == (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_points_asked_for_outweigh_a_rows_own_and_keep_their_order(attune: Attune, rows: Path) -> None:
    asked = "promises-secrecy, open-invitation"
    ran = attune("score", *ON_TOY, "--input", rows, "--points", asked)
    assert [[v["point"] for v in row["verdicts"]] for row in ran.rows] == [[*POINTS[::-1]]] * 3


def test_a_domain_stands_for_all_its_points(attune: Attune) -> None:
    ran = attune("score", *ON_TOY, "--domain", "hearing", "--reply", "Hi.", "--json")
    assert [v["point"] for v in ran.json["verdicts"]] == list(POINTS)


def test_people_read_a_sign_a_probability_and_their_own_words(attune: Attune) -> None:
    ran = attune("score", *ON_TOY, "--reply", "[b]Tell me.[/b]")
    first, second = ran.out.splitlines()
    assert first.split()[:3] == ["✓", "You", "did"]
    assert "0.99  open-invitation  “[b]Tell me.” " in first + " " or "[b]Tell me." in first
    assert second.split()[:2] == ["·", "Absent"]


def test_an_empty_file_has_no_rows(attune: Attune, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    ran = attune("score", *ON_TOY, "--input", tmp_path / "empty.jsonl")
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give either --reply or --input"),
        (["--reply", "Hi.", "--input", "rows.jsonl"], "give either --reply or --input"),
        (["--reply", "Hi.", "--points", "open-invitatoin"], "did you mean 'open-invitation'?"),
        (["--reply", "Hi.", "--domain", "haering"], "did you mean 'hearing'?"),
        (["--input", "nowhere.jsonl"], "nowhere.jsonl: cannot read labelled replies"),
    ],
)
def test_what_cannot_be_judged_exits_with_2(attune: Attune, arguments: list[str], message: str) -> None:
    ran = attune("score", *ON_TOY, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", ":1: is not JSON"), ('{"id": "x", "reply": "Hi.", "points": ["nope"]}', "row 'x' names the unknown")],
)
def test_a_row_that_cannot_be_judged_exits_with_2(attune: Attune, tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line)
    ran = attune("score", *ON_TOY, "--input", tmp_path / "bad.jsonl")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_place_that_cannot_be_written_exits_with_2(attune: Attune, rows: Path, tmp_path: Path) -> None:
    ran = attune("score", *ON_TOY, "--input", rows, "--output", tmp_path / "no" / "out.jsonl")
    assert ran.code == 2
    assert "cannot write the verdicts" in ran.err


def test_a_catalogue_that_is_not_there_exits_with_2(attune: Attune, tmp_path: Path) -> None:
    ran = attune("score", "--catalogue", tmp_path / "none", "--reply", "Hi.")
    assert (ran.code, ran.out) == (2, "")
    assert "no catalogue here" in ran.err
