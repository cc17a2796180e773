"""The pull stays beside the gradient: each step keeps the share 1 − αλ of every weight."""

from dataclasses import replace

from optimizers.rules.base import MOMENTUM, WEIGHT_DECAY, Optimizer, rate
from optimizers.rules.substep import SubStep


def step(x, g, state, lr, momentum, weight_decay):
    v = momentum * state["v"] + g
    dx = -lr * v
    pull = -lr * weight_decay * x
    return x + dx + pull, {"v": v}


# Not on the shelf: without momentum it is SGD + L2, which the page on weight decay shows.
SGDW = Optimizer(
    name="SGDW",
    step=step,
    parameters=(rate(0.01), replace(MOMENTUM, default=0.0), WEIGHT_DECAY),
    memory={"v": (0.0, 0.0)},
    formula=r"v \leftarrow \rho\, v + g, \quad x \leftarrow x - \alpha\, v - \alpha \lambda\, x",
    story=__doc__,
    reference="Loshchilov and Hutter (2019), algorithm 1, with αλ for their λ",
    substeps=(
        SubStep("v", "v", r"[momentum] \cdot [old v] + [g]", "Velocity, of the gradients alone", "velocity"),
        SubStep("dx", r"\Delta x", r"-[lr] \cdot [v]", "The step", "step", "move"),
        SubStep("pull", r"-\alpha \lambda\, x", r"-[lr] \cdot [weight_decay] \cdot [x]", "The pull toward the origin", "pull", "move"),
    ),
)
