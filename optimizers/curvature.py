"""How steep and how bent a surface is: gradient and Hessian at many points, and whether it is the same bend everywhere."""

from collections.abc import Callable, Mapping

import jax
import numpy as np
from jax import lax

from landscapes import Landscape
from landscapes.heights import padded
from landscapes.programs import program, shelf_of
from optimizers.batches import batches
from optimizers.engine import SMALLEST_STEPS, doubled, of_batch, pad

ROUNDING = 1e-9  # of the largest loss met: a drop that a search may miss
CORNERS = np.array([(0.2, 0.3), (0.8, 0.4), (0.45, 0.85), (0.6, 0.15), (0.1, 0.7)])  # of the window: where bends are compared


def closely(surfaces, surface, numbers, *rows):
    """Gradient and Hessian of the mini-batch's loss at many points."""
    looks = [of_batch(s, lambda loss: lambda q: (jax.grad(loss)(q), jax.hessian(loss)(q))) for s in surfaces]
    return jax.vmap(lambda q, batch: lax.switch(surface, looks, numbers, batch, q))(*rows)


def over_steps(compiled: Callable, fixed: tuple, rows: tuple):
    """Call a program with one row a step, padded so that one program serves most lengths."""
    steps = len(rows[0])
    length = doubled(SMALLEST_STEPS, steps)
    out = compiled(*fixed, *jax.tree.map(lambda row: pad(row, length), rows))
    return jax.tree.map(lambda values: np.asarray(values)[:steps], out)


def slopes_and_bends(land: Landscape, params: Mapping[str, object] | None, points: np.ndarray, drawn: np.ndarray | None = None):
    """Gradient (n, 2) and Hessian (n, 2, 2) at points (n, 2); `drawn` (n, room) says whose mini-batch each point sees, else all.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    shelf = shelf_of(land)
    if drawn is None:
        drawn = batches(land.samples, None, len(points), 0, room=max(1, *(s.samples for s in shelf)))
    return over_steps(
        program(closely, shelf), (np.int64(shelf.index(land)), padded(land.numbers(params))), (np.asarray(points, float), drawn)
    )


def eigenvalues(hessian: np.ndarray) -> np.ndarray:
    """Both curvatures (…, 2), the smaller first, of symmetric (…, 2, 2); not finite where the Hessian is not."""
    a, b, c = hessian[..., 0, 0], hessian[..., 1, 1], hessian[..., 0, 1]
    with np.errstate(all="ignore"):
        middle, reach = (a + b) / 2, np.hypot((a - b) / 2, c)
        return np.stack([middle - reach, middle + reach], -1)


def slopes_down(slope: np.ndarray, sharpest: np.ndarray | float, scale: float) -> np.ndarray:
    """Where the ground slopes by more than rounding, of gradients (…, 2) and largest curvatures (…), for losses up to `scale`.

    A parabola with that curvature falls by ½ ‖g‖²/λ from there; beside a kink no curvature makes an end of the slope.
    """
    with np.errstate(all="ignore"):
        return 0.5 * (slope**2).sum(-1) > ROUNDING * scale * np.nan_to_num(sharpest, nan=0.0)


def sharpest(land: Landscape, params: Mapping[str, object] | None, points: np.ndarray) -> np.ndarray:
    """The largest curvature λmax (n,) at points (n, 2). More than a run's points go in several calls of a run's program."""
    calls = range(0, max(1, len(points)), SMALLEST_STEPS)
    bends = [slopes_and_bends(land, params, points[start : start + SMALLEST_STEPS])[1] for start in calls]
    return eigenvalues(np.concatenate(bends))[:, 1]


def constant_bend(land: Landscape, params: Mapping[str, object] | None = None) -> tuple[float, float] | None:
    """(λmin, λmax) of a quadratic, whose Hessian is the same at every point; None for every other surface."""
    low, high = np.array(land.window, float).T
    hessians = slopes_and_bends(land, params, low + CORNERS * (high - low))[1]
    with np.errstate(all="ignore"):
        alike = np.abs(hessians - hessians[0]).max() <= 1e-9 * np.abs(hessians[0]).max()
    if not alike or not hessians[0].any():
        return None
    smallest, largest = eigenvalues(hessians[0]).tolist()
    return smallest, largest
