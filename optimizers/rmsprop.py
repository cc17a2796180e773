import jax.numpy as jnp

from optimizers.base import DECAY, EPS, Optimizer, rate


def step(x, g, state, lr, decay, eps):
    s = decay * state["s"] + (1 - decay) * g**2
    return x - lr * g / (jnp.sqrt(s) + eps), {"s": s}


RMSPROP = Optimizer(
    name="RMSprop",
    step=step,
    parameters=(rate(0.01), DECAY, EPS),
    memory={"s": (0.0, 0.0)},
    formula=r"s \leftarrow \beta\, s + (1 - \beta)\, g^2, \qquad x \leftarrow x - \alpha\, \frac{g}{\sqrt{s} + \varepsilon}",
    story="AdaGrad that forgets: the rate follows the size of recent gradients only.",
    reference="Tieleman and Hinton (2012); CS231n, optimization notes",
)
