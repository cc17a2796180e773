"""A bowl covered in dents: every dent is a minimum, and only the middle one is the lowest."""

import jax.numpy as jnp

from landscapes.base import Landscape


def loss(x, y):
    return 20 + x**2 + y**2 - 10 * jnp.cos(2 * jnp.pi * x) - 10 * jnp.cos(2 * jnp.pi * y)


RASTRIGIN = Landscape(
    name="Rastrigin",
    loss=loss,
    window=((-5.12, 5.12), (-5.12, 5.12)),
    starts={"Usual": (-2, 3.5), "Next to the centre": (0.4, -0.45), "Far corner": (4.5, 4.5), "At the minimum": (0, 0)},
    minima=lambda: ((0.0, 0.0),),
    trouble="Egg box",
    formula=r"f(x, y) = 20 + x^2 + y^2 - 10\cos 2\pi x - 10\cos 2\pi y",
    story=__doc__,
    reference="L. A. Rastrigin, Systems of Extremal Control (1974); two-dimensional form",
    rates={"SGD": 0.002, "Momentum": 0.0035, "Nesterov": 0.002, "AdaGrad": 0.8, "RMSprop": 0.05, "Adam": 0.5, "AdamW": 0.5},
    steps=150,
)
