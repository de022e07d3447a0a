from __future__ import annotations

from tests.cli.conftest import Attune
from tests.cli.kept import keep_begun, keep_example
from tests.store.export.examples import RUN


def test_runs_are_listed_newest_first_without_a_word_of_them(attune: Attune) -> None:
    keep_example()
    keep_begun(0, "b" * 32)
    keep_begun(0, "c" * 32, owner="somebody")
    ran = attune("runs", "--json")
    assert ran.code == 0
    assert [row["id"] for row in ran.json] == ["b" * 32, RUN]
    assert ran.json[1] == {
        "id": RUN,
        "scenario": "the-last-coat",
        "started_at": "2026-03-01T12:00:00+00:00",
        "turns": 2,
        "ending": "told-in-time",
    }


def test_people_read_a_line_a_run(attune: Attune) -> None:
    keep_example()
    ran = attune("runs")
    assert RUN in ran.out
    assert "told-in-time" in ran.out


def test_without_runs_it_says_so(attune: Attune) -> None:
    ran = attune("runs")
    assert (ran.code, ran.out) == (0, "")
    assert "no runs" in ran.err
    assert attune("runs", "--json").json == []
