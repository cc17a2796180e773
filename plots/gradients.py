"""A gradient and its differences: where the point is, the loss along one weight with secants and tangent, and the error over the step."""

from collections.abc import Mapping, Sequence

import numpy as np

from digits import brief, superscript
from landscapes import Landscape, heights
from models.nine_points import X, Y
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.contours import outlines
from plots.race import lowest_value
from plots.relief import relief
from plots.theme import GOLD, PALETTE, PAPER, PINK, VIOLET
from studies.gradient_check import Checked, Look
from studies.step_errors import STEPS, StepErrors, losses, thumb

FORWARD, CENTRAL, ANALYTIC = (PALETTE[name] for name in ("forward", "central", "analytic"))
WAYS = {"forward": FORWARD, "central": CENTRAL}
INK = PAPER["light"].text, PAPER["dark"].text
FAINT = "#7d8794", "#7f8a98"  # what stands behind
POINT, STEP = "the point", "h"  # what the hand moves
GRID, BANDS = 101, 10  # of the level lines
ARROW = 0.16  # of the window: how long the gradient is drawn
LONGEST = 1.6  # times that: how long a difference's is at most
FLOOR, CEILING = 1e-17, 10.0  # of a relative error; 0 stands on the floor
FAN = np.linspace(0, 1, 9)  # slopes from the left one to the right one
SAMPLES = 191  # of the loss along a weight
CLASSES = ((VIOLET, "circle"), (GOLD, "square"), (PINK, "triangle-up"))
EDGE = 1.1  # of the picture of the nine points


def level_lines(land: Landscape, params: Mapping[str, object]) -> Line:
    """The surface's level lines, as one line with gaps; those that only close along the window's edge are left open there."""
    x, y, z = heights(land, params, GRID)
    finite = np.where(np.isfinite(z), z, np.nanmax(np.where(np.isfinite(z), z, np.nan)) if np.isfinite(z).any() else 0.0)
    log = relief(finite, lowest_value(land, params))[0]
    levels = np.linspace(log.min(), log.max(), BANDS + 1)[1:-1]
    loops = [np.vstack([loop, loop[:1], [[np.nan] * 2]]) for level in levels for loop in outlines(log, level)]
    all_of = np.vstack([*loops, [[np.nan] * 2]])
    edge = ((all_of <= 0) | (all_of >= GRID - 1)).any(1)
    all_of[edge & np.roll(edge, 1) & np.roll(edge, -1)] = np.nan
    places = np.arange(GRID)
    return Line("levels", np.interp(all_of[:, 0], places, x), np.interp(all_of[:, 1], places, y), *FAINT, width=1, legend=False, faint=True)


def map_chart(
    land: Landscape,
    params: Mapping[str, object],
    point: np.ndarray,
    arrows: Sequence[Line],
    tip: Sequence[Dots] = (),
    equal: bool = False,
    hint: str = "Drag the point, or click where you want it.",
) -> Chart:
    """The point on the surface's level lines, which the hand moves; `equal` if angles are to be true."""
    (x0, x1), (y0, y1) = land.window
    return Chart(
        "map",
        "",
        Axis("x", span=(x0, x1)),
        Axis("y", span=(y0, y1)),
        [level_lines(land, params), *arrows],
        [Dots(POINT, point[:1], point[1:], *INK, "circle", 13, legend=False, grip=True), *tip],
        alt=f"Level lines of {land.name}, and the gradient at ({point[0]:.4g}, {point[1]:.4g}).",
        equal=equal,
        adds=True,
        hint=hint,
    )


def arrow(name: str, at: np.ndarray, along: np.ndarray, look, dash: str = "solid", width: float = 3.0) -> Line:
    """A line with a head from a point, as far as `along` goes."""
    tip, side = at + along, np.array([-along[1], along[0]])
    head = [tip - 0.22 * along + 0.11 * side, tip, tip - 0.22 * along - 0.11 * side]
    x, y = np.array([at, tip, head[0], head[1], head[2]]).T
    return Line(name, x, y, look.light, look.dark, dash, width, legend=True)


def gradient_arrows(land: Landscape, ways: Mapping[str, Checked]) -> list[Line]:
    """The analytic gradient, and each way's in the same measure."""
    side, checked = reach(land), ways["central"]
    size = np.linalg.norm(checked.analytic)
    if not np.isfinite(size) or size == 0:
        return []
    arrows = [arrow("analytic", checked.point, ARROW * side * checked.analytic / size, ANALYTIC, width=5)]
    for way, dash in (("forward", "dot"), ("central", "dash")):
        along = ways[way].numeric / size
        if np.isfinite(along).all() and along.any():
            along *= min(1.0, LONGEST / np.linalg.norm(along))
            arrows.append(arrow(way, checked.point, ARROW * side * along, WAYS[way], dash, 2.4))
    return arrows


def reach(land: Landscape) -> float:
    """The shorter side of the window."""
    return float(np.ptp(np.array(land.window), axis=1).min())


def nine_points_chart(W: np.ndarray, b: np.ndarray) -> Chart:
    """The points, and for each class the line on which its score is 0."""
    lines, dots = [], []
    for k, (look, marker) in enumerate(CLASSES[: len(W)]):
        held, size = k == Y, float(W[k] @ W[k])
        dots.append(Dots(f"class {k}", X[held, 0], X[held, 1], look.light, look.dark, marker, 12))
        if size > 0:
            foot, along = -b[k] * W[k] / size, np.array([-W[k, 1], W[k, 0]]) / np.sqrt(size)
            x, y = np.array([foot - 9 * along, foot + 9 * along]).T
            lines.append(Line(f"score {k} is 0", x, y, look.light, look.dark, width=2, legend=False))
    span = -EDGE, EDGE
    alt = "The points of each class, and the line on which the score of that class is 0."
    return Chart("points", "", Axis("x₁", span=span), Axis("x₂", span=span), lines, dots, alt=alt, hint="Lines: a score is 0.")


def slice_chart(look: Look, ways: Mapping[str, Checked], i: int, letter: str, wide: float) -> Chart:
    """The loss along one weight, with the tangent and both secants; at a kink a fan of the slopes from left to right."""
    one = ways["central"]
    h, at, off = one.h, float(one.point[i]), max(wide, 2.5 * one.h)
    places = np.unique(np.append(np.linspace(at - off, at + off, SAMPLES), [at - h, at, at + h]))
    rows = np.repeat(one.point[None], len(places), 0)
    rows[:, i] = places
    loss = losses(look, rows)
    here = float(loss[np.searchsorted(places, at)])
    lines = [Line("loss", places, loss, *INK, width=2.4)]
    ends = np.array([at - off, at + off])

    def through(x: float, y: float, slope: float) -> np.ndarray:
        return y + slope * (ends - x)

    if one.kink[i] and np.isfinite([one.left[i], one.right[i]]).all():
        for slope in one.left[i] + FAN * (one.right[i] - one.left[i]):
            lines.append(Line("subgradient", ends, through(at, here, slope), *FAINT, width=1.2, legend=False, hover=f"slope {slope:.4g}"))
    behind = float(loss[np.searchsorted(places, at - h)])
    for name, slope, x, y, shape, dash in (
        ("analytic", one.analytic[i], at, here, ANALYTIC, "solid"),
        ("forward", ways["forward"].numeric[i], at, here, FORWARD, "dot"),
        ("central", one.numeric[i], at - h, behind, CENTRAL, "dash"),
    ):
        if np.isfinite(slope):
            hover = f"{name}: slope {slope:.6g}"
            lines.append(Line(name, ends, through(x, y, slope), shape.light, shape.dark, dash, 2.2, hover=hover))
    known = loss[np.isfinite(loss)]
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    room = 0.12 * (high - low) or max(1e-9, 1e-3 * abs(high))
    asked = np.array([at - h, at, at + h])
    dots = [Dots("asked", asked, loss[np.searchsorted(places, asked)], *INK, "circle", 8, legend=False)]
    alt = f"The loss along {letter}, its tangent, and the lines whose slopes the differences are."
    up, across = Axis("loss", span=(low - room, high + room)), Axis(letter, span=(at - off, at + off))
    return Chart("slice", "", across, up, lines, dots, alt=alt, hint=f"The loss along {letter}.")


def errors_chart(errors: StepErrors, dtype: str, h: float) -> Chart:
    """The relative error over the step: both ways in both precisions, what is expected of them, and the step of now to drag."""
    lines, dots = [], []
    for (precision, way), error in errors.error.items():
        look, now, best = WAYS[way], precision == dtype, errors.best(precision, way)
        dash, hover = "solid" if precision == "float64" else "dash", f"{way}, {precision}"
        shown = np.where(error > FLOOR, error, np.where(np.isfinite(error), FLOOR, np.nan))
        lines.append(Line(way, STEPS, shown, look.light, look.dark, dash, 2.8 if now else 1.6, legend=dash == "solid", hover=hover))
        if best:
            words = [f"{hover}: best at h = {brief(best[0])}, off by {brief(best[1])}"]
            dots.append(Dots("best", [best[0]], [max(best[1], FLOOR)], look.light, look.dark, "star", 11, legend=False, words=words))
    lines += guides(errors)
    marks = [
        Mark(f"{sign}ε", thumb(dtype, way), f"{sign}ε", look.light, look.dark) for (way, look), sign in zip(WAYS.items(), "√∛", strict=True)
    ]
    return Chart(
        "errors",
        "Relative error over the step",
        Axis("step h", log=True, span=(STEPS[0] / 1.5, STEPS[-1] * 1.5), ticks=powers(-15, -2, 3)),
        Axis("", log=True, span=(FLOOR / 3, CEILING), ticks=powers(-16, 1, 4)),
        lines,
        dots,
        [Mark(STEP, h, f"h = {brief(h)}", grip=True), *marks],
        alt="The relative error of forward and central differences over the step, in float32 and float64: each falls, and then rises.",
        hint="Drag h. Dashed: float32. ★ the best step.",
    )


def powers(low: int, beyond: int, each: int) -> list[tuple[float, str]]:
    """Ticks at some powers of ten: all of them crowd a small chart."""
    return [(10.0**k, f"10{superscript(k)}" if k else "1") for k in range(low, beyond, each)]


def guides(errors: StepErrors) -> list[Line]:
    """What theory expects: ∝ h and ∝ h² of long steps, ∝ ε/h of short ones, each as far as it is the larger."""
    gap = [np.nan]
    x, y = [gap], [gap]
    for way, curve in errors.curve.items():
        for dtype, rounding in errors.rounding.items():
            for own, other in ((curve, rounding), (rounding, curve)):
                shown = np.where((own >= other) & (own < 1) & (own > 10 * FLOOR), own, np.nan)
                if (own is curve and dtype == "float64") or (own is rounding and way == "central"):
                    x, y = [*x, STEPS, gap], [*y, shown, gap]
    x, y = np.concatenate(x), np.concatenate(y)
    return [Line("theory", x, y, *FAINT, width=1.2, hover="theory: ∝ h, ∝ h², ∝ ε/h")] if np.isfinite(y).any() else []
