"""Step down the data loss alone; then let the penalty take its share whole, so that a small weight lands on 0."""

import jax.numpy as jnp

from optimizers.rules.base import Optimizer, rate
from parameter import Parameter


def step(x, g, state, lr, strength, l1, l2):
    smooth = g - strength * (l1 * jnp.sign(x) + l2 * x)  # what the data loss alone says
    u = x - lr * smooth
    soft = u - jnp.clip(u, -lr * strength * l1, lr * strength * l1)
    return soft / (1 + lr * strength * l2), state


# Not on the shelf: it needs to know the penalty of the surface it descends, which is PENALISED.
PROXIMAL = Optimizer(
    name="Proximal gradient",
    step=step,
    parameters=(
        rate(0.1),
        Parameter("strength", 0.0, 0.0, 1e6, symbol="λ", help="Weight of the penalty, as the surface has it."),
        Parameter("l1", 1.0, 0.0, 1.0, help="How much of ‖w‖₁ is in the penalty."),
        Parameter("l2", 0.0, 0.0, 2.0, help="How much of ½‖w‖² is in the penalty."),
    ),
    formula=r"x \leftarrow \mathrm{prox}_{\alpha\lambda R}\big(x - \alpha\,\nabla\mathrm{data}(x)\big)",
    story=__doc__,
    reference="Parikh and Boyd, Proximal Algorithms (2014), section 4.2; for L1 it is ISTA",
)
