"""Thrown off: three runs on one map with what each was told, the loss, and the thresholds that work."""

from collections.abc import Mapping

import numpy as np

from digits import brief
from plots.chart import Axis, Chart, Line, Mark
from plots.gradients import FAINT, arrow, map_chart
from plots.theme import BLUE, GREEN, ORANGE, Look
from studies.thrown import LAND, NEAR, NORM, RAW, THRESHOLDS, VALUE, WAYS, Thrown

LOOKS: dict[str, Look] = dict(zip(WAYS, (ORANGE, BLUE, GREEN), strict=True))
DASH: dict[str, str] = dict(zip(WAYS, ("solid", "dash", "dot"), strict=True))
LIMITS = "by norm", "by value"  # the marks that the hand moves
FLOOR, CEILING = 1e-8, 1e4  # of the loss that is left
MANY = 3  # bands are not listed
STRIPS = (2.5e-8, 8e-8)  # where the bands lie, above the floor


def throwing_map(found: Thrown, params: Mapping[str, float]) -> Chart:
    """The paths in the window, and at the longest step of plain descent the step that each gradient would make, in true measure."""
    at = found.points[0, found.longest]
    lines = [
        Line(way, found.points[i, :, 0], found.points[i, :, 1], look.light, look.dark, DASH[way], 2.4, hover=way)
        for i, (way, look) in enumerate(LOOKS.items())
    ]
    for way, g in reversed(list(zip(WAYS, found.told(), strict=True))):
        if np.hypot(*g) > 0:
            lines.append(pointed(way, at, -found.rate * g))
    hint = "Drag the start. The arrows are the steps from where the gradient is longest."
    return map_chart(LAND, params, found.points[0, 0], lines, equal=True, hint=hint)


def pointed(way: str, at: np.ndarray, step: np.ndarray) -> Line:
    """The step as an arrow; one that leaves the map keeps its head in sight, at the map's edge."""
    room = [(high - x if d > 0 else low - x) / d for x, d, (low, high) in zip(at, step, LAND.window, strict=True) if d]
    shown = min(1.0, *(share for share in room if share > 0), 1.0)
    one = arrow(way, at, shown * step, LOOKS[way], width=4.5)
    return Line(one.name, one.x, one.y, one.light, one.dark, width=4.5, legend=False, hover=f"the step {way}")


def loss_chart(found: Thrown) -> Chart:
    """What is left of the loss, step by step."""
    steps = np.arange(found.above.shape[1])
    lines = [
        Line(way, steps, np.maximum(found.above[i], FLOOR), look.light, look.dark, DASH[way], legend=False, hover=way)
        for i, (way, look) in enumerate(LOOKS.items())
    ]
    marks = [Mark("longest", found.longest, "longest gradient", *FAINT, dash="dot")]
    low, high = float(found.above.min()), float(found.above.max())
    span = max(FLOOR, low / 2), max(2 * high, 4 * FLOOR)
    alt = "The loss above the minimum's over the steps, of plain descent and with either clipping."
    return Chart("loss", "Loss above the minimum", Axis("step"), Axis("", log=True, span=span), lines, marks=marks, alt=alt)


def thresholds_chart(found: Thrown) -> Chart:
    """What is left at the end over the threshold; a thick strip under the thresholds that work, and both of now to drag."""
    lines = [Line("arrived", THRESHOLDS, np.full(len(THRESHOLDS), NEAR), *FAINT, "dot", 1.6, legend=False, hover="arrived below")]
    for way, name, ends, strip in zip((0, 1), (NORM, VALUE), found.ends, STRIPS, strict=True):
        look = LOOKS[name]
        lines.append(Line(name, THRESHOLDS, np.clip(ends, FLOOR, CEILING), look.light, look.dark, DASH[name], legend=False, hover=name))
        works = np.where(ends <= NEAR, strip, np.nan)
        words = f"works {name}: {spelled(found.bands(way))}"
        lines.append(Line(f"works {name}", THRESHOLDS, works, look.light, look.dark, width=9, legend=False, hover=words))
    left = float(np.clip(found.above[0, -1], FLOOR, CEILING))
    look = LOOKS[RAW]
    lines.append(Line(RAW, THRESHOLDS[[0, -1]], [left, left], look.light, look.dark, legend=False, width=1.8, hover=RAW))
    marks = [
        Mark(name, limit, f"{name[3:]} = {brief(limit)}", LOOKS[way].light, LOOKS[way].dark, dash=DASH[way], grip=True)
        for name, limit, way in zip(LIMITS, found.limits, (NORM, VALUE), strict=True)
    ]
    return Chart(
        "thresholds",
        "What is left at the end, over the threshold",
        Axis("threshold c", log=True, span=(THRESHOLDS[0], THRESHOLDS[-1])),
        Axis("", log=True, span=(FLOOR, max(10.0, 2 * min(CEILING, float(found.ends.max()))))),
        lines,
        marks=marks,
        alt="The loss that is left at the end over the threshold, by norm and by value, and which thresholds work.",
        hint="Drag the marks. Thick strips: these thresholds work.",
    )


def spelled(bands: list[tuple[float, float]]) -> str:
    """Bands of thresholds in words; many are counted."""
    if len(bands) > MANY:
        return f"{len(bands)} pieces between {brief(bands[0][0])} and {brief(bands[-1][1])}"
    return ", ".join(f"{brief(low)} to {brief(high)}" if low < high else brief(low) for low, high in bands) or "none"
