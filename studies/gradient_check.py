"""Is this gradient right? Ask the loss itself, a little further on, and compare.

Of N weights each gets a numeric slope: the loss a step h ahead, less the loss here (forward) or a step h behind (central), over the
way between. Everything is computed in the precision that is asked for, as a program of that precision would.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import Landscape, landscape
from landscapes.heights import padded, with_padding
from landscapes.programs import program, shelf_of
from optimizers.engine import doubled
from parameter import Parameter
from studies.one_sided import crossed, one_sided

H = Parameter("h", 1e-5, 1e-15, 0.1, log=True, symbol="h", label="step h", help="How far ahead the loss is asked for.")
WAYS = ("forward", "central")
DTYPES = ("float32", "float64")
BANDS = ((1e-7, "right"), (1e-5, "acceptable"), (1e-3, "suspicious"), (np.inf, "wrong"))  # docs/lecture.md, section 4
EDGE = 1e6  # of a coordinate: further out nothing of ours goes on
REACH = 1e-8  # of the window's sides: how far beside a point its one-sided slopes are looked for
FEWEST = 64  # points of one call; more double, so that few programs serve all
PASSED = ("right", "acceptable")
FLAT = 1e-6  # of the slopes around: less than that is next to nothing
SAME = 1e-6  # a gradient that lies so near what the loss says, relative to its size, is the loss's own

Look = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]  # points (m, N) to losses (m,) and slopes (m, N), in the points' precision


@dataclass(frozen=True)
class Checked:
    """A gradient and what the loss says of it, weight by weight, each (N,) in float64.

    `analytic` is the gradient under the check, `numeric` the difference's slope, `relative_error` |a − n| / (|a| + |n|), 0 where both
    are 0. `left` and `right` are the loss's true slopes to either side of the point, infinite where there is no end of them and NaN
    where there is no loss; `kink` whether they differ. `crossed` says whether a kink lies where the check has looked, and `between`
    (N, 2) what slopes the loss has there on its two sides. `steep` is how steep the loss is around.
    """

    point: np.ndarray
    h: float
    dtype: str
    way: str
    analytic: np.ndarray
    numeric: np.ndarray
    relative_error: np.ndarray
    left: np.ndarray
    right: np.ndarray
    kink: np.ndarray
    crossed: np.ndarray
    between: np.ndarray
    steep: np.ndarray

    @property
    def error(self) -> float:
        """‖a − n‖ / (‖a‖ + ‖n‖), the lecture's one number for all weights; NaN where a slope is not finite."""
        return float(relative(self.analytic[None], self.numeric[None])[0])

    @property
    def judgement(self) -> list[str]:
        """A word for each weight: its band; but "kink" where the check fails only because it has looked over one, "flat" where both slopes
        are next to nothing, so that rounding decides, and "no slope" where one is missing."""
        return [self.word(i) for i in range(len(self.point))]

    def word(self, i: int) -> str:
        error = self.relative_error[i]
        if not np.isfinite(self.analytic[i]) or not np.isfinite(self.numeric[i]):
            return "no slope"
        band = band_of(error)
        if band in PASSED:
            return band
        if self.crossed[i] and self.among_its_slopes(i):
            return "kink"
        return "flat" if max(abs(self.analytic[i]), abs(self.numeric[i])) < FLAT * self.steep[i] else band

    def among_its_slopes(self, i: int) -> bool:
        """Whether the gradient under the check is one of the slopes that the loss has at the point: between left and right."""
        low, high = sorted((self.left[i], self.right[i]))
        room = SAME * max(abs(low), abs(high), abs(self.analytic[i]))
        return bool(low - room <= self.analytic[i] <= high + room)


def check(
    surface: str | Landscape,
    point: tuple[float, float],
    h: float = 1e-5,
    dtype: str = "float64",
    way: str = "central",
    params: Mapping[str, object] | None = None,
) -> Checked:
    """Check a surface's gradient at a point, coordinate by coordinate: `check("Rosenbrock", (-1.2, 1.0)).error`.

    `h` is the difference's step, `dtype` "float32" or "float64", `way` "forward" or "central"; `params` are the surface's.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land = landscape(surface)
    look, window = look_of(land, params), np.array(land.window, float)
    return check_with(look, placed(point), h, dtype, way, REACH * (window[:, 1] - window[:, 0]))


def check_with(look: Look, point: np.ndarray, h: float, dtype: str, way: str, reach: np.ndarray, claimed: Look | None = None) -> Checked:
    """Check the gradient of any loss of N weights at a point (N,), or what is `claimed` to be its gradient.

    `reach` (N,) is how far beside the point the one-sided slopes are looked for.

    Raises:
        ValueError: a step out of range, an unknown precision or way.
    """
    h, dtype, way = H.check(h), chosen("dtype", dtype, DTYPES), chosen("way", way, WAYS)
    at = point.astype(dtype)
    with np.errstate(all="ignore"):
        analytic = (claimed or look)(at[None])[1][0].astype(float)
        numeric = numeric_slope(look, at, h, way)
        error = relative(analytic[:, None], numeric[:, None])
        sides = one_sided(look, point, reach)
        over, between = crossed(look, point, point - (h if way == "central" else 0.0), point + h, sides)
    return Checked(point, h, dtype, way, analytic, numeric, error, sides.left, sides.right, sides.kink, over, between, sides.steep)


def numeric_slope(look: Look, at: np.ndarray, h: float, way: str) -> np.ndarray:
    """The difference's slope (N,) at a point (N,), in the point's precision: steps, losses, and their difference are rounded to it."""
    step = at.dtype.type(h)
    ahead, behind = at + step * np.eye(len(at), dtype=at.dtype), at - step * np.eye(len(at), dtype=at.dtype)
    loss = look(np.concatenate([at[None], ahead, behind]))[0]
    here, ahead, behind = loss[0], loss[1 : len(at) + 1], loss[len(at) + 1 :]
    slope = (ahead - here) / step if way == "forward" else (ahead - behind) / (2 * step)
    return slope.astype(float)


def relative(a: np.ndarray, n: np.ndarray) -> np.ndarray:
    """‖a − n‖ / (‖a‖ + ‖n‖) over the last axis, 0 where both are 0."""
    with np.errstate(invalid="ignore", over="ignore"):  # of a slope that is not finite it is NaN
        off, size = np.linalg.norm(a - n, axis=-1), np.linalg.norm(a, axis=-1) + np.linalg.norm(n, axis=-1)
        return np.where(size == 0, 0.0, off / np.where(size == 0, 1.0, size))


def band_of(error: float) -> str:
    """The lecture's word for a relative error: right below 1e-7, acceptable below 1e-5, suspicious below 1e-3, and else wrong."""
    return next((word for limit, word in BANDS if error < limit), BANDS[-1][1])


def look_of(land: Landscape, params: Mapping[str, object] | None = None) -> Look:
    """A surface as the check sees it: losses and slopes at points, in their precision.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    shelf, numbers = shelf_of(land), padded(land.numbers(params))
    looking, place = program(losses_and_slopes, shelf), np.int64(shelf.index(land))

    def look(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        m = len(points)
        rows = np.concatenate([points, np.repeat(points[-1:], doubled(FEWEST, m) - m, 0)])
        loss, slope = looking(place, numbers.astype(points.dtype), rows)
        return np.asarray(loss)[:m], np.asarray(slope)[:m]

    return look


def losses_and_slopes(surfaces, surface, numbers, points):
    """The loss and its gradient at each of many points."""
    looks = [loss_and_slope(s) for s in surfaces]
    return jax.vmap(lambda q: lax.switch(surface, looks, q, numbers))(jnp.asarray(points))


def loss_and_slope(surface: Landscape):
    loss = with_padding(surface)
    return jax.value_and_grad(lambda q, numbers: loss(q[0], q[1], numbers))


def placed(point: object) -> np.ndarray:
    """A point of the plane (2,).

    Raises:
        ValueError: not two finite numbers.
    """
    try:
        x, y = point  # type: ignore[misc]
    except (TypeError, ValueError):
        raise ValueError(f"point = {point!r} is not a pair of numbers (x, y).") from None
    return np.array([Parameter(f"point: {name}", 0.0, -EDGE, EDGE).check(value) for name, value in zip("xy", (x, y), strict=True)])


def chosen(name: str, given: object, options: tuple[str, ...]) -> str:
    """One of the options.

    Raises:
        ValueError: it is none of them.
    """
    if given not in options:
        raise ValueError(f"{name} = {given!r} is not one of the options (allowed: {', '.join(options)}).")
    return str(given)
