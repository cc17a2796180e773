"""Far from the pit the ground is flat: a rule that divides by the gradient's size still moves, the others wait."""

import jax.numpy as jnp

from landscapes.base import Landscape
from parameter import Parameter


def loss(x, y, s):
    return -jnp.exp(-(x**2 + y**2) / (2 * s**2))


GAUSSIAN_PIT = Landscape(
    name="Gaussian pit",
    loss=loss,
    window=((-5, 5), (-5, 5)),
    starts={"On the rim": (-3, 1.5), "On the plateau": (-4, 3), "At the minimum": (0, 0)},
    minima=lambda s: ((0.0, 0.0),),
    trouble="Plateau",
    formula=r"f(x, y) = -e^{-(x^2 + y^2) / (2 s^2)}",
    story=__doc__,
    reference="lecture notes on plateaus; at distance 6 and s = 1 the gradient is below 1e-7",
    parameters=(Parameter("s", 1.0, 0.3, 2.0, symbol="s", help="Width of the pit."),),
    rates={"SGD": 0.1, "Momentum": 0.1, "Nesterov": 0.1, "AdaGrad": 0.3, "RMSprop": 0.05, "Adam": 0.1, "AdamW": 0.1},
    steps=150,
)
