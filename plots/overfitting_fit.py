"""One fit: the curve through the points, and its errors against degree and against λ."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from models.errors import Errors
from models.points import Points
from models.polynomial import powers
from models.truths import Truth
from plots.chart import Axis, Chart, Dots, Line, Mark, logarithmic
from plots.overfitting import (
    DEGREES,
    FIT,
    SCALE,
    TRAINING,
    VALIDATION,
    WHERE,
    degree_mark,
    place,
    strength_mark,
    tall,
    truth_line,
)
from plots.theme import PALETTE

OTHERS = (PALETTE["other curve"], "dot"), (PALETTE["another curve"], "dashdot")  # the curves that yours is held against
NONE = 1e-37  # an error of 0, for a logarithm
DEEP, HIGH = 1e-3, 30.0  # of the error of a level line: what is lower or higher leaves the chart


def points_dots(points: Points, grip: bool = False, legend: bool = True) -> list[Dots]:
    """Training and validation points."""
    return [
        Dots("training", points.x, points.y, TRAINING.light, TRAINING.dark, "circle", 10, legend, grip=grip),
        Dots("validation", points.held_x, points.held_y, VALIDATION.light, VALIDATION.dark, "square-open", 8, legend, grip=grip),
    ]


@cache
def basis(degree: int) -> np.ndarray:
    """The powers of all x at which curves are drawn, (x, degree + 1); kept, as a whole slider draws hundreds."""
    return powers(WHERE, degree)


def curve(name: str, weights: np.ndarray, look=FIT, dash: str = "solid", width: float = 3.0) -> Line:
    return Line(name, WHERE, weights @ basis(len(weights) - 1).T, look.light, look.dark, dash, width)


def fit_chart(points: Points, weights: np.ndarray, others: Sequence[np.ndarray], truth: Truth | None, own: bool) -> Chart:
    """The points, the truth if it is known, the fit, and the curves it is held against; `own` points take the hand."""
    degree = len(weights) - 1
    lines = [truth_line(truth.curve)] if truth else []
    for held_against, (look, dash) in zip(others, OTHERS, strict=False):
        lines.append(curve(named(len(held_against) - 1), held_against, look, dash, 2.2))
    lines.append(curve("your fit", weights))
    return Chart(
        "points",
        f"Degree {degree} through {len(points.x)} point{'s' * (len(points.x) != 1)}",
        Axis("x", span=(-1.05, 1.05)),
        tall(points.y, points.held_y),
        lines,
        points_dots(points, own),
        alt=f"A polynomial of degree {degree} through {len(points.x)} training points, with {len(points.held_x)} validation points.",
        adds=own,
        hint="Click or tap to add a point, drag to move it, twice on it to remove it." if own else "",
    )


def named(degree: int) -> str:
    return "straight line" if degree == 1 else f"degree {degree}"


def error_charts(degrees: Errors, strengths: Errors, degree: int, strength: float) -> list[Chart]:
    """The errors against degree at this λ, and against λ at this degree, each with a mark to drag and the best one starred."""
    level = degrees.training[0] if degrees.training[0] > 0 else 1.0
    judged = np.concatenate([degrees.validation, strengths.validation])
    lowest, highest = (level, level) if np.isnan(judged).all() else (judged.min(), judged.max())
    up = logarithmic("", DEEP * level, min(1.3 * max(highest, level), HIGH * max(lowest, level)))
    title = f"Mean squared error against degree, λ = {strength:.3g}"
    return [
        chart("degrees", title, DEGREES, up, degrees, degrees.along, degree_mark(degree)),
        chart("strengths", f"… and against λ, degree {degree}", SCALE, up, strengths, place(strengths.along), strength_mark(strength)),
    ]


def chart(id: str, title: str, x: Axis, y: Axis, errors: Errors, at: np.ndarray, mark: Mark) -> Chart:
    shown = id == "degrees"  # one legend for both
    lines, stars = [], []
    for name, values, look, dash in (
        ("training", errors.training, TRAINING, "dash"),
        ("validation", errors.validation, VALIDATION, "solid"),
    ):
        if np.isfinite(values).any():
            lines.append(Line(name, at, np.where(values > 0, values, NONE), look.light, look.dark, dash, legend=shown))
    best = errors.best
    if best is not None:
        found, error = errors.along[best], errors.validation[best]
        words = [f"best {mark.name}: {found:.3g}, validation error {error:.4g}"]
        stars = [Dots("best", [at[best]], [error], VALIDATION.light, VALIDATION.dark, "star", 13, shown, words)]
    alt = f"{title}: the training points' error, and the validation points', with the least of it marked."
    values, floor = np.append(errors.training, errors.validation), (y.span or (0.0,))[0]
    below = values[values < floor]
    hint = "Cut below." if below.any() else "Below the chart: 0." if len(below) else ""
    return Chart(id, title, x, y, lines, stars, [mark], alt=alt, hint=hint)
