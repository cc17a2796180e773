"""A dented funnel: the slope grows towards the centre, where it ends in a kink."""

import jax.numpy as jnp

from landscapes.base import Landscape


def loss(x, y):
    square = 0.5 * (x**2 + y**2)
    at_kink = square == 0  # the root's slope is infinite here: both sides of a `where` are differentiated, so guard both
    root = jnp.where(at_kink, 0.0, jnp.sqrt(jnp.where(at_kink, 1.0, square)))
    funnel = 20 - 20 * jnp.exp(-0.2 * root)
    dents = jnp.exp(1.0) - jnp.exp(0.5 * (jnp.cos(2 * jnp.pi * x) + jnp.cos(2 * jnp.pi * y)))
    return funnel + dents


ACKLEY = Landscape(
    name="Ackley",
    loss=loss,
    window=((-5, 5), (-5, 5)),
    starts={"On the slope": (2.5, -3.4), "Far corner": (4.5, 4.5), "Next to the centre": (0.4, -0.45), "At the minimum": (0, 0)},
    minima=lambda: ((0.0, 0.0),),
    trouble="Egg box",
    formula=r"f(x, y) = -20\,e^{-0.2\sqrt{(x^2 + y^2)/2}} - e^{(\cos 2\pi x + \cos 2\pi y)/2} + 20 + e",
    story=__doc__,
    reference="D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing (1987)",
    rates={"SGD": 0.03, "Momentum": 0.03, "Nesterov": 0.03, "AdaGrad": 1.5, "RMSprop": 0.1, "Adam": 0.4, "AdamW": 0.4},
    steps=200,
)
