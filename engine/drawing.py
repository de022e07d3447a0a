"""A scenario's graph as a picture: Mermaid text, or an SVG that shows the path taken by thickness and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from engine.curves import Curve, build_curve
from engine.layout import LINE_HEIGHT, Box, Layout, build_layout
from engine.scenario import Scenario

Taken = tuple[str, str]
"""A route by its node's id and its own."""

_PAPER = "var(--attune-paper, #FAF8F4)"
_RAISED = "var(--attune-raised, #FFFFFF)"
_INK = "var(--attune-ink, #1F2933)"
_QUIET = "var(--attune-quiet, #52606D)"
_SAGE = "var(--attune-sage, #2F6B5B)"
_FONT = "var(--attune-font, system-ui, sans-serif)"


def to_mermaid(scenario: Scenario, taken: Sequence[Taken] = ()) -> str:
    """Return the graph as a Mermaid flowchart, routes by id; the routes in `taken` are thick."""
    key = {name: f"n{i}" for i, name in enumerate([*scenario.node, *scenario.ending])}
    lines = ["flowchart TD"]
    lines += [f'    {key[node.id]}["{_mermaid_text(node.title)}"]' for node in scenario.nodes]
    lines += [f'    {key[ending.id]}(["{_mermaid_text(ending.title)}"])' for ending in scenario.endings]
    for node in scenario.nodes:
        for route in node.routes:
            arrow = "==>" if (node.id, route.id) in taken else "-->"
            if route.to in key:
                lines.append(f"    {key[node.id]} {arrow}|{route.id}| {key[route.to]}")
    return "\n".join(lines) + "\n"


def to_svg(
    scenario: Scenario,
    taken: Sequence[Taken] = (),
    labels: Mapping[Taken, str] | None = None,
    columns: int = 2,
) -> str:
    """Return the graph as an SVG element that can stand in a page.

    `taken` are the routes of a run in order: their edges are thick and carry the numbers of their turns. `labels` are
    words for routes, written on their edges instead. Two columns fit a phone of 360 px; a wide page reads better with
    three or four. Colours are CSS variables (--attune-paper, -raised, -ink, -quiet, -sage, -font) with light fallbacks.
    Routes to unknown targets are left out.
    """
    layout = build_layout(scenario, columns)
    words = labels if labels is not None else _turn_numbers(taken)
    edges = _edges(scenario, layout)
    thick = {pair for pair, routes in edges.items() if not routes.isdisjoint(taken)}
    visited = {name for pair in thick for name in pair} | ({scenario.start} if taken else set())
    curves = {pair: build_curve(layout, *pair) for pair in edges}
    parts = [
        _opening(scenario, layout, taken),
        f'<g fill="none" style="stroke:{_QUIET};fill:none">',
        *(_curve(curves[pair], False) for pair in edges if pair not in thick),
        f'</g><g style="stroke:{_SAGE};fill:none">',
        *(_curve(curves[pair], True) for pair in edges if pair in thick),
        "</g>",
        *(_box(scenario, box, box.id in visited) for box in layout.boxes.values()),
        *(_label(curves[pair], text, layout) for pair, routes in edges.items() if (text := _joined(words, routes))),
        "</svg>",
    ]
    return "".join(parts)


def _edges(scenario: Scenario, layout: Layout) -> dict[tuple[str, str], set[Taken]]:
    """The routes between each pair of boxes: one curve is drawn for all of them."""
    edges: dict[tuple[str, str], set[Taken]] = {}
    for node in scenario.nodes:
        for route in node.routes:
            if route.to in layout.boxes:
                edges.setdefault((node.id, route.to), set()).add((node.id, route.id))
    return edges


def _turn_numbers(taken: Sequence[Taken]) -> dict[Taken, str]:
    numbers: dict[Taken, list[str]] = {}
    for number, route in enumerate(taken, start=1):
        numbers.setdefault(route, []).append(str(number))
    return {route: ", ".join(turns) for route, turns in numbers.items()}


def _joined(words: Mapping[Taken, str], routes: set[Taken]) -> str:
    found = [words[route] for route in sorted(routes) if words.get(route)]
    if all(part.isdigit() for word in found for part in word.split(", ")):
        found = [str(n) for n in sorted(int(part) for word in found for part in word.split(", "))]
    return ", ".join(found)


def _opening(scenario: Scenario, layout: Layout, taken: Sequence[Taken]) -> str:
    name = escape(f"graph-{scenario.id}-{layout.columns}", quote=True)
    width, height = layout.width, layout.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="100%" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" '
        f'style="max-width:{width * 1.15:.0f}px;height:auto;background:{_PAPER};font-family:{_FONT}">'
        f'<title id="{name}-title">{escape(f"Map of the conversation: {scenario.title}")}</title>'
        f'<desc id="{name}-desc">{escape(_described(scenario, taken))}</desc>'
    )


def _described(scenario: Scenario, taken: Sequence[Taken]) -> str:
    size = f"{len(scenario.nodes)} moments and {len(scenario.endings)} endings, from the start down."
    if not taken:
        return size
    targets = {(node.id, route.id): route.to for node in scenario.nodes for route in node.routes}
    path = [_title(scenario, taken[0][0]), *(_title(scenario, targets.get(step, "")) for step in taken)]
    return f"{size} The path taken: {'; then '.join(title for title in path if title)}."


def _title(scenario: Scenario, name: str) -> str:
    place = scenario.node.get(name) or scenario.ending.get(name)
    return place.title if place else ""


def _curve(curve: Curve, thick: bool) -> str:
    width, head = (4, 7.0) if thick else (1.1, 4.5)
    colour = _SAGE if thick else _QUIET
    return (
        f'<path d="{curve.path}" stroke-width="{width}" stroke-linecap="round" fill="none"/>'
        f'<path d="{curve.head(head)}" style="fill:{colour};stroke:none"/>'
    )


def _box(scenario: Scenario, box: Box, visited: bool) -> str:
    ending = box.id in scenario.ending
    stroke, width = (_SAGE, 3) if visited else (_QUIET, 1)
    round_by = box.height / 2 if ending else 10
    middle = box.x + box.width / 2
    first = box.y + (box.height - LINE_HEIGHT * len(box.lines)) / 2 + 12
    text = "".join(
        f'<tspan x="{middle:g}" y="{first + i * LINE_HEIGHT:g}">{escape(line)}</tspan>'
        for i, line in enumerate(box.lines)
    )
    weight = 600 if visited or box.id == scenario.start else 400
    return (
        f"<g><title>{escape(_title(scenario, box.id))}</title>"
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{round_by:g}" '
        f'style="fill:{_RAISED};stroke:{stroke};stroke-width:{width}"/>'
        f'<text text-anchor="middle" font-size="12" font-weight="{weight}" style="fill:{_INK}">{text}</text></g>'
    )


def _label(curve: Curve, words: str, layout: Layout) -> str:
    x, y = curve.middle
    width = max(18.0, 7 * len(words) + 10)
    x = min(max(x, width / 2 + 1), layout.width - width / 2 - 1)
    return (
        f'<rect x="{x - width / 2:.1f}" y="{y - 9:.1f}" width="{width:g}" height="18" rx="9" style="fill:{_SAGE}"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="12" font-weight="600" '
        f'style="fill:{_RAISED}">{escape(words)}</text>'
    )


def _mermaid_text(text: str) -> str:
    codes = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
    return "".join(codes.get(letter, letter) for letter in " ".join(text.split()))
