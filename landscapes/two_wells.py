"""The nearer well is not the deeper one: descent alone cannot tell."""

import jax.numpy as jnp

from landscapes.base import Landscape


def loss(x, y):
    shallow = 2 * jnp.exp(-((x - 1) ** 2 + y**2) / 0.2)
    deep = 3 * jnp.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return x**2 + y**2 - shallow - deep


TWO_WELLS = Landscape(
    name="Two wells",
    loss=loss,
    window=((-2, 2), (-2, 2)),
    starts={
        "Beyond the shallow well": (1.8, 1.0),
        "Above the shallow well": (0.75, 1.0),
        "Between the wells": (0.1, 1.5),
        "At the shallow minimum": (0.9053, 0),
    },
    minima=lambda: ((-0.9363006340109187, 0.0), (0.905317899160115, 0.0)),
    trouble="Several minima",
    formula=r"f(x, y) = x^2 + y^2 - 2e^{-((x-1)^2 + y^2)/0.2} - 3e^{-((x+1)^2 + y^2)/0.2}",
    story=__doc__,
    reference="E. Dupont, Interactive visualization of optimization algorithms",
    rates={"SGD": 0.02, "Momentum": 0.01, "Nesterov": 0.01, "AdaGrad": 0.2, "RMSprop": 0.03, "Adam": 0.2, "AdamW": 0.2},
    steps=120,
)
