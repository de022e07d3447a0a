"""The graph as Mermaid and as SVG: well formed, escaped, and readable without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from engine.drawing import to_mermaid, to_svg
from engine.layout import BOX_WIDTH, build_layout
from tests.engine.examples import base_scenario, base_with

SVG = "{http://www.w3.org/2000/svg}"
TAKEN = [("hall", "stayed"), ("hall", "invited"), ("telling", "believed")]
HOSTILE = base_with("title: '<script>\"&'\nnodes: [{id: hall, title: '</text><script>alert(1)</script>'}]\n")


def svg(*args: object, **kwargs: object) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(*args, **kwargs))  # type: ignore[arg-type]


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_mermaid_has_a_line_for_each_node_ending_and_route() -> None:
    lines = to_mermaid(base_scenario(), TAKEN).splitlines()
    assert lines[0] == "flowchart TD"
    assert '    n0["By the door"]' in lines
    assert '    n3(["Robin goes on"])' in lines
    assert "    n0 ==>|invited| n1" in lines
    assert "    n0 -->|led| n4" in lines
    assert len(lines) == 1 + 3 + 2 + 13


def test_mermaid_text_cannot_leave_its_quotes() -> None:
    assert '    n0["#lt;/text#gt;#lt;script#gt;alert(1)#lt;/script#gt;"]' in to_mermaid(HOSTILE).splitlines()


def test_svg_says_what_it_is_and_which_path_was_taken() -> None:
    root = svg(base_scenario(), TAKEN)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Map of the conversation: The smallest conversation that passes"
    path = "By the door; then By the door; then Half a sentence; then Robin goes on"
    assert root.findtext(f"{SVG}desc") == f"3 moments and 2 endings, from the start down. The path taken: {path}."


def test_svg_draws_each_place_once_and_one_curve_for_the_routes_between_two() -> None:
    root = svg(base_scenario())
    pairs = {(node.id, route.to) for node in base_scenario().nodes for route in node.routes}
    assert len(texts(root)) == 5
    assert sum(1 for path in root.iter(f"{SVG}path") if path.get("stroke-width")) == len(pairs)


def test_the_path_is_thick_and_numbered() -> None:
    root = svg(base_scenario(), TAKEN)
    thick = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "4"]
    assert len(thick) == 3
    assert {"1", "2", "3"} <= set(texts(root))


def test_a_route_taken_twice_carries_both_numbers() -> None:
    assert "1, 2" in texts(svg(base_scenario(), [("hall", "stayed"), ("hall", "stayed"), ("hall", "invited")]))


def test_labels_stand_in_for_the_numbers() -> None:
    words = texts(svg(base_scenario(), TAKEN, labels={("hall", "led"): "2 walks"}))
    assert "2 walks" in words and "1" not in words


def test_text_of_a_scenario_is_never_markup() -> None:
    root = svg(HOSTILE, TAKEN)
    assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}
    assert root.findtext(f"{SVG}title") == 'Map of the conversation: <script>"&'


def test_colours_are_variables_with_a_fallback() -> None:
    drawn = to_svg(base_scenario(), TAKEN)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", re.sub(r"var\([^)]*\)", "", drawn))) == set()


def test_unknown_targets_and_steps_are_left_out() -> None:
    broken = base_with("nodes: [{id: pause, routes: [{id: gone, to: attic, otherwise: true}]}]\n")
    assert len(texts(svg(broken, [("attic", "x"), ("pause", "gone")], labels={}))) == 5


@pytest.mark.parametrize("columns", [1, 2, 4])
def test_boxes_stay_inside_and_apart(columns: int) -> None:
    layout = build_layout(base_scenario(), columns)
    boxes = list(layout.boxes.values())
    assert all(box.x >= 0 and box.x + BOX_WIDTH <= layout.width for box in boxes)
    assert all(box.y >= 0 and box.y + box.height <= layout.height for box in boxes)
    assert len({(box.row, box.column) for box in boxes}) == len(boxes)


def test_two_columns_fit_a_phone() -> None:
    assert build_layout(base_scenario()).width <= 360


def test_a_long_title_is_broken_into_at_most_three_lines() -> None:
    long = base_with(f"nodes: [{{id: hall, title: '{'word ' * 30}'}}]\n")
    lines = build_layout(long).boxes["hall"].lines
    assert len(lines) == 3
    assert lines[-1].endswith("…")
