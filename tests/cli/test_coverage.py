from __future__ import annotations

from tests.cli.conftest import Attune


def test_the_table_is_json_and_exits_with_1_only_for_gaps(attune: Attune) -> None:
    ran = attune("coverage", "--json")
    assert list(ran.json) == ["points", "documents", "gaps"]
    assert ran.code == int(any(ran.json["gaps"].values()))
    rows = {row["point"]: row for row in ran.json["points"]}
    assert len(rows) == 105
    assert ["after-the-last-bell", "chairs"] in rows["open-invitation"]["listened"]
    assert ["after-the-last-bell", "skilled"] in rows["notice-behaviour"]["exercised"]
    assert "kent" in ran.json["documents"]


def test_people_read_a_row_a_point_and_the_gaps(attune: Attune) -> None:
    ran = attune("coverage")
    assert "open-invitation" in ran.out
    for gap in ("not listened", "not exercised", "not represented"):
        assert f"{gap}: " in ran.out
