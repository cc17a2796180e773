"""Leaving a saddle as charts: some of the paths, and how many have left by each step beside the law."""

import numpy as np

from plots.chart import Axis, Chart, Line
from plots.gradients import level_lines
from plots.noise_floor import FOUND, INK, LAW
from studies.saddle_escape import OUT, RUNS, SADDLE, STEPS, Escape, law

SHOWN = 24  # paths
STEP = np.arange(STEPS + 1)
WEAKER = (0.1, 10.0)  # times the noise: the law of these is drawn, too


def escape_charts(found: Escape, alpha: float, sigma: float) -> list[Chart]:
    """Paths on the map, and the share that is away."""
    return [paths_chart(found), share_chart(found, alpha, sigma)]


def paths_chart(found: Escape) -> Chart:
    """The first of the runs; how many leave each way is chance."""
    (x0, x1), (y0, y1) = SADDLE.window
    gap = np.full((SHOWN, 1, 2), np.nan)
    x, y = np.concatenate([found.paths[:SHOWN], gap], 1).reshape(-1, 2).T
    out = [Line("left from here on", [x0, x1, np.nan, x0, x1], [OUT, OUT, np.nan, -OUT, -OUT], *INK, "dot", 1.4)]
    return Chart(
        "paths",
        f"{SHOWN} of {RUNS} runs",
        Axis("x", span=(x0, x1)),
        Axis("y", span=(y0, y1)),
        [level_lines(SADDLE, {}), *out, Line("paths", x, y, FOUND.light, FOUND.dark, width=1.4)],
        alt="Paths that begin on the ridge, go to the saddle, and part from there to both exits.",
        hint="All begin at (−1.8, 0), exactly on the ridge.",
    )


def share_chart(found: Escape, alpha: float, sigma: float) -> Chart:
    """The share that is away at each step: counted with its interval, and the law; the law for less and more noise, faintly."""
    lines = [
        Line("95 % interval", STEP, found.low, FOUND.light, FOUND.dark, width=1, legend=False),
        Line("95 % interval", STEP, found.high, FOUND.light, FOUND.dark, width=1, legend=False),
        Line(f"counted, {RUNS} runs", STEP, found.share, FOUND.light, FOUND.dark, width=3),
        Line("law", STEP, law(alpha, sigma), LAW.light, LAW.dark, "dash", 2.6),
    ]
    if sigma > 0:
        lines += [
            Line(
                f"law, {factor:g} σ", STEP, law(alpha, factor * sigma), LAW.light, LAW.dark, "dot", 1.4, legend=False, label=f"{factor:g} σ"
            )
            for factor in WEAKER
        ]
    return Chart(
        "share",
        "Share of the runs that have left",
        Axis("step", span=(0, STEPS)),
        Axis("", span=(-0.02, 1.02), ticks=[(0, "0"), (0.25, "¼"), (0.5, "½"), (0.75, "¾"), (1, "1")]),
        lines,
        alt="The share of the runs that are away from the saddle, over the step: counted, and by the law.",
    )
