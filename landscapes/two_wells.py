import jax.numpy as jnp

from landscapes.base import Landscape


def loss(x, y):
    shallow = 2 * jnp.exp(-((x - 1) ** 2 + y**2) / 0.2)
    deep = 3 * jnp.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return x**2 + y**2 - shallow - deep


TWO_WELLS = Landscape(
    name="Two wells",
    loss=loss,
    window=((-2, 2), (-2, 2)),
    starts={
        "Above the shallow well": (0.75, 1.0),
        "Between the wells": (0.1, 1.5),
        "Right edge": (1.9, 0.4),
        "At the shallow minimum": (0.905299, 0),
    },
    minima=lambda: ((-0.936261287, 0.0), (0.905298764, 0.0)),
    trouble="A worse minimum next door",
    formula=r"f(x, y) = x^2 + y^2 - 2e^{-((x-1)^2 + y^2)/0.2} - 3e^{-((x+1)^2 + y^2)/0.2}",
    story="The nearer well is not the deeper one: descent alone cannot tell.",
    reference="E. Dupont, Interactive visualization of optimization algorithms",
    rates={"SGD": 0.03, "Momentum": 0.02, "Nesterov": 0.02, "AdaGrad": 0.3, "RMSprop": 0.02, "Adam": 0.08, "AdamW": 0.08},
    steps=150,
)
