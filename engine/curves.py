"""The curve of an edge between two boxes: down to the next row, or round through a gutter or margin."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.layout import GUTTER, MARGIN, Box, Layout

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """A cubic Bézier curve: start, two control points, end."""

    start: Point
    first: Point
    second: Point
    end: Point

    @property
    def path(self) -> str:
        """The `d` of an SVG path."""
        points = (self.start, self.first, self.second, self.end)
        a, b, c, d = (f"{x:.1f},{y:.1f}" for x, y in points)
        return f"M{a} C{b} {c} {d}"

    @property
    def middle(self) -> Point:
        """The point half way along the parameter, where a label stands."""
        weights = ((self.start, 1), (self.first, 3), (self.second, 3), (self.end, 1))
        return sum(p[0] * w for p, w in weights) / 8, sum(p[1] * w for p, w in weights) / 8

    def head(self, size: float) -> str:
        """The `d` of an arrow head at the end, `size` px long."""
        dx, dy = self.end[0] - self.second[0], self.end[1] - self.second[1]
        length = math.hypot(dx, dy) or 1.0
        ux, uy = dx / length, dy / length
        x, y = self.end
        left = (x - size * ux + size * 0.6 * uy, y - size * uy - size * 0.6 * ux)
        right = (x - size * ux - size * 0.6 * uy, y - size * uy + size * 0.6 * ux)
        return f"M{x:.1f},{y:.1f} L{left[0]:.1f},{left[1]:.1f} L{right[0]:.1f},{right[1]:.1f} Z"


def build_curve(layout: Layout, source: str, target: str) -> Curve:
    """Build the curve from one box to another, or from a box back to itself."""
    a, b = layout.boxes[source], layout.boxes[target]
    if a.id == b.id:
        return _back_to_itself(a, layout)
    if b.row == a.row + 1:
        return _down(a, b)
    if a.column == b.column:
        return _beside(a, b, layout)
    return _through_gutter(a, b)


def _down(a: Box, b: Box) -> Curve:
    """From the bottom of one box to the top of one in the next row, each end leaning towards the other."""
    lean = 0.22 * (b.column > a.column) - 0.22 * (b.column < a.column)
    start = (a.x + a.width * (0.5 + lean), a.y + a.height)
    end = (b.x + b.width * (0.5 - lean), b.y)
    reach = (end[1] - start[1]) * 0.5
    return Curve(start, (start[0], start[1] + reach), (end[0], end[1] - reach), end)


def _beside(a: Box, b: Box, layout: Layout) -> Curve:
    """Round the outside of a column; further for boxes that are further apart."""
    left = a.column < layout.columns / 2
    room = MARGIN if a.column in (0, layout.columns - 1) else GUTTER
    out = min(room, 8 + 4 * abs(a.row - b.row)) * 1.25 * (-1 if left else 1)
    start, end = _leaving(a, b, left), _arriving(a, b, left)
    return Curve(start, (start[0] + out, start[1]), (end[0] + out, end[1]), end)


def _through_gutter(a: Box, b: Box) -> Curve:
    """From the side that faces the other box to the side that faces this one."""
    left = b.column < a.column
    start, end = _leaving(a, b, left), _arriving(a, b, not left)
    reach = max(GUTTER * 0.9, abs(end[0] - start[0]) * 0.6) * (-1 if left else 1)
    return Curve(start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end)


def _back_to_itself(box: Box, layout: Layout) -> Curve:
    """A small loop at the outer side of the box."""
    left = box.column < layout.columns / 2
    edge, out = (box.x, -18) if left else (box.x + box.width, 18)
    middle = box.y + box.height / 2
    return Curve((edge, middle + 8), (edge + out, middle + 11), (edge + out, middle - 11), (edge, middle - 8))


def _leaving(a: Box, b: Box, left: bool) -> Point:
    """Where an edge leaves the side of a box: low when it goes down, high when it goes up."""
    return (a.x if left else a.x + a.width, a.y + a.height * (0.75 if b.row >= a.row else 0.25))


def _arriving(a: Box, b: Box, left: bool) -> Point:
    return (b.x if left else b.x + b.width, b.y + b.height * (0.25 if b.row > a.row else 0.75))
