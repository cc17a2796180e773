from optimizers import adam
from optimizers.base import BETA1, BETA2, EPS, WEIGHT_DECAY, Optimizer, rate


def step(x, g, state, lr, beta1, beta2, eps, weight_decay):
    after, state = adam.step(x, g, state, lr, beta1, beta2, eps)
    return after - lr * weight_decay * x, state


ADAMW = Optimizer(
    name="AdamW",
    step=step,
    parameters=(rate(0.001), BETA1, BETA2, EPS, WEIGHT_DECAY),
    memory=adam.ADAM.memory,
    formula=r"x \leftarrow \mathrm{Adam}(x, g) - \alpha\, \lambda\, x",
    story="Adam, with the pull toward the origin kept out of the adaptive scale.",
    reference="Loshchilov and Hutter (2019)",
)
