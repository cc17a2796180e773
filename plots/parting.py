"""How far apart two runs are, step by step."""

import numpy as np

from plots.chart import Axis, Chart, Line, logarithmic
from plots.theme import PAPER

LEAST = 1e-12  # below it two runs differ by rounding: as good as no distance, which has no place on a logarithmic axis
ROOM = 1.2  # times the greatest distance, and below the least


def parting_chart(distance: np.ndarray) -> Chart:
    """The distance (steps+1,) in the plane's units, as one line over the steps, where there is one."""
    apart = np.where(distance > LEAST, distance, np.nan)
    last = len(distance) - 1
    line = Line("A and B apart", np.arange(last + 1), apart, PAPER["light"].text, PAPER["dark"].text, width=2.2, legend=False)
    return Chart(
        "parting",
        "",
        Axis("step", span=(0.0, float(last))),
        upright(apart),
        [line],
        alt="The distance between the two forms over the steps, on a logarithmic axis.",
    )


def upright(apart: np.ndarray) -> Axis:
    """The axis of all distances; with nothing to show it fits nothing."""
    known = apart[np.isfinite(apart)]
    return logarithmic("distance", known.min() / ROOM, known.max() * ROOM) if known.size else Axis("distance", log=True)
