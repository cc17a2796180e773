"""Six basins in three pairs: from the rim you meet the shallow ones first."""

from landscapes.base import Landscape


def loss(x, y):
    return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


SIX_HUMP_CAMEL = Landscape(
    name="Six-hump camel",
    loss=loss,
    window=((-3, 3), (-2, 2)),
    starts={"Left wall": (-2.6, -1.4), "Right of the ridge": (0.6, 0.1), "Top": (0.2, 1.9), "At a minimum": (0.089842, -0.712656)},
    minima=lambda: (
        (0.08984201310031806, -0.7126564030207396),
        (-0.08984201310031806, 0.7126564030207396),
        (-1.7036067149699807, 0.7960835686726251),
        (1.7036067149699807, -0.7960835686726251),
        (1.6071047529201974, 0.5686514548841314),
        (-1.6071047529201974, -0.5686514548841314),
    ),
    trouble="Several minima",
    formula=r"f(x, y) = \left(4 - 2.1x^2 + \tfrac13 x^4\right) x^2 + xy + (4y^2 - 4)\,y^2",
    story=__doc__,
    reference="Dixon and Szegő, Towards Global Optimisation 2 (1978)",
    rates={"SGD": 0.02, "Momentum": 0.006, "Nesterov": 0.006, "AdaGrad": 0.3, "RMSprop": 0.03, "Adam": 0.1, "AdamW": 0.1},
    steps=150,
)
