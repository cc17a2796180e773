"""The pull joins the gradient, as the slope of the penalty ½λ‖x‖²."""

from dataclasses import replace

from optimizers.rules.base import MOMENTUM, WEIGHT_DECAY, Optimizer, rate
from optimizers.rules.substep import SubStep


def step(x, g, state, lr, momentum, weight_decay):
    pull = weight_decay * x
    v = momentum * state["v"] + (g + pull)
    dx = -lr * v
    return x + dx, {"v": v}


# Not on the shelf: there a penalty is part of the surface. The page on weight decay sets it beside SGDW.
SGD_L2 = Optimizer(
    name="SGD + L2",
    step=step,
    parameters=(rate(0.01), replace(MOMENTUM, default=0.0), WEIGHT_DECAY),
    memory={"v": (0.0, 0.0)},
    formula=r"v \leftarrow \rho\, v + (g + \lambda\, x), \quad x \leftarrow x - \alpha\, v",
    story=__doc__,
    reference="Krogh and Hertz (1992); weight_decay of torch.optim.SGD",
    substeps=(
        SubStep("pull", r"\lambda x", r"[weight_decay] \cdot [x]", "The slope of the penalty", "pull"),
        SubStep("v", "v", r"[momentum] \cdot [old v] + ([g] + [pull])", "Velocity, in which the pull gathers, too", "velocity"),
        SubStep("dx", r"\Delta x", r"-[lr] \cdot [v]", "The step", "step", "move"),
    ),
)
