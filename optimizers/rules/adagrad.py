"""Each coordinate gets its own rate, which shrinks with all the gradient it has ever seen."""

import jax.numpy as jnp

from optimizers.rules.base import EPS, Optimizer, rate
from optimizers.rules.substep import SubStep


def step(x, g, state, lr, eps):
    s = state["s"] + g**2
    own_rate = lr / (jnp.sqrt(s) + eps)
    dx = -own_rate * g
    return x + dx, {"s": s}


ADAGRAD = Optimizer(
    name="AdaGrad",
    step=step,
    parameters=(rate(0.01), EPS),
    memory={"s": (0.0, 0.0)},
    formula=r"s \leftarrow s + g^2, \qquad x \leftarrow x - \alpha\, \frac{g}{\sqrt{s} + \varepsilon}",
    story=__doc__,
    reference="Duchi, Hazan, Singer (2011); CS231n, optimization notes",
    substeps=(
        SubStep("s", "s", r"[old s] + [g]^2", "All squared gradients so far"),
        SubStep("own_rate", "r", r"[lr] / (\sqrt{[s]} + [eps])", "Each coordinate's own rate", "scale", "ellipse", of="g"),
        SubStep("dx", r"\Delta x", r"-[own_rate] \cdot [g]", "The scaled step", "step", "move"),
    ),
)
