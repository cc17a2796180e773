"""Adam, with the pull toward the origin kept out of the adaptive scale."""

from optimizers.rules import adam
from optimizers.rules.base import BETA1, BETA2, EPS, WEIGHT_DECAY, Optimizer, rate
from optimizers.rules.substep import SubStep


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
    story=__doc__,
    reference="Loshchilov and Hutter (2019), with PyTorch’s pull, α λ x at the scheduled rate α = α₀ η_t; the paper’s is η_t λ x",
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
