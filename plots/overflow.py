"""Overflow: how the numbers of a descent grow until they no longer fit, a chart for each precision."""

import numpy as np

from digits import superscript
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.gradients import FAINT, INK
from plots.theme import BLUE, GREEN, ORANGE
from studies.overflow import LOSS, NAMES, SLOPE, Overflow, X, largest

LOOKS = {X: (BLUE, "solid"), LOSS: (ORANGE, "dash"), SLOPE: (GREEN, "dot")}
ROOM = 1.08  # above the largest number: there stands ∞


def growth_chart(found: Overflow) -> Chart:
    """Powers of ten of |x|, the loss and the gradient; on top the largest number, above it what became infinite."""
    steps, limit = np.arange(len(found.values)), float(np.log10(largest(found.precision)))
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(np.abs(found.values))
    lines, dots = [], []
    for name, (look, dash) in LOOKS.items():
        own = powers[:, NAMES.index(name)]
        lines.append(Line(name, steps, np.where(np.isfinite(own), own, np.nan), look.light, look.dark, dash))
        at = found.first_inf[name]
        if at >= 0:
            words = [f"{name} is ∞ from step {at} on"]
            dots.append(Dots(f"{name} is ∞", [at], [ROOM * limit], look.light, look.dark, "diamond", 11, legend=False, words=words))
    lines.append(Line("largest number", steps[[0, -1]], [limit, limit], *INK, "dash", 1.6, legend=False, hover="largest number"))
    nan = found.first_nan[X]
    marks = [Mark("NaN", nan, f"NaN: {nan}", *FAINT, dash="dot")] if nan >= 0 else []
    known = powers[np.isfinite(powers)]
    low = float(known.min(initial=0.0))
    return Chart(
        found.precision,
        f"{found.precision}: up to 10{superscript(int(limit))}",
        Axis("step k", span=(0, max(1, len(steps) * 1.12))),
        Axis("", span=(low, 1.16 * limit), ticks=ticks(low, limit)),
        lines,
        dots,
        marks,
        alt=f"How |x|, the loss and the gradient grow in {found.precision}, up to the largest number, and where each becomes infinite.",
        hint="Dashed on top: the largest number. ◆ from here on ∞.",
    )


def ticks(low: float, limit: float) -> list[tuple[float, str]]:
    """Some powers of ten, and ∞ above them."""
    each = 10 if limit < 100 else 100
    first = int(np.ceil(low / each)) * each
    return [*((float(k), f"10{superscript(k)}" if k else "1") for k in range(first, int(limit), each)), (ROOM * limit, "∞")]
