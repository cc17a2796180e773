"""A gentle slope ends in a wall: at steepness 20 its gradient is 90 times that of the start. \
One step there throws you far across the floor."""

import math

import jax.numpy as jnp

from landscapes.base import Landscape, Point
from parameter import Parameter


def loss(x, y, steepness):
    bowl = 0.05 * ((x - 1.5) ** 2 + y**2)
    wall = 2 * (1 - jnp.tanh(steepness * x))
    return bowl + wall


def minima(steepness: float) -> tuple[Point]:
    """The one minimum, by bisection: right of the bowl's centre ∂f/∂x grows from below 0 to above."""

    def slope(x: float) -> float:
        return 0.1 * (x - 1.5) - 2 * steepness / math.cosh(min(steepness * x, 300.0)) ** 2

    low, high = 1.5, 11.5
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return ((0.5 * (low + high), 0.0),)


CLIFF = Landscape(
    name="Cliff",
    loss=loss,
    window=((-3, 3), (-3, 3)),
    starts={"On the high ground": (-2.5, 2), "At the edge": (-0.1, -1), "On the floor": (2.5, -2), "At the minimum": (1.5, 0)},
    minima=minima,
    trouble="Wild scales",
    formula=r"f(x, y) = 0.05\,\big((x - 1.5)^2 + y^2\big) + 2\,\big(1 - \tanh(\text{steepness} \cdot x)\big)",
    story=__doc__,
    reference="Pascanu, Mikolov, Bengio (2013) on clipping at cliffs; formula ours",
    parameters=(Parameter("steepness", 20.0, 1.0, 200.0, log=True, help="How sharp the wall is."),),
    rates={"SGD": 0.5, "Momentum": 0.05, "Nesterov": 0.05, "AdaGrad": 1.0, "RMSprop": 0.1, "Adam": 0.3, "AdamW": 0.3},
    steps=80,
)
