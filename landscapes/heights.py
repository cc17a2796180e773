"""The surface's height on a grid: what a contour plot is drawn from."""

from collections.abc import Mapping

import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes.base import Landscape
from landscapes.programs import program, shelf_of
from landscapes.surfaces import landscape
from parameter import Parameter

POINTS = Parameter("points", 100, 2, 2000, whole=True, help="Samples along each side.")
WIDTH = 4  # parameters a landscape may have; shorter lists are padded, so that all share one program


def padded(numbers: tuple[float, ...]) -> np.ndarray:
    """A landscape's numbers as one array of fixed length."""
    return np.array((*numbers, *[0.0] * (WIDTH - len(numbers))))


def with_padding(surface: Landscape):
    """The loss as a function of (x, y, padded numbers)."""
    count = len(surface.parameters)
    return lambda x, y, numbers: surface.loss(x, y, *(numbers[i] for i in range(count)))


def on_batch(surface: Landscape):
    """The loss over a mini-batch as a function of (x, y, padded numbers, batch): batch (≥ samples,) says who was drawn."""
    loss, batch_loss, count = with_padding(surface), surface.batch_loss, len(surface.parameters)
    if batch_loss is None:
        return lambda x, y, numbers, batch: loss(x, y, numbers)

    def drawn(x, y, numbers, batch):
        weights = batch[: surface.samples].astype(jnp.result_type(x, 1.0)) / batch.sum()
        return batch_loss(x, y, weights, *(numbers[i] for i in range(count)))

    return drawn


def losses(surfaces, which, numbers, x, y):
    z = lax.switch(which, [with_padding(s) for s in surfaces], x, y, numbers)
    return jnp.broadcast_to(z, jnp.broadcast_shapes(x.shape, y.shape))  # a loss of x alone has no y axis


def loss_at(surface: Landscape, params: Mapping[str, object] | None, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The loss at points given as arrays that broadcast together; a program is compiled per shape.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    shelf = shelf_of(surface)
    return np.asarray(program(losses, shelf)(np.int64(shelf.index(surface)), padded(surface.numbers(params)), x, y))


def heights(surface: str | Landscape, params: Mapping[str, object] | None = None, points: int = 100):
    """Sample the loss over the surface's window.

    Returns x (points,), y (points,) and z (points, points) with z[i, j] = loss(x[j], y[i]).

    Raises:
        ValueError: an unknown surface or parameter, or a value out of its range.
    """
    land, points = landscape(surface), int(POINTS.check(points))
    (x0, x1), (y0, y1) = land.window
    x, y = np.linspace(x0, x1, points), np.linspace(y0, y1, points)
    return x, y, loss_at(land, params, x[None, :], y[:, None])


MOST_MINIMA = 8  # listed for one surface; shorter lists are padded, so that all share one program


def minima_values(surface: Landscape, params: Mapping[str, object] | None = None) -> np.ndarray:
    """The loss at each known minimum, in the order of `surface.minima`."""
    points = np.array(surface.minima(*surface.numbers(params)), float).reshape(-1, 2)
    x, y = np.pad(points, ((0, max(0, MOST_MINIMA - len(points))), (0, 0))).T
    return loss_at(surface, params, np.ascontiguousarray(x), np.ascontiguousarray(y))[: len(points)]
