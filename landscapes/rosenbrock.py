"""Finding the valley is easy; following its bend along a nearly flat floor is not."""

from landscapes.base import Landscape
from parameter import Parameter


def loss(x, y, b):
    return (1 - x) ** 2 + b * (y - x**2) ** 2


ROSENBROCK = Landscape(
    name="Rosenbrock",
    loss=loss,
    window=((-2, 2), (-1, 3)),
    starts={"Classic": (-1.2, 1), "Upper right": (1.6, 2.8), "On the floor": (-1, 1), "At the minimum": (1, 1)},
    minima=lambda b: ((1.0, 1.0),),
    trouble="Curved valley",
    formula=r"f(x, y) = (1 - x)^2 + b\,(y - x^2)^2",
    story=__doc__,
    reference="H. H. Rosenbrock, The Computer Journal 3 (1960) 175",
    parameters=(Parameter("b", 100.0, 1.0, 500.0, log=True, symbol="b", help="How steep the valley's walls are."),),
    rates={"SGD": 0.001, "Momentum": 0.0008, "Nesterov": 0.0008, "AdaGrad": 0.5, "RMSprop": 0.01, "Adam": 0.1, "AdamW": 0.1},
    steps=400,
)
