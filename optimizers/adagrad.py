import jax.numpy as jnp

from optimizers.base import EPS, Optimizer, rate


def step(x, g, state, lr, eps):
    s = state["s"] + g**2
    return x - lr * g / (jnp.sqrt(s) + eps), {"s": s}


ADAGRAD = Optimizer(
    name="AdaGrad",
    step=step,
    parameters=(rate(0.01), EPS),
    memory={"s": (0.0, 0.0)},
    formula=r"s \leftarrow s + g^2, \qquad x \leftarrow x - \alpha\, \frac{g}{\sqrt{s} + \varepsilon}",
    story="Each coordinate gets its own rate, which shrinks with all the gradient it has ever seen.",
    reference="Duchi, Hazan, Singer (2011); CS231n, optimization notes",
)
