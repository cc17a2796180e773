"""What the pictures of overfitting share: who has which colour, the axes, and the marks that the hand moves."""

import numpy as np

from models.polynomial import STRENGTH, TOP
from plots.chart import Axis, Line, Mark
from plots.theme import PALETTE, PAPER

TRAINING, VALIDATION, FIT = PALETTE["training"], PALETTE["validation"], PALETTE["fit"]
INK = PAPER["light"].text, PAPER["dark"].text
WHERE = np.linspace(-1, 1, 401)  # x at which curves are drawn
LOWEST, HIGHEST = STRENGTH.span
ZERO = LOWEST * 10**-0.8  # where λ = 0 stands: a logarithm has no place for it
STRENGTHS, FEWER = (np.append(0.0, np.geomspace(LOWEST, HIGHEST, many)) for many in (61, 31))
DEGREES = Axis("", span=(-0.4, TOP + 0.4), ticks=[(d, str(d)) for d in range(0, TOP + 1, 3)])
SCALE = Axis(
    "",
    log=True,
    span=(ZERO / 1.6, HIGHEST * 1.3),
    ticks=[(ZERO, "0"), *((10.0**k, text) for k, text in ((-9, ""), (-7, "10⁻⁷"), (-5, "10⁻⁵"), (-3, "10⁻³"), (-1, "0.1"), (1, "10")))],
)
DEGREE, LAMBDA = "degree", "λ"  # the marks
OPEN = 2.0  # how far the picture of the points reaches at least, up and down


def degree_mark(degree: int, best: int | None = None) -> Mark:
    return Mark(DEGREE, degree, label=f"degree {degree}" + (", best" if degree == best else ""), grip=True)


def strength_mark(strength: float) -> Mark:
    return Mark(LAMBDA, float(place(strength)), label=f"λ = {strength:.3g}", grip=True)


def place(strength):
    """Where a λ stands on its axis."""
    return np.maximum(strength, ZERO)


def degree_at(x: float) -> int:
    """The degree nearest to a place on the axis."""
    return int(min(max(round(x), 0), TOP))


def strength_at(x: float) -> float:
    """The λ that a place on the axis stands for: left of the scale's end it is 0."""
    return 0.0 if x < np.sqrt(ZERO * LOWEST) else float(f"{min(max(x, LOWEST), HIGHEST):.3g}")


def truth_line(curve) -> Line:
    return Line("truth", WHERE, curve(WHERE), *INK, dash="dash", width=2)


def tall(*heights: np.ndarray) -> Axis:
    """The axis of y: all of these fit, and the axis keeps still while they lie within ± OPEN."""
    known = np.concatenate([np.zeros(0), *heights])
    room = 0.06 * (np.ptp(known) if len(known) else 0.0)
    return Axis("y", span=(float(min(known.min(initial=0.0) - room, -OPEN)), float(max(known.max(initial=0.0) + room, OPEN))))
