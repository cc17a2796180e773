"""The loss runs from 3 to a million, so a rate that is safe on the walls hardly moves you on the floor."""

from landscapes.base import Landscape


def loss(x, y):
    first = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    second = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return first * second


GOLDSTEIN_PRICE = Landscape(
    name="Goldstein–Price",
    loss=loss,
    window=((-2, 2), (-2, 2)),
    starts={"Left slope": (-1.5, 0.5), "Right edge": (1.9, 0.6), "Foot of the wall": (1, -1.5), "At the minimum": (0, -1)},
    minima=lambda: ((0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)),
    trouble="Wild scales",
    formula=(
        r"\begin{aligned} f(x, y) = {}&\left[1 + (x+y+1)^2 (19 - 14x + 3x^2 - 14y + 6xy + 3y^2)\right] \\"
        r" &\left[30 + (2x-3y)^2 (18 - 32x + 12x^2 + 48y - 36xy + 27y^2)\right] \end{aligned}"
    ),
    story=__doc__,
    reference="Goldstein and Price, Mathematics of Computation 25 (1971) 569",
    rates={"SGD": 2e-05, "Momentum": 1e-05, "Nesterov": 1e-05, "AdaGrad": 0.5, "RMSprop": 0.01, "Adam": 0.1, "AdamW": 0.1},
    steps=400,
)
