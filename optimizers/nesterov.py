from optimizers.base import MOMENTUM as RHO
from optimizers.base import Optimizer, rate


def where(x, state, lr, momentum):
    return x + momentum * state["v"]


def step(x, g, state, lr, momentum):
    v = momentum * state["v"] - lr * g
    return x + v, {"v": v}


NESTEROV = Optimizer(
    name="Nesterov",
    where=where,
    step=step,
    parameters=(rate(0.01), RHO),
    memory={"v": (0.0, 0.0)},
    formula=r"v \leftarrow \rho\, v - \alpha\, \nabla f(x + \rho\, v), \qquad x \leftarrow x + v",
    story="Momentum that looks ahead: it asks for the slope where the velocity is about to carry it, and brakes in time.",
    reference="Nesterov (1983); Sutskever et al. (2013); CS231n, optimization notes",
)
