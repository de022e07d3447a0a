import runpy
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ui.parts.portrait import PORTRAITS, Pictured, image, people

DRAW = runpy.run_path(str(PORTRAITS / "draw.py"))
IDS = {"child-a", "child-b", "child-c", "teen-a", "teen-b", "woman-a", "woman-b", "woman-c", "man-a", "man-b", "man-c"}


def test_everybody_is_drawn_in_three_postures():
    assert set(DRAW["PEOPLE"]) == IDS
    assert set(DRAW["POSTURES"]) == {"closed", "wary", "open"}


def test_the_files_are_what_the_script_draws(tmp_path: Path):
    DRAW["main"](tmp_path)
    for path in tmp_path.rglob("*.svg"):
        kept = PORTRAITS / path.relative_to(tmp_path)
        assert kept.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), f"run {PORTRAITS / 'draw.py'}"


@pytest.mark.parametrize("path", sorted(PORTRAITS.rglob("*.svg")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_drawing_is_small_well_formed_and_inert(path: Path):
    tags = {element.tag.rpartition("}")[2] for element in ET.parse(path).iter()}
    assert tags <= {"svg", "g", "rect", "circle", "ellipse", "path"}
    assert path.stat().st_size < 8000


def test_postures_of_one_person_differ():
    drawings = [DRAW["draw"](DRAW["PEOPLE"]["child-a"], p, name) for name, p in DRAW["POSTURES"].items()]
    assert len(set(drawings)) == 3


def test_an_unknown_portrait_draws_an_outline():
    assert image("nobody-we-know", "open") == image("nor-this", "closed")


def test_the_words_of_a_posture_are_its_alternative_text():
    shown = people((Pictured("Ines", "child-a", "closed", "looking down, <sleeves> over her hands"),))
    assert 'alt="Ines: looking down, &lt;sleeves&gt; over her hands"' in shown
