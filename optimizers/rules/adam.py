"""Momentum's direction with RMSprop's scale; the hats undo the start from zero."""

from dataclasses import replace

import jax.numpy as jnp

from optimizers.rules.base import BETA1, BETA2, EPS, SMALL, Optimizer, rate
from optimizers.rules.substep import SubStep
from parameter import Parameter, choice


def step(x, g, state, lr, beta1, beta2, eps, weight_decay=0.0, bias_correction=1):
    pull = weight_decay * x
    total = g + pull
    m = beta1 * state["m"] + (1 - beta1) * total
    v = beta2 * state["v"] + (1 - beta2) * total**2
    beta1_t, beta2_t = beta1 * state["beta1_t"], beta2 * state["beta2_t"]  # β to the power t
    m_hat, v_hat = m / (1 - bias_correction * beta1_t), v / (1 - bias_correction * beta2_t)  # off: m and v as they are
    own_rate = lr / (jnp.sqrt(v_hat) + eps)
    dx = -own_rate * m_hat
    return x + dx, {"m": m, "v": v, "beta1_t": beta1_t, "beta2_t": beta2_t}


COUPLED = Parameter(
    "weight_decay",
    0.0,
    0.0,
    10.0,
    symbol="λ",
    help="Pull toward the origin (L2), added to the gradient and so rescaled with it.",
    slider=(0.0, 1.0),
    textbook=SMALL,
)
BIAS_CORRECTION = choice("bias_correction", ("off", "on"), default=1, label="bias correction", help="Undo the start of m and v from zero.")

ON, OFF, UNCOUPLED = {"bias_correction": 1}, {"bias_correction": 0}, {"weight_decay": 0}
MOMENTS = (
    SubStep("m", "m", r"[beta1] \cdot [old m] + (1 - [beta1]) \cdot [total]", "Mean of recent gradients"),
    SubStep("v", "v", r"[beta2] \cdot [old v] + (1 - [beta2]) \cdot [total]^2", "Mean of recent squared gradients"),
)
HATS = (
    SubStep("m_hat", r"\hat m", r"[m] / (1 - [beta1_t])", "Undo m's start from zero"),
    SubStep("v_hat", r"\hat v", r"[v] / (1 - [beta2_t])", "Undo v's start from zero"),
)
SCALED = (
    SubStep("own_rate", "r", r"[lr] / (\sqrt{[v_hat]} + [eps])", "Each coordinate's own rate", "scale", "ellipse", of="m_hat"),
    SubStep("dx", r"\Delta x", r"-[own_rate] \cdot [m_hat]", "The scaled step", "step", "move"),
)

ADAM = Optimizer(
    name="Adam",
    step=step,
    parameters=(rate(0.001), BETA1, BETA2, EPS, COUPLED, BIAS_CORRECTION),
    memory={"m": (0.0, 0.0), "v": (0.0, 0.0), "beta1_t": 1.0, "beta2_t": 1.0},
    formula=r"""\begin{aligned}
g &\leftarrow g + \lambda\, x \\
m &\leftarrow \beta_1 m + (1 - \beta_1)\, g, & \hat m &= m / (1 - \beta_1^t) \\
v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2, & \hat v &= v / (1 - \beta_2^t) \\
x &\leftarrow x - \alpha\, \hat m / (\sqrt{\hat v} + \varepsilon)
\end{aligned}""",
    story=__doc__,
    reference="Kingma and Ba (2015), Algorithm 1: ε is added after the bias correction; CS231n, optimization notes",
    substeps=(
        SubStep(
            "pull",
            r"-\alpha \lambda\, x",
            r"-[lr] \cdot [weight_decay] \cdot [x]",
            "The penalty's pull toward the origin, before it is rescaled",
            "pull",
            "part",
            downhill=True,
            unless=UNCOUPLED,
        ),
        SubStep("total", "g", r"[g] + [weight_decay] \cdot [x]", "The pull joins the gradient", unless=UNCOUPLED),
        *MOMENTS,
        *(replace(hat, when=ON) for hat in HATS),
        SubStep("m_hat", r"\hat m", "[m]", "Bias correction is off: m as it is", when=OFF),
        SubStep("v_hat", r"\hat v", "[v]", "Bias correction is off: v as it is", when=OFF),
        *SCALED,
    ),
)
