"""The picture of a person in a posture, as an image that says the posture in words."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ui.parts.escape import as_html

PORTRAITS = Path(__file__).parents[2] / "assets" / "portraits"


@dataclass(frozen=True)
class Pictured:
    """One person as they are now: `portrait` and `posture` name the drawing, `alt` says the posture in words."""

    name: str
    portrait: str
    posture: str
    alt: str
    about: str = ""


@cache
def _address(portrait: str, posture: str) -> str:
    path = PORTRAITS / portrait / f"{posture}.svg"
    drawing = path.read_bytes() if path.is_file() else (PORTRAITS / "nobody.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(drawing).decode()


def image(portrait: str, posture: str, alt: str = "") -> str:
    """Return the `<img>` of a portrait; an empty `alt` leaves it to the words beside it, an unknown id draws an
    outline."""
    return f'<img class="portrait" src="{_address(portrait, posture)}" alt="{as_html(alt)}">'


def people(shown: tuple[Pictured, ...]) -> str:
    """Return everybody, each with their name and their posture in words."""
    persons = "".join(
        f'<div class="person">{image(p.portrait, p.posture, f"{p.name}: {p.alt}")}'
        f'<div><p><strong>{as_html(p.name)}</strong></p><p class="quiet small" aria-hidden="true">{as_html(p.alt)}</p></div></div>'
        for p in shown
    )
    return f'<div class="people">{persons}</div>'
