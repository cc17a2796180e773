"""What things look like: one colour and one marker per rule, the same on every page.

Colours begin with Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), lighter in the dark; those
after it differ from it, and from one another, in lightness as much as in hue.
"""

from dataclasses import dataclass
from math import cos, pi, sin


@dataclass(frozen=True)
class Marker:
    """The head of a path: a polygon around (0, 0) whose corners are about 1 away, y down; without corners it is a disc.

    In three dimensions Plotly fills five symbols: circle, square, diamond, cross, x. Most stand for two shapes or three.
    """

    points: tuple[tuple[float, float], ...]
    symbol: str


def polygon(corners: int, turn: float) -> tuple[tuple[float, float], ...]:
    """A regular one; its first corner is turned so far from the right, clockwise."""
    angles = [turn + 2 * pi * i / corners for i in range(corners)]
    return tuple((round(cos(angle), 6), round(sin(angle), 6)) for angle in angles)


THIN, WIDE = 0.38, 1.0  # of the cross: half its arm's width, and its length
CIRCLE = Marker((), "circle")
SQUARE = Marker(polygon(4, pi / 4), "square")
DIAMOND = Marker(polygon(4, 0), "diamond")
TRIANGLE = Marker(polygon(3, -pi / 2), "circle")
WEDGE = Marker(polygon(3, pi / 2), "square")
PENTAGON = Marker(polygon(5, -pi / 2), "diamond")
CROSS = Marker(
    (
        *((-THIN, -WIDE), (THIN, -WIDE), (THIN, -THIN), (WIDE, -THIN), (WIDE, THIN), (THIN, THIN)),
        *((THIN, WIDE), (-THIN, WIDE), (-THIN, THIN), (-WIDE, THIN), (-WIDE, -THIN), (-THIN, -THIN)),
    ),
    "cross",
)
SPARK = Marker(((0, -1.25), (0.34, -0.34), (1.25, 0), (0.34, 0.34), (0, 1.25), (-0.34, 0.34), (-1.25, 0), (-0.34, -0.34)), "x")
HOURGLASS = Marker(((-0.9, -1.05), (0.9, -1.05), (0.25, 0), (0.9, 1.05), (-0.9, 1.05), (-0.25, 0)), "diamond")
BOWTIE = Marker(((-1.05, -0.9), (0, -0.25), (1.05, -0.9), (1.05, 0.9), (0, 0.25), (-1.05, 0.9)), "square")
BAR = Marker(((-1.2, -0.45), (1.2, -0.45), (1.2, 0.45), (-1.2, 0.45)), "circle")
CHEVRON = Marker(((-1.1, -0.95), (0, -0.15), (1.1, -0.95), (1.1, 0.15), (0, 0.95), (-1.1, 0.15)), "x")
POST = Marker(((-0.45, -1.2), (0.45, -1.2), (0.45, 1.2), (-0.45, 1.2)), "cross")
PENNANT = Marker(polygon(3, 0), "circle")


@dataclass(frozen=True)
class Look:
    light: str
    dark: str
    marker: Marker


BLUE = Look("#0072B2", "#56B4E9", CIRCLE)
ORANGE = Look("#D55E00", "#F58447", SQUARE)
GREEN = Look("#009E73", "#2BCB9C", DIAMOND)
VIOLET = Look("#8A6BBE", "#B9A0EA", TRIANGLE)
GOLD = Look("#B8860B", "#E8C547", WEDGE)
PINK = Look("#CC5F9B", "#F09CC8", PENTAGON)
GREY = Look("#4A4A4A", "#D0D4DA", CROSS)
RED = Look("#740C01", "#E50F08", SPARK)
INDIGO = Look("#3821D7", "#6660FE", HOURGLASS)
PURPLE = Look("#630B73", "#C51FB9", BOWTIE)
BROWN = Look("#924B0E", "#8F674E", BAR)

# For the next rules: they stand out from the page, and from all above, for every kind of eye.
STEEL = Look("#012348", "#3C698C", CHEVRON)
ORCHID = Look("#B331F8", "#CC64BF", POST)
PINE = Look("#216F48", "#369D7D", PENNANT)
SPARE = (STEEL, ORCHID, PINE)

LOOKS = {
    "SGD": BLUE,
    "Momentum": ORANGE,
    "Nesterov": GREEN,
    "AdaGrad": VIOLET,
    "RMSprop": GOLD,
    "Adam": PINK,
    "AdamW": GREY,
    "Newton": RED,
    "BFGS": INDIGO,
    "L-BFGS": PURPLE,
    "Random search": BROWN,
}

# What is no rule, by what it means; a rule that is repainted leaves it alone.
PALETTE = {
    "training": BLUE,
    "validation": ORANGE,
    "fit": GREEN,
    "truth": GREEN,
    "bias": VIOLET,
    "variance": PINK,
    "noise": GREY,
    "ridge": VIOLET,
    "last step": GOLD,
    "other curve": VIOLET,
    "another curve": GOLD,
    "without penalty": ORANGE,
    "with penalty": BLUE,
    "forward": ORANGE,
    "central": BLUE,
    "analytic": GREEN,
}

# Things in a row that have no look of their own: features, schedules, penalties.
ROW = (BLUE, ORANGE, GREEN, VIOLET, GOLD, PINK, GREY, RED, INDIGO, PURPLE, BROWN)

# What a line of the microscope computes, and the arrow it draws. Each is dark (light) enough to be read as text.
ROLES = {
    "gradient": ("#0072B2", "#56B4E9"),
    "velocity": ("#B4500A", "#F58447"),
    "step": ("#1B2430", "#FFFFFF"),
    "scale": ("#00795A", "#2BCB9C"),
    "pull": ("#8E4FA8", "#CFA2E6"),
    "curvature": ("#7A6200", "#E8C547"),
    "search": ("#B4306C", "#F09CC8"),
}

# A surface from its lowest ground to its highest: neutral, so that paths stand out.
SURFACE = {
    "light": ["#8296b5", "#a9b8cf", "#c9d3e2", "#e2e8f0", "#f4f6fa"],
    "dark": ["#56698a", "#3d4d68", "#2a374b", "#1e2836", "#171e28"],
}

# A quiet chart's lines carry no marker; each has a dash of its own beside its colour.
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "3px 3px 3px 3px 12px 3px")


@dataclass(frozen=True)
class Paper:
    """What a quiet chart is written on: the page shows through, so these are the page's own text and ground."""

    text: str
    label: str


PAPER = {
    "light": Paper("#1b2430", "#ffffff"),
    "dark": Paper("#e6ebf2", "#10151c"),
}
