"""Four minima are equally deep; which one you reach depends on where you start and how you step."""

from landscapes.base import Landscape


def loss(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


HIMMELBLAU = Landscape(
    name="Himmelblau",
    loss=loss,
    window=((-6, 6), (-6, 6)),
    starts={"Left edge": (-5.5, 0), "Top": (0.5, 4.5), "Near the summit": (-0.3, -0.9), "At a minimum": (3, 2)},
    minima=lambda: (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286169),
        (3.584428340330492, -1.848126526964404),
    ),
    trouble="Several minima",
    formula=r"f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    story=__doc__,
    reference="D. M. Himmelblau, Applied Nonlinear Programming (1972)",
    rates={"SGD": 0.01, "Momentum": 0.002, "Nesterov": 0.002, "AdaGrad": 1.0, "RMSprop": 0.05, "Adam": 0.2, "AdamW": 0.2},
    steps=150,
)
