"""The surface's height on a grid: what a contour plot is drawn from."""

from collections.abc import Mapping
from functools import partial

import jax
import numpy as np
from jax import lax

from landscapes.base import Landscape
from landscapes.surfaces import LANDSCAPES

WIDTH = 4  # parameters a landscape may have; shorter lists are padded, so that all share one program


def padded(numbers: tuple[float, ...]) -> np.ndarray:
    """A landscape's numbers as one array of fixed length."""
    return np.array((*numbers, *[0.0] * (WIDTH - len(numbers))))


def with_padding(surface: Landscape):
    """The loss as a function of (x, y, padded numbers)."""
    count = len(surface.parameters)
    return lambda x, y, numbers: surface.loss(x, y, *(numbers[i] for i in range(count)))


def shelf_of(surface: Landscape) -> tuple[Landscape, ...]:
    """The surfaces that share a compiled program with this one: the whole shelf, or itself alone."""
    return LANDSCAPES if surface in LANDSCAPES else (surface,)


@partial(jax.jit, static_argnames="shelf")
def _heights(shelf, which, numbers, x, y):
    return lax.switch(which, [with_padding(s) for s in shelf], x[None, :], y[:, None], numbers)


def heights(surface: Landscape, params: Mapping[str, object] | None = None, points: int = 100):
    """Sample the loss over the surface's window.

    Returns x (points,), y (points,) and z (points, points) with z[i, j] = loss(x[j], y[i]).

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    (x0, x1), (y0, y1) = surface.window
    x, y = np.linspace(x0, x1, points), np.linspace(y0, y1, points)
    shelf = shelf_of(surface)
    z = _heights(shelf, np.int64(shelf.index(surface)), padded(surface.numbers(params)), x, y)
    return x, y, np.asarray(z)
