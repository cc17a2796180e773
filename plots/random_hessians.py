"""How rare minima are among random critical points: counted, and what is known."""

import numpy as np

from plots.chart import Axis, Chart, Dots, Line
from plots.noise_floor import INK
from plots.theme import BLUE, ORANGE
from studies.random_hessians import EXACT, MOST, SIZES, Chances

SIGNS, GOE = ORANGE, BLUE
ROOM = 3.0  # below the least chance that these many matrices can show


def chances_chart(found: Chances) -> Chart:
    """Both kinds with their intervals, 2⁻ᴺ, and the exact chances that are known."""
    floor = 1 / found.matrices / ROOM
    fine = np.linspace(1, MOST, 100)
    lines = [Line("2⁻ᴺ", fine, 0.5**fine, SIGNS.light, SIGNS.dark, "dash", 2)]
    for hits, look in ((found.signs, SIGNS), (found.goe, GOE)):
        low, high = found.interval(hits)
        gap = np.full(MOST, np.nan)
        ends = np.stack([np.maximum(low, floor), np.maximum(high, floor), gap], 1).ravel()
        at = np.stack([SIZES, SIZES, gap], 1).ravel()
        lines.append(Line("95 % interval", at, ends, look.light, look.dark, width=1.6, legend=False, hover="95 % interval"))
    known = list(EXACT)
    return Chart(
        "chances",
        "Chance that a random critical point is a minimum",
        Axis("number of weights N", span=(0.5, MOST + 0.5), ticks=[(n, str(n)) for n in range(1, MOST + 1)]),
        Axis("", log=True, span=(floor, 1.3)),
        lines,
        [
            counted("independent signs", found.signs, found, SIGNS, "square"),
            counted("symmetric matrix", found.goe, found, GOE, "circle"),
            Dots("exact", known, list(EXACT.values()), *INK, "x", 8),
        ],
        alt="Both chances over the number of weights, on a logarithmic axis: a straight line down, and a curve that bends below it.",
        hint="A line without a dot: none was found.",
    )


def counted(name: str, hits: np.ndarray, found: Chances, look, marker: str) -> Dots:
    """The shares that were counted, where there was one at least."""
    some = hits > 0
    words = [f"N = {n}: {k} of {found.matrices}" for n, k in zip(SIZES[some], hits[some], strict=True)]
    return Dots(name, SIZES[some], hits[some] / found.matrices, look.light, look.dark, marker, 8, words=words)
