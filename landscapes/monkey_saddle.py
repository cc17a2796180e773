"""Slope and curvature both vanish at the saddle; three valleys lead out of it, and none has a floor."""

from landscapes.base import Landscape


def loss(x, y):
    return x**3 - 3 * x * y**2


MONKEY_SADDLE = Landscape(
    name="Monkey saddle",
    loss=loss,
    window=((-2, 2), (-2, 2)),
    starts={"Beside the ridge": (1.6, 0.02), "Exactly on the ridge": (1.6, 0), "On the saddle": (0, 0), "Past the saddle": (-0.1, 0.1)},
    minima=lambda: (),
    trouble="Saddle",
    formula=r"f(x, y) = x^3 - 3xy^2",
    story=__doc__,
    reference="Hilbert and Cohn-Vossen, Anschauliche Geometrie (1932)",
    rates={"SGD": 0.0055, "Momentum": 0.001, "Nesterov": 0.001, "AdaGrad": 0.05, "RMSprop": 0.008, "Adam": 0.0065, "AdamW": 0.0065},
    steps=220,
)
