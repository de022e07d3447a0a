"""The map of a conversation with the path taken, as an image for those who see it and a list for everybody."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from engine.drawing import Taken, to_svg
from engine.scenario import Scenario
from simulator.debrief import PathStep
from ui.parts.escape import as_html

_COLOURS = (
    "svg{--attune-font:'Atkinson Hyperlegible Next',sans-serif;--attune-paper:#FAF8F4;--attune-raised:#FFFFFF;--attune-ink:#1F2933;--attune-quiet:#52606D;"
    "--attune-sage:#2F6B5B}@media (prefers-color-scheme:dark){svg{--attune-paper:#17191C;--attune-raised:#202428;"
    "--attune-ink:#ECEFF1;--attune-quiet:#A9B4BE;--attune-sage:#7FC4AE}}"
)
_ALT = "The map of this conversation with your path on it; the list beside it says the same."
_FONT = Path(__file__).parents[2] / "assets" / "fonts" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"


@cache
def _style() -> str:
    """The colours of both themes and the typeface: an image has nothing of the page around it."""
    font = base64.b64encode(_FONT.read_bytes()).decode()
    face = f"@font-face{{font-family:'Atkinson Hyperlegible Next';font-weight:200 800;src:url(data:font/woff2;base64,{font})}}"
    return f"<style>{face}{_COLOURS}</style>"


def map_html(
    scenario: Scenario, taken: Sequence[Taken], labels: Mapping[Taken, str] | None = None, alt: str = _ALT
) -> str:
    """Return the picture of the map, two columns wide on a phone and three on a desktop.

    The routes in `taken` are thick and numbered by turn, or carry `labels`; `alt` says where the same stands in words.
    """
    wide, narrow = (to_svg(scenario, taken=taken, labels=labels, columns=columns) for columns in (3, 2))
    source = f'<source media="(min-width: 56rem)" srcset="{_address(wide)}" {_size(wide)}>'
    return f'<picture class="map">{source}<img src="{_address(narrow)}" {_size(narrow)} alt="{as_html(alt)}"></picture>'


def path_html(path: Sequence[PathStep], titles: dict[str, str]) -> str:
    """Return the path as a list: where you were, at which replies, and where other words would have led."""
    return f'<ol class="path">{"".join(_step(step, titles) for step in path)}</ol>'


def _address(svg: str) -> str:
    start = svg.index(">", svg.index("<svg")) + 1
    return "data:image/svg+xml;base64," + base64.b64encode((svg[:start] + _style() + svg[start:]).encode()).decode()


def _size(svg: str) -> str:
    """Return width and height in px, as drawn."""
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    return f'width="{float(width):.0f}" height="{float(height):.0f}"'


def _step(step: PathStep, titles: dict[str, str]) -> str:
    numbers = ", ".join(str(number) for number in step.turns)
    at = (
        f'<span class="quiet"> · {"reply" if len(step.turns) == 1 else "replies"} {numbers}</span>'
        if step.turns
        else ""
    )
    others = [titles[place] for place in step.elsewhere if place in titles]
    elsewhere = (
        f'<br><span class="quiet small">Other words led to: {as_html("; ".join(others))}</span>' if others else ""
    )
    return f"<li><strong>{as_html(step.title)}</strong>{at}{elsewhere}</li>"
