"""The slope points straight at the minimum from everywhere, so plain descent is all you need."""

from landscapes.base import Landscape


def loss(x, y):
    return x**2 + y**2


BOWL = Landscape(
    name="Round bowl",
    loss=loss,
    window=((-4, 4), (-4, 4)),
    starts={"Upper left": (-3.5, 1.5), "Far corner": (3.8, -3.8), "At the minimum": (0, 0)},
    minima=lambda: ((0.0, 0.0),),
    trouble="No trouble",
    formula=r"f(x, y) = x^2 + y^2",
    story=__doc__,
    reference="CS231n, optimization notes",
    rates={"SGD": 0.05, "Momentum": 0.05, "Nesterov": 0.05, "AdaGrad": 1.0, "RMSprop": 0.1, "Adam": 0.3, "AdamW": 0.3},
    steps=100,
)
