"""One direction is κ times steeper than the other, so a rate that suits one is wrong for the other."""

import jax.numpy as jnp

from landscapes.base import Landscape
from parameter import Parameter


def loss(x, y, kappa, angle):
    c, s = jnp.cos(jnp.deg2rad(angle)), jnp.sin(jnp.deg2rad(angle))
    u, v = c * x + s * y, c * y - s * x
    return 0.5 * (u**2 + kappa * v**2)


VALLEY = Landscape(
    name="Narrow valley",
    loss=loss,
    window=((-4, 4), (-4, 4)),
    starts={"Up the wall": (-3.6, 2.6), "On the valley floor": (-3.6, 0), "At the minimum": (0, 0)},
    minima=lambda kappa, angle: ((0.0, 0.0),),
    trouble="Ill-conditioned",
    formula=r"f(x, y) = \tfrac12\,(u^2 + \kappa v^2), \quad (u, v) = (x, y)\ \text{rotated by the angle}",
    story=__doc__,
    reference="CS231n, optimization notes: ½x² + 50y² is κ = 100, angle 0",
    parameters=(
        Parameter("kappa", 100.0, 1.0, 10_000.0, log=True, symbol="κ", label="condition number", help="Steepest curvature over gentlest."),
        Parameter("angle", 0.0, 0.0, 90.0, symbol="φ", help="Degrees the valley is turned against the axes."),
    ),
    rates={"SGD": 0.019, "Momentum": 0.004, "Nesterov": 0.004, "AdaGrad": 0.5, "RMSprop": 0.03, "Adam": 0.25, "AdamW": 0.25},
    steps=200,
)
