from __future__ import annotations

from xml.etree import ElementTree

from tests.cli.conftest import Attune


def test_the_graph_is_mermaid_text_unless_asked_otherwise(attune: Attune) -> None:
    ran = attune("graph", "after-the-last-bell")
    assert ran.code == 0
    assert ran.out.startswith("flowchart TD\n")
    assert "One chair at a time" in ran.out
    assert attune("graph", "after-the-last-bell", "--format", "mermaid") == ran


def test_the_graph_as_svg_is_a_picture(attune: Attune) -> None:
    ran = attune("graph", "after-the-last-bell", "--format", "svg")
    assert ran.code == 0
    assert ElementTree.fromstring(ran.out).tag.endswith("svg")


def test_an_unknown_scenario_exits_with_2_and_the_nearest_name(attune: Attune) -> None:
    ran = attune("graph", "after-the-last-bel")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'after-the-last-bell'?" in ran.err
