"""AdaGrad that forgets: the rate follows the size of recent gradients only."""

import jax.numpy as jnp

from optimizers.rules.base import DECAY, EPS, Optimizer, rate
from optimizers.rules.substep import SubStep


def step(x, g, state, lr, decay, eps):
    s = decay * state["s"] + (1 - decay) * g**2
    own_rate = lr / (jnp.sqrt(s) + eps)
    dx = -own_rate * g
    return x + dx, {"s": s}


RMSPROP = Optimizer(
    name="RMSprop",
    step=step,
    parameters=(rate(0.01), DECAY, EPS),
    memory={"s": (0.0, 0.0)},
    formula=r"s \leftarrow \beta\, s + (1 - \beta)\, g^2, \qquad x \leftarrow x - \alpha\, \frac{g}{\sqrt{s} + \varepsilon}",
    story=__doc__,
    reference="Tieleman and Hinton (2012); CS231n, optimization notes: ε stands outside the root, as in PyTorch",
    substeps=(
        SubStep("s", "s", r"[decay] \cdot [old s] + (1 - [decay]) \cdot [g]^2", "Mean of recent squared gradients"),
        SubStep("own_rate", "r", r"[lr] / (\sqrt{[s]} + [eps])", "Each coordinate's own rate", "scale", "ellipse", of="g"),
        SubStep("dx", r"\Delta x", r"-[own_rate] \cdot [g]", "The scaled step", "step", "move"),
    ),
)
