"""Try a point at random and keep it if it is lower: no slope needed, and little learned from each try."""

import jax.numpy as jnp

from optimizers.rules.base import Optimizer
from optimizers.rules.substep import SubStep
from parameter import Parameter


def step(x, f, u, state, lr):
    tried = x + lr * (u - x)
    best, found = f(x), f(tried)
    return jnp.where(found < best, tried, x), state


def costs(k, state, fixed):
    """One loss a step for the point that is tried, and the best one's: once, or again whenever the sample changes."""
    best = (k > 0) if fixed else k
    return k + best, 0 * k, 0 * k


REACH = Parameter("lr", 1.0, 0.0, 1.0, symbol="α", label="reach", help="1 tries points all over the window, less stays near the best.")

RANDOM_SEARCH = Optimizer(
    name="Random search",
    step=step,
    told=("f", "u"),
    costs=costs,
    parameters=(REACH,),
    formula=r"x' = x + \alpha\,(u - x),\ u \text{ drawn from the window}, \qquad x \leftarrow x' \ \text{if}\ f(x') < f(x)",
    story=__doc__,
    reference="CS231n, optimization notes: 1000 random tries reach 15.5 % on CIFAR-10",
    substeps=(
        SubStep("tried", "x'", r"[x] + [lr] \cdot ([u] - [x])", "A point drawn at random", "search", "point"),
        SubStep("best", "f(x)", "", "The loss here", rows=()),
        SubStep("found", "f(x')", "", "The loss there", rows=()),
        SubStep("dx", r"\Delta x", "", "Go there if it is lower, else stay", "step", "move", rows=()),
    ),
)
