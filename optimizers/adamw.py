from optimizers import adam
from optimizers.base import BETA1, BETA2, EPS, WEIGHT_DECAY, Optimizer, rate
from optimizers.substep import SubStep


def step(x, g, state, lr, beta1, beta2, eps, weight_decay):
    after, state = adam.step(x, g, state, lr, beta1, beta2, eps)
    pull = -lr * weight_decay * x
    return after + pull, state


ADAMW = Optimizer(
    name="AdamW",
    step=step,
    parameters=(rate(0.001), BETA1, BETA2, EPS, WEIGHT_DECAY),
    memory=adam.ADAM.memory,
    formula=r"x \leftarrow \mathrm{Adam}(x, g) - \alpha\, \lambda\, x",
    story="Adam, with the pull toward the origin kept out of the adaptive scale.",
    reference="Loshchilov and Hutter (2019)",
    substeps=(
        *adam.MOMENTS,
        *adam.HATS,
        *adam.SCALED,
        SubStep(
            "pull",
            r"-\alpha \lambda\, x",
            r"-[lr] \cdot [weight_decay] \cdot [x]",
            "The pull toward the origin, not rescaled",
            "pull",
            "move",
        ),
    ),
)
