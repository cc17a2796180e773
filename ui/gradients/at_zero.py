"""Who says what at a kink: the slope that each library gives where there is none, or more than one."""

from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp

from digits import digits
from ui.parts.table import tabulate

# At 0: what is asked, by which function; JAX's, run here; what PyTorch answers (the tests ask it again); which slopes there are.
AT_ZERO: tuple[tuple[str, Callable, float, str], ...] = (
    ("|x| by abs", jnp.abs, 0.0, "−1 to 1"),
    ("max(x, 0) by maximum", lambda x: jnp.maximum(x, 0.0), 0.5, "0 to 1"),
    ("max(x, 0) by relu", jax.nn.relu, 0.0, "0 to 1"),
    ("√x by sqrt", jnp.sqrt, float("inf"), "no finite one"),
    ("‖x‖ by linalg.norm", lambda x: jnp.linalg.norm(jnp.stack([x, 0.0 * x])), 0.0, "−1 to 1"),
)


@cache
def by_jax() -> tuple[float, ...]:
    """JAX's slopes at 0."""
    return tuple(float(jax.grad(function)(0.0)) for _, function, *_ in AT_ZERO)


def table() -> None:
    """The libraries side by side."""
    lines = [(name, sides, told(jax_says), told(torch)) for (name, _, torch, sides), jax_says in zip(AT_ZERO, by_jax(), strict=True)]
    tabulate(("Who says what at 0", "slopes there", "JAX", "PyTorch"), lines, "basin-at-zero")


def told(slope: float) -> str:
    return "NaN" if slope != slope else digits(slope)
