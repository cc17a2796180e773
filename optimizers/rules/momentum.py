"""A heavy ball: gradients that agree add up, gradients that alternate cancel."""

import jax.numpy as jnp

from optimizers.rules.base import MOMENTUM as RHO
from optimizers.rules.base import Optimizer, rate
from optimizers.rules.substep import SubStep
from optimizers.rules.theory import HEAVY_BALL
from parameter import choice

A, B = 0, 1


def step(x, g, state, lr, momentum, form=A):
    kept, push = momentum * state["v"], jnp.where(form == A, g, -lr * g)
    v = kept + push
    dx = jnp.where(form == A, -lr * v, v)
    return x + dx, {"v": v}


FORM = choice("form", ("A", "B"), help="A multiplies the whole velocity by today's rate, B each gradient by the rate of its day.")

IN_A, IN_B = {"form": A}, {"form": B}

MOMENTUM = Optimizer(
    name="Momentum",
    step=step,
    parameters=(rate(0.01), RHO, FORM),
    memory={"v": (0.0, 0.0)},
    formula=r"""\begin{aligned}
\text{A:}\quad v &\leftarrow \rho\, v + g, & x &\leftarrow x - \alpha\, v \\
\text{B:}\quad v &\leftarrow \rho\, v - \alpha\, g, & x &\leftarrow x + v
\end{aligned}""",
    story=__doc__,
    reference="Polyak (1964); CS231n, optimization notes, forms A and B",
    theory=HEAVY_BALL,
    substeps=(
        SubStep(
            "kept",
            r"-\alpha \rho\, v",
            r"-[lr] \cdot [momentum] \cdot [old v]",
            "The old velocity's part",
            "velocity",
            "move",
            downhill=True,
            when=IN_A,
        ),
        SubStep("push", r"-\alpha g", r"-[lr] \cdot [g]", "The gradient's part", "gradient", "move", downhill=True, when=IN_A),
        SubStep("v", "v", r"[momentum] \cdot [old v] + [g]", "Velocity: what is kept, and today's gradient", "velocity", when=IN_A),
        SubStep("dx", r"\Delta x", r"-[lr] \cdot [v]", "Both parts together", "step", "sum", when=IN_A),
        SubStep("kept", r"\rho\, v", r"[momentum] \cdot [old v]", "What is kept of the velocity", "velocity", "move", when=IN_B),
        SubStep("push", r"-\alpha g", r"-[lr] \cdot [g]", "The gradient's push", "gradient", "move", when=IN_B),
        SubStep("v", "v", r"[momentum] \cdot [old v] - [lr] \cdot [g]", "The new velocity is the step", "step", "sum", when=IN_B),
    ),
)
