"""What a rule may ask of the surface at one step, each answer with that step's noise or mini-batch."""

from collections.abc import Callable

import jax.numpy as jnp
from jax import lax

from optimizers.plane import dot


def clipped(g, longest):
    """The gradient, shortened to `longest` if it is longer. Skipped whole when clipping is off (infinite)."""

    def shorten(g):
        return g * jnp.minimum(1.0, longest / jnp.hypot(g[0], g[1]))  # a square could overflow

    return lax.cond(jnp.isinf(longest), lambda g: g, shorten, g)


def answers(loss: Callable, both: Callable, hessian: Callable, tilt, longest, u) -> dict[str, Callable]:
    """For each letter of `Optimizer.told`, the answer as a function of the point the rule asked for.

    `loss(q)`, `both(q)` (loss and gradient) and `hessian(q)` are those of the step's mini-batch. The noise is a
    `tilt` of the whole surface, so that the loss and the slope along a line belong together.
    """

    def f(q):
        return loss(q) + dot(tilt, q)

    def fg(q):
        value, g = both(q)
        return value + dot(tilt, q), clipped(g + tilt, longest)

    return {"g": lambda at: fg(at)[1], "H": hessian, "f": lambda at: f, "fg": lambda at: fg, "u": lambda at: u}
