"""A mild valley across both axes: κ is only 9, yet no coordinate can be mended without the other."""

from landscapes.base import Landscape


def loss(x, y):
    return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2


BOOTH = Landscape(
    name="Booth",
    loss=loss,
    window=((-10, 10), (-10, 10)),
    starts={"Up the wall": (-7, 2), "On the valley floor": (-6, 10), "Far corner": (9, 9), "At the minimum": (1, 3)},
    minima=lambda: ((1.0, 3.0),),
    trouble="Ill-conditioned",
    formula=r"f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2",
    story=__doc__,
    reference="Jamil and Yang, Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150",
    rates={"SGD": 0.1, "Momentum": 0.01, "Nesterov": 0.01, "AdaGrad": 2.0, "RMSprop": 0.2, "Adam": 0.8, "AdamW": 0.8},
    steps=100,
)
