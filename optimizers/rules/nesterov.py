"""Momentum that looks ahead: it asks for the slope where the velocity is about to carry it, and brakes in time."""

from optimizers.rules.base import MOMENTUM as RHO
from optimizers.rules.base import Optimizer, rate
from optimizers.rules.substep import SubStep
from optimizers.rules.theory import ACCELERATED


def where(x, state, lr, momentum):
    return x + momentum * state["v"]


def step(x, g, state, lr, momentum):
    kept, push = momentum * state["v"], -lr * g
    v = kept + push
    return x + v, {"v": v}


NESTEROV = Optimizer(
    name="Nesterov",
    where=where,
    step=step,
    parameters=(rate(0.01), RHO),
    memory={"v": (0.0, 0.0)},
    formula=r"v \leftarrow \rho\, v - \alpha\, \nabla f(x + \rho\, v), \qquad x \leftarrow x + v",
    story=__doc__,
    reference="Nesterov (1983); Sutskever et al. (2013); CS231n, optimization notes. PyTorch’s nesterov=True walks the look-ahead points "
    "x + ρ v of this path, but only while the rate is constant",
    theory=ACCELERATED,
    substeps=(
        SubStep(
            "at",
            r"\tilde x",
            r"[x] + [momentum] \cdot [old v]",
            "Look ahead, to where the velocity alone would carry you",
            "velocity",
            "point",
        ),
        SubStep("kept", r"\rho\, v", r"[momentum] \cdot [old v]", "What is kept of the velocity", "velocity", "move"),
        SubStep("push", r"-\alpha g", r"-[lr] \cdot [g]", "The push of the slope out there", "gradient", "move"),
        SubStep("v", "v", r"[momentum] \cdot [old v] - [lr] \cdot [g]", "The new velocity is the step", "step", "sum"),
        SubStep(
            "next at",
            r"\tilde x",
            r"[at] + [v] + [momentum] \cdot ([v] - [old v])",
            "The same step seen from the look-ahead point: the shifted form",
        ),
    ),
)
