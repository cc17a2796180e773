"""Every surface on the shelf, in every extreme setting, for whoever asks."""

from functools import cache
from itertools import product

import jax
import numpy as np
import pytest

from landscapes import LANDSCAPES

ROOM = 2048  # points per compiled call: one program per surface


def extremes(land):
    """The default, then every combination of the parameters' ends."""
    return list(dict.fromkeys([land.numbers(), *product(*((float(p.low), float(p.high)) for p in land.parameters))]))


SETTINGS = [(land, numbers) for land in LANDSCAPES for numbers in extremes(land)]


@pytest.fixture(params=LANDSCAPES, ids=lambda land: land.name)
def land(request):
    return request.param


@pytest.fixture(params=SETTINGS, ids=lambda setting: " ".join([setting[0].name, *(f"{n:g}" for n in setting[1])]))
def setting(request):
    """A surface and the numbers its loss takes."""
    return request.param


@cache
def compiled(land):
    def loss(point, numbers):
        return land.loss(point[0], point[1], *numbers)

    return jax.jit(jax.vmap(jax.value_and_grad(loss), in_axes=(0, None)))


@pytest.fixture(scope="session")
def evaluate():
    """Loss (n,) and gradient (n, 2) of a surface at points (n, 2)."""

    def evaluate(land, numbers, points):
        points = np.asarray(points, float).reshape(-1, 2)
        room = np.pad(points, ((0, ROOM - len(points)), (0, 0)))
        loss, gradient = compiled(land)(room, tuple(map(float, numbers)))
        return np.asarray(loss)[: len(points)], np.asarray(gradient)[: len(points)]

    return evaluate


@pytest.fixture(scope="session")
def grid():
    """41 × 41 points over the window, its edges included."""

    def grid(land):
        (x0, x1), (y0, y1) = land.window
        return np.array(list(product(np.linspace(x0, x1, 41), np.linspace(y0, y1, 41))))

    return grid
