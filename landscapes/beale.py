"""A flat valley between steep walls; turn left and it never ends, sinking slowly along y = 1."""

from landscapes.base import Landscape


def loss(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


BEALE = Landscape(
    name="Beale",
    loss=loss,
    window=((-4.5, 4.5), (-4.5, 4.5)),
    starts={
        "Round the bend": (-1.5, -1.5),
        "Into the endless valley": (-3, 0),
        "Beyond the minimum": (4.2, 1.2),
        "At the minimum": (3, 0.5),
    },
    minima=lambda: ((3.0, 0.5),),
    trouble="Curved valley",
    formula=r"f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2",
    story=__doc__,
    reference="E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958)",
    rates={"SGD": 0.005, "Momentum": 0.001, "Nesterov": 0.001, "AdaGrad": 0.5, "RMSprop": 0.02, "Adam": 0.1, "AdamW": 0.1},
    steps=300,
)
