"""The floor is a curve, steep across in its far arms and gentle near the middle: where you rest depends on your rate."""

import numpy as np

from landscapes.base import Landscape, Point


def loss(x, y):
    return 0.5 * (1 - x * y) ** 2


def floor(x: float, y: float) -> Point:
    """The point (t, 1/t) nearest to (x, y): there the way to it is upright on the floor, t⁴ − x t³ + y t − 1 = 0."""
    t = np.roots([1, -x, 0, y, -1])
    t = t[np.abs(t.imag) < 1e-6 * np.abs(t)].real
    nearest = t[np.hypot(t - x, 1 / t - y).argmin()]
    return float(nearest), float(1 / nearest)


HYPERBOLA = Landscape(
    name="Hyperbola",
    loss=loss,
    window=((-6, 6), (-6, 6)),
    starts={"Between the arms": (-1.5, 2.5), "Beside a steep floor": (0.2, 5.5), "Up a gentle floor": (3, 2.5), "On the saddle": (0, 0)},
    # All of xy = 1 is as low; these are where its two arms are gentlest.
    minima=lambda: ((1.0, 1.0), (-1.0, -1.0)),
    floor=floor,
    trouble="Curved valley",
    formula=r"f(x, y) = \tfrac12\,(1 - xy)^2",
    story=__doc__,
    reference="a linear network of two weights, y · x · 1, asked for 1; see Zhu et al., ICLR 2023, on the edge of stability",
    rates={"SGD": 0.06, "Momentum": 0.01, "Nesterov": 0.01, "AdaGrad": 0.5, "RMSprop": 0.03, "Adam": 0.1, "AdamW": 0.1},
    steps=200,
)
