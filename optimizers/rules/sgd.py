"""Walk downhill, as far as the slope is steep."""

from optimizers.rules.base import Optimizer, rate
from optimizers.rules.substep import SubStep
from optimizers.rules.theory import DESCENT


def step(x, g, state, lr):
    dx = -lr * g
    return x + dx, state


SGD = Optimizer(
    name="SGD",
    step=step,
    parameters=(rate(0.01),),
    formula=r"x \leftarrow x - \alpha\, g",
    story=__doc__,
    reference="Robbins and Monro (1951); CS231n, optimization notes",
    theory=DESCENT,
    substeps=(SubStep("dx", r"\Delta x", r"-[lr] \cdot [g]", "Go downhill, as far as the slope is steep", "step", "move"),),
)
