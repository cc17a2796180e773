"""Four basins, one of them deepest: the two coordinates decide apart, and each may decide wrong."""

from landscapes.base import Landscape


def loss(x, y):
    return 0.5 * (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y)


STYBLINSKI_TANG = Landscape(
    name="Styblinski–Tang",
    loss=loss,
    window=((-5, 5), (-5, 5)),
    starts={
        "Right edge": (4.5, -0.5),
        "Beside the summit": (0.1, 0.3),
        "Upper right": (4.5, 4.5),
        "At the minimum": (-2.903534, -2.903534),
    },
    minima=lambda: (
        (-2.9035340277711774, -2.9035340277711774),
        (-2.9035340277711774, 2.746802770990837),
        (2.746802770990837, -2.9035340277711774),
        (2.746802770990837, 2.746802770990837),
    ),
    trouble="Several minima",
    formula=r"f(x, y) = \tfrac12\,(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)",
    story=__doc__,
    reference="Styblinski and Tang, Neural Networks 3 (1990) 467",
    rates={"SGD": 0.02, "Momentum": 0.004, "Nesterov": 0.004, "AdaGrad": 1.0, "RMSprop": 0.05, "Adam": 0.3, "AdamW": 0.3},
    steps=100,
)
