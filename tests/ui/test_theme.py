"""Every pair of words and ground in the style sheet, in both themes, against WCAG 2.2 AA; and the theme that says the
same."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "assets" / "theme.css").read_text(encoding="utf-8")
TOKENS = {name: pair for name, *pair in re.findall(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
WORDS_ON = {
    "ink": ("paper", "raised", "mist", "amber-ground", "clay-ground"),
    "quiet": ("paper", "raised", "mist"),
    "sage": ("paper", "raised", "mist"),
    "on-sage": ("sage",),
    "amber": ("paper", "amber-ground"),
    "clay": ("paper", "clay-ground"),
}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), [(w, g) for w, grounds in WORDS_ON.items() for g in grounds])
def test_words_can_be_read(words, ground, theme):
    assert contrast(TOKENS[words][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_edges_of_boxes_can_be_seen(ground, theme):
    assert contrast(TOKENS["edge"][theme], TOKENS[ground][theme]) >= 3


def test_streamlit_has_the_same_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    names = {
        "primaryColor": "sage",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "raised",
        "textColor": "ink",
        "linkColor": "sage",
        "borderColor": "edge",
    }
    for index, kind in enumerate(("light", "dark")):
        assert theme[kind] == {key: TOKENS[token][index] for key, token in names.items()}


def test_the_app_listens_on_this_computer_alone_and_sends_nothing():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False


def test_every_font_of_the_theme_is_here_with_its_licence():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for face in theme["fontFaces"]:
        assert (ROOT / "static" / face["url"].removeprefix("app/static/")).is_file()
    assert "SIL OPEN FONT LICENSE" in (ROOT / "assets" / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_every_asset_has_its_origin_and_licence():
    sources = (ROOT / "assets" / "SOURCES.md").read_text(encoding="utf-8")
    kinds = {path.name if path.parent.name == "assets" else path.parent.name for path in (ROOT / "assets").glob("*.*")}
    for name in (kinds | {"fonts", "portraits", "nobody.svg"}) - {"SOURCES.md"}:
        if name.endswith((".css", ".js", ".svg")) or "." not in name:
            assert name in sources, name
