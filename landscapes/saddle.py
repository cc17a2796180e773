"""A minimum one way and a maximum the other: the slope fades at the saddle, and you must find the way out."""

from landscapes.base import Landscape


def loss(x, y):
    return 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4


SADDLE = Landscape(
    name="Saddle",
    loss=loss,
    window=((-2, 2), (-2, 2)),
    starts={"Beside the ridge": (-1.8, 0.002), "Exactly on the ridge": (-1.8, 0), "On the saddle": (0, 0), "At an exit": (0, 1)},
    minima=lambda: ((0.0, 1.0), (0.0, -1.0)),
    trouble="Saddle",
    formula=r"f(x, y) = \tfrac12 x^2 - \tfrac12 y^2 + \tfrac14 y^4",
    story=__doc__,
    reference="CS231n, optimization notes; quartic term added so that the exits end",
    rates={"SGD": 0.05, "Momentum": 0.03, "Nesterov": 0.03, "AdaGrad": 0.2, "RMSprop": 0.03, "Adam": 0.08, "AdamW": 0.08},
    steps=200,
)
