"""A sharp well and a flat one: where runs end on the map, and the share that ends in the flat one over the rate and the batch size."""

from functools import lru_cache

import numpy as np

from landscapes import heights
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.contours import outlines
from plots.theme import PALETTE, PAPER
from studies.sharp_and_flat import FLAT, LAND, RATE, RATES, RUNS, SHARP, SIZE, SIZES, Counted, Escape, sharpness

SMALL, LARGE = PALETTE["training"], PALETTE["validation"]
INK = PAPER["light"].text, PAPER["dark"].text
START, ALPHA, BATCH = "the start", "α", "B"  # what the hand moves
DRAWN = 300  # ends on the map
FAINT = "#7d8794", "#7f8a98"
GRID, HEIGHTS = 121, np.linspace(0.27, 0.45, 10)  # the saddle between the wells lies at 0.36
UP = Axis("", span=(-4.0, 104.0), ticks=[(one, f"{one} %") for one in (0, 25, 50, 75, 100)])
RATE_TICKS = [(one, f"{one:g}") for one in (0.1, 0.2, 0.5, 1.0, 2.0, 4.0)]
SIZE_TICKS = [(float(one), str(one)) for one in (1, 2, 5, 10, 20, 50, 100)]


def escape_charts(found: Escape, start: tuple[float, float], alpha: float, size: int) -> list[Chart]:
    """The map, and both curves with the marks that the hand drags."""
    across = Axis("rate α", log=True, span=(RATE.low, RATE.high), ticks=RATE_TICKS)
    along = Axis("batch size B", log=True, span=(1 / 1.15, 1.15 * SIZE.high), ticks=SIZE_TICKS)
    edge = Mark("2/λ", 2 / sharpness()[SHARP], "2/λ", *INK, dash="dot")
    return [
        map_of_ends(found, start, size),
        curve(
            "rates",
            "End in the flat well, over the rate",
            across,
            RATES,
            found.rates,
            [Mark(ALPHA, alpha, f"α = {alpha:.3g}", grip=True), edge],
        ),
        curve("sizes", "… and over the batch size", along, SIZES, found.sizes, [Mark(BATCH, size, f"B = {size}", grip=True)]),
    ]


def map_of_ends(found: Escape, start: tuple[float, float], size: int) -> Chart:
    """Level lines, some of the ends as asked, the one with all samples, both minima with their sharpness, and the start to drag."""
    (x0, x1), (y0, y1) = LAND.window
    minima, steep = np.array(LAND.minima()), sharpness()
    words = [f"{name} minimum: sharpness {steep[place]:.4g}" for name, place in (("flat", FLAT), ("sharp", SHARP))]
    dots = [
        Dots(f"ends, B = {size}", found.ends[:DRAWN, 0], found.ends[:DRAWN, 1], SMALL.light, SMALL.dark, "circle", 5),
        Dots("end, all samples", [found.whole[0]], [found.whole[1]], LARGE.light, LARGE.dark, "square", 19),
        Dots("minimum", minima[:, 0], minima[:, 1], *INK, "star", 14, legend=False, words=words),
        Dots(START, [start[0]], [start[1]], *INK, "circle-open", 15, legend=False, words=["start"], grip=True),
    ]
    return Chart(
        "map",
        "Where runs end",
        Axis("x", span=(x0, x1)),
        Axis("y", span=(y0, y1)),
        [levels()],
        dots,
        alt=f"Level lines of {LAND.name}: a sharp well on the left, a flat one on the right, and where runs of {size} samples a step end.",
        adds=True,
        hint="Drag the start.",
    )


@lru_cache(maxsize=1)
def levels() -> Line:
    """Level lines at even heights, as one line with gaps: on the logarithm of other maps the sharp well has next to none."""
    x, y, z = heights(LAND, {}, GRID)
    loops = [np.vstack([loop, loop[:1], [[np.nan] * 2]]) for level in HEIGHTS for loop in outlines(z, level)]
    column, row = np.vstack(loops).T
    edge = (column <= 0) | (column >= GRID - 1) | (row <= 0) | (row >= GRID - 1)
    column[edge] = np.nan  # a loop that leaves the window is left open there
    places = np.arange(GRID)
    return Line("levels", np.interp(column, places, x), np.interp(row, places, y), *FAINT, width=1, legend=False, faint=True)


def curve(id: str, title: str, x: Axis, at: np.ndarray, found: Counted, marks: list[Mark]) -> Chart:
    """The share in per cent with its intervals, and the marks."""
    share, low, high = 100 * found.share, 100 * found.low, 100 * found.high
    gap = np.full(len(at), np.nan)
    strokes = np.stack([at, at, gap], 1).ravel(), np.stack([low, high, gap], 1).ravel()
    words = [f"{hits} of {RUNS}, 95 %: {a:.1f} to {b:.1f} %" for hits, a, b in zip(found.hits, low, high, strict=True)]
    lines = [
        Line("share", at, share, SMALL.light, SMALL.dark, width=1.8, legend=False),
        Line("95 % interval", *strokes, SMALL.light, SMALL.dark, width=2.4, legend=False, hover="95 % interval"),
    ]
    dots = [Dots("share", at, share, SMALL.light, SMALL.dark, "circle", 7, legend=False, words=words)]
    alt = f"{title}: per cent of {RUNS} runs, with intervals."
    return Chart(id, title, x, UP, lines, dots, marks, alt=alt, hint=f"Drag {marks[0].name}.")
