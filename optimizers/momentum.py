from optimizers.base import MOMENTUM as RHO
from optimizers.base import Optimizer, rate


def step(x, g, state, lr, momentum):
    v = momentum * state["v"] + g
    return x - lr * v, {"v": v}


MOMENTUM = Optimizer(
    name="Momentum",
    step=step,
    parameters=(rate(0.01), RHO),
    memory={"v": (0.0, 0.0)},
    formula=r"v \leftarrow \rho\, v + g, \qquad x \leftarrow x - \alpha\, v",
    story="A heavy ball: gradients that agree add up, gradients that alternate cancel.",
    reference="Polyak (1964); CS231n, optimization notes, form A",
)
