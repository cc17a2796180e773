"""The slopes to either side of a point, and where a loss has a kink."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

NEARER = 2.0**-20  # of the reach: a slope that has grown on the way there has no end
JUMP = 1e-6  # of the slopes: two sides that differ by more meet in a kink
AROUND = 1e6  # reaches: slopes so far off say what is small here
SMALL = 1e-3  # of those slopes: below, a jump is rounding
HALVINGS = 60
BESIDE = 4  # last digits
UNEVEN = 0.4871  # no half, so that no cut falls on a kink at a round number

Look = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


class Sides(NamedTuple):
    """The slopes of a loss to the left and to the right of a point, whether they meet in a kink, and how steep it is around, each (N,)."""

    left: np.ndarray
    right: np.ndarray
    kink: np.ndarray
    steep: np.ndarray


def one_sided(look: Look, point: np.ndarray, reach: np.ndarray) -> Sides:
    """How a loss slopes to either side of a point (N,), coordinate by coordinate.

    Seen from `reach` (N,) away and twice that, and led back to the point in a straight line. A slope without end is infinite; where the
    loss has no value it is NaN.
    """
    n, along = len(point), np.diag(reach)
    ways = np.array([-1.0, 1.0])
    far = np.array([1.0, 2.0, NEARER, AROUND])
    at = point + np.einsum("s,f,ij->sfij", ways, far, along)
    loss, slope = look(at.reshape(-1, n))
    known = np.isfinite(loss).reshape(2, len(far), n)
    slope = np.einsum("sfii->fsi", slope.reshape(2, len(far), n, n)).astype(float)
    near, twice, nearer, around = np.where(known.swapaxes(0, 1), slope, np.nan)
    grows = (np.abs(nearer) > 2 * np.abs(near)) & (np.abs(nearer) > np.abs(np.nan_to_num(around)))
    left, right = np.where(grows, np.copysign(np.inf, nearer), 2 * near - twice)
    steep = np.nan_to_num(np.abs(around), nan=0.0, posinf=0.0).max(0)
    return Sides(left, right, kinked(left, right, steep), steep)


def kinked(left: np.ndarray, right: np.ndarray, steep: np.ndarray) -> np.ndarray:
    """Whether two sides' slopes differ by more than rounding; not where one has none."""
    size = np.abs(left) + np.abs(right) + SMALL * steep
    apart = np.abs(right - left) > JUMP * size
    return np.where(np.isfinite(size), apart, left * right == -np.inf) | (np.isinf(left) ^ np.isinf(right)) & ~np.isnan(left + right)


def crossed(look: Look, point: np.ndarray, low: np.ndarray, high: np.ndarray, at_point: Sides) -> tuple[np.ndarray, np.ndarray]:
    """Whether there is a kink (N,) on the way from `low` (N,) to `high` (N,) through a point, and the slopes (N, 2) on its two sides.

    What `one_sided` found at the point counts first. Else the way is halved, and halved again, always towards the greater change of
    slope: a smooth slope's change shrinks with the way, a kink's does not.
    """
    n = len(point)
    a, b = low.copy(), high.copy()

    def slopes(where: np.ndarray) -> np.ndarray:
        at = np.repeat(point[None], n, 0)
        np.fill_diagonal(at, where)
        loss, slope = look(at)
        return np.where(np.isfinite(loss), np.diag(slope), np.nan)

    down, up = slopes(a), slopes(b)
    first = np.abs(up - down)
    for _ in range(HALVINGS):
        cut = a + UNEVEN * (b - a)
        middle = slopes(cut)
        lower = np.abs(middle - down) > np.abs(up - middle)
        a, b = np.where(lower, a, cut), np.where(lower, cut, b)
        down, up = np.where(lower, down, middle), np.where(lower, middle, up)
    off = BESIDE * np.spacing(np.maximum(np.abs(a), np.abs(b)))  # the last cut may have fallen on the kink itself
    down, up = slopes(a - off), slopes(b + off)
    stays = (np.abs(up - down) > 0.25 * first) & (np.abs(up - down) > JUMP * (np.abs(up) + np.abs(down)))
    kink = at_point.kink
    return kink | stays, np.stack([np.where(kink, at_point.left, down), np.where(kink, at_point.right, up)], -1)
