"""Many data sets: a bundle of fits with their mean, and what the error is made of as areas that add up."""

import numpy as np

from models.polynomial import heights
from models.resampling import Spread
from models.truths import Truth
from plots.chart import Axis, Chart, Line, Mark, logarithmic
from plots.overfitting import DEGREES, FIT, INK, OPEN, SCALE, WHERE, degree_mark, place, strength_mark, truth_line
from plots.theme import PALETTE

BUNDLE = 30  # fits that are drawn
BIAS, VARIANCE, NOISE = PALETTE["bias"], PALETTE["variance"], PALETTE["noise"]
LINEAR, LOG = SCALES = ("linear", "log")
CUT = 3.0  # times the error of degree 0: what is higher leaves a linear chart
HIGH = 1e3  # … and a logarithmic one
LEAST = 1e-9  # where a logarithm ends


def bundle_chart(weights: np.ndarray, mean: np.ndarray, truth: Truth, title: str) -> Chart:
    """Some of the fits of weights (sets, powers), the mean fit, whose weights are `mean` (powers,), and the truth."""
    fewer = WHERE[::2]  # thirty of them under a dragging hand
    curves, middle = heights(weights[:BUNDLE], fewer), heights(mean, WHERE)
    lines = [
        Line("one data set’s fit", fewer, one, FIT.light, FIT.dark, width=1.2, faint=True, legend=not k) for k, one in enumerate(curves)
    ]
    lines += [Line("mean fit", WHERE, middle, BIAS.light, BIAS.dark, width=3.2), truth_line(truth.curve)]
    alt = f"{title}: {len(curves)} of {len(weights)} fits, the mean fit, and the truth."
    return Chart("bundle", title, Axis("x", span=(-1.05, 1.05)), Axis("y", span=(-OPEN, OPEN)), lines, alt=alt)


def spread_charts(degrees: Spread, strengths: Spread, degree: int, strength: float, scale: str) -> list[Chart]:
    """What the error is made of against degree at this λ, and against λ at this degree, each with a mark to drag."""
    both = np.concatenate([degrees.total, strengths.total])
    low = max(both.min() / 3, LEAST) if scale == LOG else 0.0
    top = min(1.08 * both.max(), (CUT if scale == LINEAR else HIGH) * degrees.total[0])
    top = max(top, 3 * low, LEAST)
    up = logarithmic("", low, top) if scale == LOG else Axis("", span=(low, top))
    title = f"Mean squared error against degree, λ = {strength:.3g}"
    return [
        chart("sum-degrees", title, DEGREES, up, degrees, degrees.along, degree_mark(degree)),
        chart("sum-strengths", f"… and against λ, degree {degree}", SCALE, up, strengths, place(strengths.along), strength_mark(strength)),
    ]


def chart(id: str, title: str, x: Axis, y: Axis, spread: Spread, at: np.ndarray, mark: Mark) -> Chart:
    """Noise, on it bias², on that variance; and the measured test error as a line of its own."""
    lines, ground = [], np.zeros(len(at))
    for name, part, look in (("noise", spread.noise, NOISE), ("bias²", spread.bias, BIAS), ("variance", spread.variance, VARIANCE)):
        ground = ground + part
        colours, up_to = (look.light, look.dark), np.maximum(ground, LEAST)
        lines.append(Line(name, at, up_to, *colours, width=1.4, fill="below", legend=False, label=name, hover=f"{name}, up to here"))
    lines.append(Line("measured", at, spread.measured, *INK, dash="dot", legend=False, label="measured", hover="measured on fresh points"))
    alt = f"{title}: noise, bias² and variance stacked, and the measured test error."
    hints = ["Log scale: read heights, not areas."] if y.log and id == "sum-strengths" else []
    if y.span and spread.total.max() > y.span[1]:
        hints.append("Cut above.")
    return Chart(id, title, x, y, lines, (), [mark], alt=alt, hint=" ".join(hints))
