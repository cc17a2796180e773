import jax.numpy as jnp

from optimizers.base import MOMENTUM as RHO
from optimizers.base import Optimizer, rate
from parameter import choice

A, B = 0, 1


def step(x, g, state, lr, momentum, form=A):
    v = momentum * state["v"] + jnp.where(form == A, g, -lr * g)
    return x + jnp.where(form == A, -lr * v, v), {"v": v}


FORM = choice("form", ("A", "B"), help="A multiplies the whole velocity by today's rate, B each gradient by the rate of its day.")

MOMENTUM = Optimizer(
    name="Momentum",
    step=step,
    parameters=(rate(0.01), RHO, FORM),
    memory={"v": (0.0, 0.0)},
    formula=r"""\begin{aligned}
\text{A:}\quad v &\leftarrow \rho\, v + g, & x &\leftarrow x - \alpha\, v \\
\text{B:}\quad v &\leftarrow \rho\, v - \alpha\, g, & x &\leftarrow x + v
\end{aligned}""",
    story="A heavy ball: gradients that agree add up, gradients that alternate cancel.",
    reference="Polyak (1964); CS231n, optimization notes, forms A and B",
)
