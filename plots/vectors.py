"""What each penalty says of each vector: one line a penalty, broken where the score changes."""

from collections.abc import Sequence

import numpy as np

from models.vectors import Cost
from plots.chart import Axis, Chart, Dots, Line
from plots.theme import BLUE, DASHES, GOLD, GREEN, ORANGE, PINK

LOOKS = (BLUE, ORANGE, GOLD, GREEN, PINK)
MARKERS = ("circle", "square", "triangle-up", "diamond", "pentagon")


def vectors_chart(names: Sequence[str], values: Sequence[tuple[Cost, np.ndarray]], groups: Sequence[Sequence[int]]) -> Chart:
    """The penalties' `values` (vectors,) each; a line joins the vectors of a group, which score the same."""
    places = np.arange(1, len(names) + 1)
    lines, dots = [], []
    for (cost, each), look, marker, dash in zip(values, LOOKS, MARKERS, DASHES, strict=False):
        shown = np.where(each > 0, each, np.nan)
        joined = [one for group in groups for one in (*group, -1)]  # −1: a break
        y = np.where(np.array(joined, int) < 0, np.nan, shown[joined]) if joined else np.zeros(0)
        x = np.where(np.array(joined, int) < 0, np.nan, places[joined]) if joined else np.zeros(0)
        lines.append(Line(cost.name, x, y, look.light, look.dark, dash, width=2, legend=False))
        words = [f"{cost.name} ({cost.whose}): {name} costs {value:.6g}" for name, value in zip(names, each, strict=True)]
        dots.append(Dots(cost.name, places, shown, look.light, look.dark, marker, 10, words=words))
    ticks = list(zip(places.tolist(), names, strict=True))
    alt = f"The penalties of {', '.join(names)}, on a logarithmic axis; lines join vectors of the same score."
    return Chart(
        "penalties",
        "What each penalty says",
        Axis("", span=(0.6, len(names) + 0.4), ticks=ticks),
        Axis("R(w)", log=True),
        lines,
        dots,
        alt=alt,
        hint="Lines join vectors of the same score.",
    )
