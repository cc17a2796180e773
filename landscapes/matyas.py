"""The valley lies along the diagonal, so a rule that scales each coordinate on its own cannot straighten it."""

from landscapes.base import Landscape


def loss(x, y):
    return 0.26 * (x**2 + y**2) - 0.48 * x * y


MATYAS = Landscape(
    name="Matyas",
    loss=loss,
    window=((-10, 10), (-10, 10)),
    starts={"Up the wall": (-9, -2), "On the valley floor": (-9, -9), "At the minimum": (0, 0)},
    minima=lambda: ((0.0, 0.0),),
    trouble="Ill-conditioned",
    formula=r"f(x, y) = 0.26\,(x^2 + y^2) - 0.48\,xy",
    story=__doc__,
    reference="Jamil and Yang, Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150",
    rates={"SGD": 1.9, "Momentum": 0.1, "Nesterov": 0.1, "AdaGrad": 3.0, "RMSprop": 0.1, "Adam": 0.8, "AdamW": 0.8},
    steps=150,
)
