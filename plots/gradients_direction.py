"""The slope in every direction: a cosine, with its top along the gradient."""

from collections.abc import Mapping

import numpy as np

from landscapes import Landscape
from plots.chart import Axis, Chart, Dots, Line, Mark
from plots.gradients import ANALYTIC, ARROW, FAINT, FORWARD, INK, arrow, map_chart, reach
from studies.directions import ANGLES, Directions, unit

TIP, ANGLE = "the direction", "φ"  # what the hand moves
TURN = np.linspace(0, 2 * np.pi, 91)
TICKS = [(k, f"{k}°") for k in range(0, 361, 90)]


def direction_map(land: Landscape, params: Mapping[str, object], found: Directions, angle: float) -> Chart:
    """The point, the gradient, and the direction, whose tip the hand turns."""
    long = tip_at(land)
    v, size = unit(angle), np.linalg.norm(found.gradient)
    ring = found.point[:, None] + long * np.array([np.cos(TURN), np.sin(TURN)])
    arrows = [Line("turn", ring[0], ring[1], *FAINT, "dot", 1.2, legend=False, faint=True)]
    if np.isfinite(size) and size > 0:
        arrows.append(arrow("∇f", found.point, long * found.gradient / size, ANALYTIC, width=5))
    arrows.append(arrow("v", found.point, long * v, FORWARD))
    x, y = (found.point + long * v)[:, None]
    tip = [Dots(TIP, x, y, FORWARD.light, FORWARD.dark, "circle", 14, legend=False, grip=True)]
    return map_chart(land, params, found.point, arrows, tip, equal=True, hint="Drag the tip of v, or the point.")


def tip_at(land: Landscape) -> float:
    """How far from the point the direction's tip is drawn."""
    return 1.25 * ARROW * reach(land)


def direction_chart(found: Directions, angle: float) -> Chart:
    """∇f·v and the difference along v over the angle, which the mark turns."""
    lines = [
        Line("∇f·v", ANGLES, found.slopes, ANALYTIC.light, ANALYTIC.dark, width=3.4),
        Line("measured along v", ANGLES, found.measured, FORWARD.light, FORWARD.dark, "dot", 2.6),
    ]
    marks, dots = [Mark(ANGLE, angle, f"{ANGLE} = {angle:.0f}°", grip=True)], []
    if found.steepest is not None:
        top = float(np.linalg.norm(found.gradient))
        words = [f"along ∇f, {found.steepest:.4g}°: ‖∇f‖ = {top:.4g}"]
        dots = [Dots("along ∇f", [found.steepest], [top], *INK, "star", 12, words=words)]
    known = np.concatenate([found.slopes, found.measured])
    size = float(np.abs(known[np.isfinite(known)]).max(initial=0.0)) or 1.0
    return Chart(
        "directions",
        "The slope along v",
        Axis("angle of v", span=(0, 360), ticks=TICKS),
        Axis("", span=(-1.15 * size, 1.15 * size)),
        lines,
        dots,
        marks,
        alt="The slope over the direction: a cosine with its top along the gradient; and what a difference along v measures.",
        hint=f"Drag {ANGLE}.",
    )
