"""What a rule may ask of the surface at one step, each answer with that step's noise or mini-batch."""

from collections.abc import Callable

import jax.numpy as jnp
from jax import lax

from optimizers.rules.plane import dot


def clipped(g, longest):
    """The gradient, shortened to `longest` if it is longer. Skipped whole when clipping is off (infinite).

    An infinite gradient is clipped to what a growing one tends to: what is finite in it no longer counts.
    """

    def shorten(g):
        infinite = jnp.isinf(g)
        way = jnp.where(infinite, jnp.sign(g), jnp.where(infinite[::-1], 0.0 * g, g))  # a number that is none stays one
        length = jnp.hypot(way[0], way[1])  # a square could overflow
        return jnp.where(infinite[0] | infinite[1], longest * (way / length), g * jnp.minimum(1.0, longest / length))

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
