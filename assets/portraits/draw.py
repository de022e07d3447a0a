"""Draws every portrait: eleven people, three postures each, a few flat shapes, one hand.

Run `python assets/portraits/draw.py` after a change; a test fails when the files are not what this draws. It is one
file, longer than most, because a hand is kept steady by having its strokes and its people side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

INK = "#2B2622"


@dataclass(frozen=True)
class Build:
    """Proportions: `head` scales the head, `head_y` is its centre, `shoulder` half the width of the shoulders, in
    px."""

    head: float
    head_y: float
    shoulder: float
    neck: float
    sleeve: float


CHILD = Build(head=1.06, head_y=104, shoulder=50, neck=9, sleeve=24)
TEEN = Build(head=1.0, head_y=94, shoulder=57, neck=10.5, sleeve=26)
WOMAN = Build(head=0.98, head_y=88, shoulder=60, neck=11, sleeve=26)
MAN = Build(head=1.0, head_y=86, shoulder=69, neck=14.5, sleeve=30)


@dataclass(frozen=True)
class Posture:
    """How somebody holds themselves: lengths in px, `tilt` in degrees, `gaze` where the eyes go, down is positive."""

    tilt: float
    turn: float
    nod: float
    lift: float
    draw_in: float
    gaze: tuple[float, float]
    mouth: str
    brow: tuple[float, float]


POSTURES = {
    "closed": Posture(9, -6, 8, 9, 7, (0, 9), "M-6,0.5 Q0,-1 6,0.5", (-1.8, 0.8)),
    "wary": Posture(-4, 9, 1, 4, 2, (-2.6, 0.3), "M-7,0 L6,-0.5", (-0.5, 1.5)),
    "open": Posture(-5, 2, 0, 0, 0, (0.4, 0), "M-7.5,-1 Q0,4 7.5,-1", (0.5, -1)),
}


@dataclass(frozen=True)
class Person:
    """One person: colours as (base, shade), and the names of the shapes they are made of."""

    build: Build
    skin: tuple[str, str]
    hair: tuple[str, str]
    style: str
    cloth: tuple[str, str]
    collar: str
    ground: tuple[str, str]
    glasses: bool = False
    beard: bool = False
    lines: bool = False


LIGHT, FAIR = ("#F3D3BC", "#E2B79B"), ("#E9BF9A", "#D4A27A")
TAN, BROWN, DEEP = ("#CC9568", "#B57C51"), ("#A26C48", "#8A5838"), ("#744A33", "#5F3A27")
SAGE, SAND, SKY = ("#DCE7E1", "#C8D9D0"), ("#F0E5D3", "#E4D4BA"), ("#DEE4EC", "#CAD4E0")
ROSE, HEATH = ("#F0DFD7", "#E4CCC0"), ("#E6E1EA", "#D5CDDC")

PEOPLE = {
    "child-a": Person(CHILD, FAIR, ("#4A3226", "#38251B"), "bob", ("#5F8F7E", "#4A7667"), "round", SAND),
    "child-b": Person(CHILD, DEEP, ("#221A17", "#16100E"), "crop", ("#D0A04C", "#B38538"), "jumper", SKY),
    "child-c": Person(CHILD, LIGHT, ("#B5653A", "#974F2B"), "plaits", ("#5B7496", "#485F7E"), "round", ROSE),
    "teen-a": Person(TEEN, BROWN, ("#2A1E1A", "#1B1311"), "long", ("#8A6480", "#73506A"), "hood", SAGE),
    "teen-b": Person(TEEN, LIGHT, ("#7A5A3C", "#62462D"), "mop", ("#5E6E84", "#4B5A6E"), "hood", SAND),
    "woman-a": Person(WOMAN, DEEP, ("#1F1816", "#120D0C"), "curls", ("#C27B5C", "#A66448"), "vee", SAGE),
    "woman-b": Person(
        WOMAN, LIGHT, ("#B9B4AD", "#9C968F"), "bun", ("#4F7472", "#3D5E5C"), "shirt", HEATH, True, lines=True
    ),
    "woman-c": Person(WOMAN, TAN, ("#33241E", "#231713"), "wave", ("#6B7A4E", "#57653D"), "vee", ROSE),
    "man-a": Person(MAN, TAN, ("#2B211D", "#1C1411"), "short", ("#46597A", "#374865"), "shirt", SAND, beard=True),
    "man-b": Person(
        MAN, BROWN, ("#8F8983", "#766F69"), "cropped", ("#7C5B4A", "#66493A"), "vee", SKY, True, lines=True
    ),
    "man-c": Person(MAN, LIGHT, ("#8B6B4A", "#705437"), "parted", ("#6F8A87", "#597270"), "jumper", HEATH),
}

HAIR_BACK = {
    "bob": "M-38,-8 C-42,-52 42,-52 38,-8 L40,26 C40,36 30,38 24,36 L-24,36 C-30,38 -40,36 -40,26 Z",
    "crop": "M-35,0 C-42,-24 -32,-46 0,-46 C32,-46 42,-24 35,0 Z",
    "plaits": "M-36,-4 C-40,-48 40,-48 36,-4 L33,14 L-33,14 Z",
    "long": "M-37,-8 C-42,-52 42,-52 37,-8 C38,24 46,52 44,82 L-44,82 C-46,52 -38,24 -37,-8 Z",
    "mop": "M-36,4 C-46,-14 -38,-50 -4,-48 C34,-52 46,-18 36,4 Z",
    "curls": "M-34,34 C-52,30 -54,12 -46,2 C-56,-12 -48,-30 -36,-34 C-32,-52 -10,-56 2,-50 C18,-58 36,-48 38,-34"
    " C52,-26 54,-8 46,2 C54,14 50,32 34,34 Z",
    "bun": "M-34,0 C-38,-46 38,-46 34,0 L30,8 L-30,8 Z M-15,-42 a15,14 0 1 1 30,0 a15,14 0 1 1 -30,0 Z",
    "wave": "M-36,-6 C-42,-52 40,-54 37,-8 C38,10 48,22 42,42 C38,54 28,52 24,48 L-24,48 C-30,54 -42,52 -42,40"
    " C-48,20 -36,10 -36,-6 Z",
    "short": "M-33,2 C-38,-44 38,-46 33,2 Z",
    "cropped": "M-32,0 C-34,-30 -22,-40 0,-40 C22,-40 34,-30 32,0 Z",
    "parted": "M-33,2 C-40,-44 40,-48 34,2 Z",
}

HAIR_FRONT = {
    "bob": "M-32,-2 C-37,-51 37,-51 32,-2 C28,-14 26,-17 20,-19 C8,-15 -10,-15 -21,-19 C-27,-16 -29,-12 -32,-2 Z",
    "crop": "M-31,-8 C-34,-42 34,-42 31,-8 C28,-20 20,-26 0,-26 C-20,-26 -28,-20 -31,-8 Z",
    "plaits": "M-32,-2 C-37,-51 37,-51 32,-2 C27,-16 14,-27 0,-31 C-14,-27 -27,-16 -32,-2 Z",
    "long": "M-32,6 C-39,-51 39,-51 32,6 C30,-10 22,-24 6,-31 C-10,-26 -27,-14 -32,6 Z",
    "mop": "M-33,-4 C-42,-52 38,-58 34,-6 C28,-13 26,-20 24,-25 C12,-16 -6,-15 -17,-22 C-25,-18 -29,-12 -33,-4 Z",
    "curls": "M-33,-2 C-39,-51 39,-51 33,-2 C29,-14 25,-20 18,-23 C12,-30 -10,-31 -18,-23 C-26,-20 -30,-13 -33,-2 Z",
    "bun": "M-32,2 C-37,-51 37,-51 32,2 C29,-14 18,-27 -6,-29 C-20,-24 -29,-14 -32,2 Z",
    "wave": "M-33,8 C-41,-52 41,-52 33,8 C32,-12 20,-24 -10,-31 C-22,-24 -31,-10 -33,8 Z",
    "short": "M-31,-2 C-37,-51 37,-51 31,-2 C30,-14 27,-20 22,-25 C6,-20 -12,-21 -24,-25 C-28,-19 -30,-12 -31,-2 Z",
    "cropped": "M-31,-4 C-34,-34 -23,-41 0,-41 C23,-41 34,-34 31,-4 C29,-20 20,-31 0,-31 C-20,-31 -29,-20 -31,-4 Z",
    "parted": "M-31,-2 C-40,-42 -14,-52 4,-48 C32,-48 37,-20 31,-2 C29,-14 26,-19 20,-23 C4,-20 -8,-24 -16,-30"
    " C-20,-22 -28,-16 -31,-2 Z",
}

FACE = "M-30,-8 C-30,-42 30,-42 30,-8 L29.5,6 C28,30 13,42 0,42 C-13,42 -28,30 -29.5,6 Z"
YOUNG_FACE = "M-31,-6 C-31,-42 31,-42 31,-6 L31,8 C30,28 15,38 0,38 C-15,38 -30,28 -31,8 Z"
BEARD = (
    "M-30,2 C-28,14 -24,17 -15,18 C-10,14 10,14 15,18 C24,17 28,14 30,2 C31,30 16,44.5 0,44.5 C-16,44.5 -31,30 -30,2 Z"
    " M-8.5,21 C-8.5,28.5 8.5,28.5 8.5,21 C5,19 -5,19 -8.5,21 Z"
)


def draw(person: Person, posture: Posture, name: str) -> str:
    """Return one portrait as an SVG file's text, 200 by 240 px, decorative until the page gives it words."""
    ground, ring = person.ground
    head_y = person.build.head_y + posture.nod * 0.9
    head_x = 100 + posture.turn * 0.5
    place = f"translate({head_x:g},{head_y:g}) rotate({posture.tilt:g}) scale({person.build.head:g})"
    parts = [
        f'<rect width="200" height="240" fill="{ground}"/>',
        f'<circle cx="100" cy="104" r="82" fill="{ring}"/>',
        f'<g transform="{place}">{_hair_back(person)}</g>',
        _body(person, posture, head_y),
        f'<g transform="{place}">{_face(person, posture)}</g>',
        _arms(person, posture, name),
    ]
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 240">\n' + "\n".join(parts) + "\n</svg>\n"


def _path(d: str, fill: str, more: str = "") -> str:
    return f'<path d="{d}" fill="{fill}"{more}/>'


def _stroke(d: str, colour: str, width: float) -> str:
    shape = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" {shape} stroke="{colour}" stroke-width="{width:g}"/>'


def _hair_back(person: Person) -> str:
    shape = _path(HAIR_BACK[person.style], person.hair[1])
    if person.style == "plaits":
        for side in (-1, 1):
            shape += _stroke(f"M{side * 33},10 Q{side * 44},34 {side * 38},62", person.hair[0], 14)
            shape += _stroke(f"M{side * 40},50 L{side * 37.5},53", person.cloth[0], 13)
    return shape


def _shoulders(person: Person, posture: Posture) -> tuple[float, float]:
    """Return half the width of the shoulders and the height of their line."""
    line = person.build.head_y + 72 * (0.9 if person.build is CHILD else 1)
    return person.build.shoulder - posture.draw_in, line - posture.lift


def _body(person: Person, posture: Posture, head_y: float) -> str:
    half, line = _shoulders(person, posture)
    neck, base = person.build.neck, line - 14
    slope = line - 17
    torso = (
        f"M{100 - neck - 4},{slope:g} C{100 - neck - 14:g},{line - 6:g} {100 - half + 4:g},{line - 8:g} {100 - half:g},{line + 22:g}"
        f" L{100 - half - 4:g},240 L{100 + half + 4:g},240 L{100 + half:g},{line + 22:g}"
        f" C{100 + half - 4:g},{line - 8:g} {100 + neck + 14:g},{line - 6:g} {100 + neck + 4},{slope:g} Z"
    )
    column = f"M{100 - neck},{head_y + 20:g} L{100 + neck},{head_y + 20:g} L{100 + neck + 3},{base + 4:g} Q100,{base + 9:g} {100 - neck - 3},{base + 4:g} Z"
    shade = f"M{100 - neck},{head_y + 36:g} L{100 + neck},{head_y + 36:g} L{100 + neck},{head_y + 44:g} Q100,{head_y + 58:g} {100 - neck},{head_y + 44:g} Z"
    return (
        _path(torso, person.cloth[0])
        + _collar(person, line)
        + _path(column, person.skin[0])
        + _path(shade, person.skin[1])
        + _collar_front(person, line)
    )


def _collar(person: Person, line: float) -> str:
    neck = person.build.neck
    if person.collar == "hood":
        return _path(
            f"M{100 - neck - 22},{line + 2:g} C{100 - neck - 20},{line - 30:g} {100 + neck + 20},{line - 30:g} {100 + neck + 22},{line + 2:g}"
            f" Q100,{line + 34:g} {100 - neck - 22},{line + 2:g} Z",
            person.cloth[1],
        )
    if person.collar == "vee":
        return _path(
            f"M{100 - neck - 4},{line - 16:g} L{100 + neck + 4},{line - 16:g} L100,{line + 30:g} Z", person.skin[0]
        )
    return ""


def _collar_front(person: Person, line: float) -> str:
    neck, dark = person.build.neck, person.cloth[1]
    if person.collar == "hood":
        cord = "#F4EFE6"
        return _stroke(f"M90,{line + 12:g} L88,{line + 34:g} M110,{line + 12:g} L112,{line + 31:g}", cord, 2.4)
    if person.collar == "shirt":
        left = f"M{100 - neck - 5},{line - 20:g} L100,{line + 4:g} L{100 - 14},{line + 16:g} L{100 - neck - 13},{line - 8:g} Z"
        right = f"M{100 + neck + 5},{line - 20:g} L100,{line + 4:g} L{100 + 14},{line + 16:g} L{100 + neck + 13},{line - 8:g} Z"
        return _path(left, "#FBF8F2") + _path(right, "#FBF8F2") + _stroke(f"M100,{line + 8:g} L100,240", dark, 2)
    if person.collar == "vee":
        return _stroke(f"M{100 - neck - 5},{line - 17:g} L100,{line + 30:g} L{100 + neck + 5},{line - 17:g}", dark, 4)
    width = 9 if person.collar == "jumper" else 4.5
    return _stroke(f"M{100 - neck - 4},{line - 13:g} Q100,{line + 8:g} {100 + neck + 4},{line - 13:g}", dark, width)


def _face(person: Person, posture: Posture) -> str:
    skin, shade = person.skin
    dx, dy = posture.turn * 0.55, posture.nod * 0.55
    ears = "".join(
        f'<ellipse cx="{side * 30 - posture.turn * 0.25:g}" cy="{4 - dy * 0.4:g}" rx="5.5" ry="8" fill="{shade}"/>'
        for side in (-1, 1)
    )
    hides_ears = person.style in {"bob", "long", "curls", "wave"}
    shape = YOUNG_FACE if person.build is CHILD else FACE
    parts = ["" if hides_ears else ears, _path(shape, skin)]
    if person.beard:
        parts.append(
            _path(BEARD, person.hair[0], f' fill-rule="evenodd" transform="translate({dx * 0.8:g},{dy * 0.5:g})"')
        )
    parts.append(f'<g transform="translate({dx:g},{dy:g})">{_features(person, posture)}</g>')
    parts.append(_path(HAIR_FRONT[person.style], person.hair[0], f' transform="translate({dx * 0.1:g},{dy * 0.2:g})"'))
    return "".join(parts)


def _features(person: Person, posture: Posture) -> str:
    shade = person.skin[1]
    inner, outer = posture.brow
    brow = person.hair[1] if person.skin is not DEEP else "#2A1A12"
    parts = []
    for side in (-1, 1):
        parts.append(_eye(side * 12.5, 2, posture, person))
        parts.append(
            _stroke(
                f"M{side * 7.5},{-8 + inner:g} Q{side * 13},{-11 + (inner + outer) / 2:g} {side * 18.5},{-7.5 + outer:g}",
                brow,
                2.4,
            )
        )
    parts.append(_stroke("M1,6 Q4.5,13 -1.5,13.5", shade, 2.2))
    lips = "#8E4A40" if person.skin in (LIGHT, FAIR) else "#5A2E25" if person.skin is not DEEP else "#3B1B15"
    parts.append(f'<g transform="translate(0,23)">{_stroke(posture.mouth, lips, 2.4)}</g>')
    if person.lines:
        parts.append(_stroke("M-20,11 q2.5,3.5 6,3.6 M20,11 q-2.5,3.5 -6,3.6", shade, 1.6))
    if person.glasses:
        parts.append(
            '<g fill="#FFFFFF" fill-opacity=".16" stroke="#3A3531" stroke-width="1.9">'
            '<rect x="-22.5" y="-5" width="19.5" height="15.5" rx="6.5"/><rect x="3" y="-5" width="19.5" height="15.5" rx="6.5"/>'
            '<path d="M-3,1 Q0,-1.5 3,1" fill="none"/></g>'
        )
    return "".join(parts)


def _eye(x: float, y: float, posture: Posture, person: Person) -> str:
    across, down = posture.gaze
    if down > 5:
        return _stroke(f"M{x - 6:g},{y + 0.6:g} Q{x:g},{y + 5.6:g} {x + 6:g},{y + 0.6:g}", INK, 2.3)
    white = f'<ellipse cx="{x:g}" cy="{y:g}" rx="6" ry="4.3" fill="#FFFDF9"/>'
    iris = f'<circle cx="{x + across:g}" cy="{y + down:g}" r="3.3" fill="{INK}"/>'
    lid = _stroke(f"M{x - 6.4:g},{y - 0.8:g} Q{x:g},{y - 6.4:g} {x + 6.4:g},{y - 0.8:g}", INK, 1.9)
    return white + iris + lid


def _arms(person: Person, posture: Posture, name: str) -> str:
    half, line = _shoulders(person, posture)
    inset = person.build.sleeve / 2 + 2
    left, right = 100 - half + inset, 100 + half - inset
    if name == "closed":
        return _closed_arms(person, left, right, line)
    if name == "wary":
        return _wary_arms(person, left, right, line)
    return _open_arms(person, left, right, line)


def _sleeve(person: Person, x: float, y: float, rest: str) -> str:
    """Draw an arm from the shoulder at (x, y): edged in the shade, but for the shoulder, which runs into the body."""
    d, width = f"M{x:g},{y:g} {rest}", person.build.sleeve
    seam = f'<circle cx="{x:g}" cy="{y:g}" r="{width / 2 + 2.2:g}" fill="{person.cloth[0]}"/>'
    return _stroke(d, person.cloth[1], width + 3.6) + _stroke(d, person.cloth[0], width) + seam


def _hand(person: Person, x: float, y: float, turn: float, length: float = 12) -> str:
    return (
        f'<g transform="translate({x:g},{y:g}) rotate({turn:g})"><ellipse rx="{length:g}" ry="8.4" fill="{person.skin[0]}"/>'
        + _stroke(f"M{length - 5:g},-2.6 h5 M{length - 5:g},2 h5", person.skin[1], 1.5)
        + "</g>"
    )


def _closed_arms(person: Person, left: float, right: float, line: float) -> str:
    """Arms wrapped round the body, sleeves pulled over the hands."""
    top, low = line + 27, line + 58
    under = f"Q{right + 7:g},{low + 9:g} {right - 20:g},{low + 4:g} L{left + 14:g},{low - 12:g}"
    over = f"Q{left - 7:g},{low + 7:g} {left + 20:g},{low + 5:g} L{right - 10:g},{low - 15:g}"
    cuff = _stroke(f"M{right - 13:g},{low - 24:g} l5.5,19", person.cloth[1], 2.6)
    return _sleeve(person, right, top, under) + _sleeve(person, left, top, over) + cuff


def _wary_arms(person: Person, left: float, right: float, line: float) -> str:
    """One arm hangs; the other crosses to hold it."""
    top, low = line + 27, line + 62
    hanging = f"Q{left - 6:g},{low:g} {left - 3:g},256"
    across = f"Q{right + 9:g},{low + 11:g} {right - 22:g},{low + 8:g} L{left + 26:g},{low - 8:g}"
    hand = _hand(person, left + 8, low - 14, 198)
    return _sleeve(person, left, top, hanging) + _sleeve(person, right, top, across) + hand


def _open_arms(person: Person, left: float, right: float, line: float) -> str:
    """Arms loose, hands resting one in the other."""
    top, wrist = line + 27, 222
    first = f"Q{left - 12:g},{line + 66:g} {left + 4:g},{wrist + 9:g} L83,{wrist + 6:g}"
    second = f"Q{right + 12:g},{line + 66:g} {right - 4:g},{wrist + 9:g} L117,{wrist + 6:g}"
    hands = _hand(person, 92, wrist + 1, 12, 14) + _hand(person, 109, wrist + 4, 172, 13)
    return _sleeve(person, left, top, first) + _sleeve(person, right, top, second) + hands


def main(folder: Path = Path(__file__).parent) -> None:
    """Write `<person>/<posture>.svg` for all of them."""
    for slug, person in PEOPLE.items():
        for name, posture in POSTURES.items():
            path = folder / slug / f"{name}.svg"
            path.parent.mkdir(exist_ok=True)
            path.write_text(draw(person, posture, name), encoding="utf-8")


if __name__ == "__main__":
    main()
