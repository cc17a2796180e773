"""The visitor's own loss surface, typed as text."""

import math
import reprlib
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

import jax
import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape, Point
from landscapes.expression import CONSTANTS, expression, quoted, value
from landscapes.heights import MOST_MINIMA
from landscapes.latex import latex
from landscapes.programs import REMEMBERED
from landscapes.slopes import kinked, part
from landscapes.spelling import spelled
from landscapes.survey import A_CELL_AWAY, CELLS, derivatives, finite_or_none, inside, minima
from parameter import Parameter

WINDOW = ((-5.0, 5.0), (-5.0, 5.0))
EDGE = Parameter("window", 0.0, -1000.0, 1000.0)
NARROWEST = 1e-3
# Where a race may begin, as shares of the window; off its middle lines, where many a formula has a ridge.
PLACES = {"Upper left": (0.15, 0.8), "Lower right": (0.85, 0.25), "Near the middle": (0.6, 0.55)}
MOVED = "{}, moved to firm ground"  # a start that was wished where the formula has no loss or no slope, or ends within a cell
RATES = (1e-12, 10.0)  # a learning rate that can still be told from 0, and the most a slider reaches
LOCK = Lock()


def formula(text: str, window: tuple[Point, Point] = WINDOW) -> Landscape:
    """Type a loss of x and y, and get a surface like any other: `formula("0.1*x**2 + 2*y**2", ((-6, 6), (-3, 3)))`.

    It may hold numbers, x, y, pi, e, + - * / **, brackets, and sin, cos, tan, atan, sinh, cosh, tanh, exp, log, sqrt,
    abs, min(a, b), max(a, b). It may be written as on paper, x² + 2|xy| + sin x (landscapes/spelling). Powers of x and y have
    numbers as exponents. The last 32 are remembered: the same formula and window give the same object, so that what was
    compiled for it serves again.

    Raises:
        ValueError: one sentence that names the part of the formula or of the window that is not allowed.
    """
    words, frame = spelled(text), checked_window(window)
    with LOCK:  # a class that opens one link at once gets one surface
        return remembered(words, frame)


def checked_window(window: object) -> tuple[Point, Point]:
    """The window as ((x0, x1), (y0, y1)).

    Raises:
        ValueError: not four numbers in range, or no room between them.
    """
    try:
        (x0, x1), (y0, y1) = window  # type: ignore[misc]
    except (TypeError, ValueError):
        raise ValueError(f"window = {reprlib.repr(window)} is not of the form ((x from, x to), (y from, y to)).") from None
    return checked_side("x", x0, x1), checked_side("y", y0, y1)


def checked_side(letter: str, low: object, high: object) -> Point:
    low, high = EDGE.check(low, f"window: {letter} from"), EDGE.check(high, f"window: {letter} to")
    if round(high - low, 9) < NARROWEST:  # 3.001 − 3 is 0.00099999…
        raise ValueError(f"window: {letter} runs from {low:.12g} to {high:.12g} (allowed: upwards by {NARROWEST:g} or more).")
    return low, high


@lru_cache(maxsize=REMEMBERED)
def remembered(text: str, window: tuple[Point, Point]) -> Landscape:
    tree = expression(text)
    corner, size = np.array(window)[:, 0], np.diff(window)[:, 0]

    @jax.custom_jvp
    def height(x, y):
        return value(tree, {"x": x, "y": y, **CONSTANTS}, jnp)

    @height.defjvp
    def rise(at, along):
        here = part(tree, at[0], at[1], jnp)
        return here.z, here.slope[0] * along[0] + here.slope[1] * along[1]

    def loss(x, y):
        return height(*jnp.broadcast_arrays(x + 0.0, y + 0.0))  # + 0.0: whole numbers have no power −1

    def seen(at):
        x, y = np.moveaxis(corner + size * at, -1, 0)
        return value(tree, {"x": x, "y": y, **CONSTANTS}, np)

    with np.errstate(all="ignore"):  # NaN and ∞ are answers here
        starts, rates = first_look(seen, text, window)
        found = corner + size * minima(seen)[:MOST_MINIMA]
    plain = rounded(found, size)
    found = np.where(np.abs(plain - found) < 1e-9 * size, plain, found) + 0.0  # 0, not 9e-16 and not −0
    listed = tuple((float(x), float(y)) for x, y in found)
    return Landscape(
        name="Your own formula",
        loss=loss,
        window=window,
        starts=starts,
        minima=lambda: listed,
        trouble="Yours",
        formula=f"f(x, y) = {latex(tree)}",
        story="You typed this surface. Basin looks for its minima and may miss some.",
        reference=f"yours: {text}",
        kinked=lambda x, y: kinked(tree, x, y, 1e-5 * float(size.min())),
        rates=rates,
        steps=200,
    )


def first_look(seen, text: str, window: tuple[Point, Point]) -> tuple[Mapping[str, Point], Mapping[str, float]]:
    """Where to start, and how fast."""
    corner, size = np.array(window)[:, 0], np.diff(window)[:, 0]
    wished = np.array(list(PLACES.values()))
    at = np.concatenate([wished, inside()])
    z, slope, _ = derivatives(seen, at)
    slope /= size
    firm = np.isfinite(z) & np.isfinite(slope).all(1)
    if not firm.any():
        (x0, x1), (y0, y1) = window
        raise ValueError(f"formula: {quoted(text)} is not finite anywhere in the window x {x0:g} to {x1:g}, y {y0:g} to {y1:g}.")
    away = np.linalg.norm(at[:, None] - wished, axis=-1)
    brink = ~np.isfinite(seen(at[:, None] + A_CELL_AWAY)).all(1)  # the formula ends within a cell
    # Where it was wished, or the nearest place that is firm; a brink only where there is nothing else.
    chosen = np.where(firm[:, None], away + 2 * brink[:, None], np.inf).argmin(0)
    names = [name if k == i else MOVED.format(name) for i, (name, k) in enumerate(zip(PLACES, chosen, strict=True))]
    starts = {name: tuple(rounded(corner + size * at[k], size).tolist()) for name, k in zip(names, chosen, strict=True)}

    # How much the slope turns from one cell to the next; a descent never climbs, so what is above the starts is out of its way.
    walked = np.where((firm & (z <= z[chosen].max()))[:, None], slope, np.nan)[len(wished) :].reshape(CELLS, CELLS, 2)
    turns = [np.linalg.norm(np.diff(walked, axis=k), axis=-1) / (size[k] / CELLS) for k in (0, 1)]
    curvature = max(finite_or_none(turn).max() for turn in turns)
    return starts, rates(curvature, float(np.linalg.norm(slope[chosen[0]])), size.min())


def rounded(points: np.ndarray, size: np.ndarray) -> np.ndarray:
    """To a hundred-thousandth of the window's shorter side, or finer."""
    return np.round(points, 5 - math.floor(math.log10(size.min())))


def rates(curvature: float, slope: float, side: float) -> dict[str, float]:
    """A rate per rule at which a race is worth watching, from the largest curvature, the first slope and the window's shorter side.

    Plain descent is stable below 2/curvature: a quarter of that, and no first step longer than a twentieth of the
    side. Momentum of 0.9 adds up ten steps, so it gets a fifth. The adaptive rules' steps are lengths: shares of the
    side, AdaGrad's the longest because it only ever brakes.
    """
    plain = min(0.5 / max(curvature, 1e-9), 0.05 * side / max(slope, 1e-9))
    wanted = {
        "SGD": plain,
        "Momentum": plain / 5,
        "Nesterov": plain / 5,
        "AdaGrad": 0.1 * side,
        "RMSprop": 0.005 * side,
        "Adam": 0.025 * side,
        "AdamW": 0.025 * side,
    }
    low, high = RATES
    return {name: float(f"{min(max(rate, low), high):.2g}") for name, rate in wanted.items()}
