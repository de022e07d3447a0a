"""Where the boxes of a scenario's graph stand: rows from the start down, a fixed number of columns."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from engine.graph import build_graph, layers
from engine.scenario import Scenario

BOX_WIDTH = 132
GUTTER = 28
MARGIN = 24
LINE_HEIGHT = 16
ROW_GAP = 44
TITLE_CHARS = 17
"""Letters that fit a box at 12 px; two columns with their margins are 340 px, a phone's width."""
TITLE_LINES = 3


@dataclass(frozen=True)
class Box:
    """A node or ending as a box: its grid place, its upper left corner and size in px, its title broken into lines."""

    id: str
    row: int
    column: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """All boxes by id, in rows from the top, and the size of the whole in px."""

    boxes: Mapping[str, Box]
    width: float
    height: float
    columns: int


def build_layout(scenario: Scenario, columns: int = 2) -> Layout:
    """Place every node and ending; a layer wider than `columns` goes on in the next row, endings come last."""
    rows = _rows(scenario, columns)
    boxes: dict[str, Box] = {}
    top = float(MARGIN)
    for number, row in enumerate(rows):
        titles = {name: _wrapped(_title(scenario, name)) for name in row}
        height = max(len(lines) for lines in titles.values()) * LINE_HEIGHT + 22
        first = (columns - len(row)) // 2
        for place, name in enumerate(row):
            left = MARGIN + (first + place) * (BOX_WIDTH + GUTTER)
            boxes[name] = Box(name, number, first + place, left, top, BOX_WIDTH, height, titles[name])
        top += height + ROW_GAP
    return Layout(boxes, _width(columns), top - ROW_GAP + MARGIN, columns)


def _rows(scenario: Scenario, columns: int) -> list[list[str]]:
    graph, placed = build_graph(scenario), dict[str, int]()
    rows: list[list[str]] = []
    for layer in layers(scenario):
        ordered = sorted(layer, key=lambda name: _pull(graph, placed, name))
        for start in range(0, len(ordered), columns):
            row = ordered[start : start + columns]
            placed.update({name: column for column, name in enumerate(row)})
            rows.append(row)
    return rows


def _pull(graph: nx.MultiDiGraph[str], placed: Mapping[str, int], name: str) -> float:
    """The mean column of what leads here from above, so that edges cross less."""
    above = [placed[before] for before in graph.predecessors(name) if before in placed]
    return sum(above) / len(above) if above else 0.0


def _title(scenario: Scenario, name: str) -> str:
    return scenario.node[name].title if name in scenario.node else scenario.ending[name].title


def _wrapped(title: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(title, TITLE_CHARS, max_lines=TITLE_LINES, placeholder="…")) or ("",)


def _width(columns: int) -> float:
    return 2 * MARGIN + columns * BOX_WIDTH + (columns - 1) * GUTTER
