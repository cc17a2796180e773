"""Every rule is told from every other by its colour and its marker, by any eye, in the light and in the dark."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from plots.theme import LOOKS

ROOT = Path(__file__).parents[2]
PLAYER = ROOT / "ui" / "web" / "player"

# What each kind of eye makes of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
EYES = {
    "usual": np.eye(3),
    "no red cones": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green cones": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no blue cones": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
# Linear RGB to OKLab: Ottosson (2020).
TO_CONES = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
)
TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]
)
JUST_NOTICEABLE = 0.02  # in OKLab: CSS Color Module Level 4, gamut mapping
READABLE = 3.0  # contrast of graphical objects: WCAG 2.1, 1.4.11


def linear(colour: str) -> np.ndarray:
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> np.ndarray:
    return TO_LAB @ np.cbrt(TO_CONES @ np.clip(EYES[eye] @ linear(colour), 0, 1))


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def background(scheme: str) -> str:
    text = (ROOT / ".streamlit" / "config.toml").read_text()
    return re.search(rf'\[theme\.{scheme}\][^\[]*?backgroundColor = "(.+?)"', text)[1]


def test_every_rule_has_a_look():
    missing = [rule.name for rule in OPTIMIZERS if rule.name not in LOOKS]
    assert not missing, f"{', '.join(missing)}: add a Look to LOOKS in plots/theme.py."


def test_every_marker_is_drawn_in_both_views():
    flat, deep = (PLAYER / "markers.js").read_text(), (PLAYER / "scene.js").read_text()
    for name, look in LOOKS.items():
        assert look.marker == "circle" or f"\n  {look.marker}: " in flat, f"{name}: ui/web/player/markers.js draws no {look.marker}."
        assert re.search(rf"\b{look.marker}: \"", deep), f"{name}: SYMBOLS in ui/web/player/scene.js has no {look.marker}."


def test_no_two_rules_share_a_marker():
    assert len({look.marker for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_colours_look_alike(scheme, eye):
    for one, other in combinations(LOOKS, 2):
        a, b = (seen(getattr(LOOKS[name], scheme), eye) for name in (one, other))
        assert np.linalg.norm(a - b) > JUST_NOTICEABLE, f"{one} and {other}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_stands_out_from_the_page(scheme):
    ground = luminance(background(scheme))
    for name, look in LOOKS.items():
        dim, bright = sorted([ground, luminance(getattr(look, scheme))])
        assert (bright + 0.05) / (dim + 0.05) >= READABLE, name
