"""A bowl of data loss, and a penalty that pulls the weights to 0."""

import jax.numpy as jnp
import numpy as np

from landscapes.base import Landscape, Point
from landscapes.penalties.plane import least
from parameter import Parameter


def loss(x, y, h11, h12, h22, cx, cy, strength, l1, l2):  # noqa: PLR0913 a loss takes its numbers one by one
    u, v = x - cx, y - cy
    data = 0.5 * (h11 * u**2 + 2 * h12 * u * v + h22 * v**2)
    size = x * jnp.sign(x) + y * jnp.sign(y)  # |x| + |y| with the slope 0 at a kink; jnp.abs has the slope 1 there
    return data + strength * (l1 * size + l2 * 0.5 * (x**2 + y**2))


def minima(h11, h12, h22, cx, cy, strength, l1, l2) -> tuple[Point]:
    x, y = least(np.array([[h11, h12], [h12, h22]]), np.array([cx, cy]), strength, l1, l2)
    return ((float(x), float(y)),)


def hessian(kappa: float, angle: float, gentlest: float = 1.0) -> np.ndarray:
    """The Hessian (2, 2) with eigenvalues 1 (or `gentlest`) and κ, the gentle direction turned by `angle` degrees against x."""
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    gentle, steep = np.array([c, s]), np.array([-s, c])
    return gentlest * np.outer(gentle, gentle) + kappa * np.outer(steep, steep)


def numbers(H: np.ndarray, centre, strength: float, l1: float, l2: float) -> dict[str, float]:
    """The surface's parameters for this Hessian (2, 2), this minimum of the data loss, and λ · (l1 ‖w‖₁ + l2 ½‖w‖²)."""
    h11, h12, h22, cx, cy = (float(one) for one in (H[0][0], H[0][1], H[1][1], *centre))
    return {"h11": h11, "h12": h12, "h22": h22, "cx": cx, "cy": cy, "strength": float(strength), "l1": float(l1), "l2": float(l2)}


# What regularization does to a descent: a quadratic data loss with a penalty on its two weights, as one surface.
# Not on the shelf: its pages set its numbers. One object, so that one compiled program serves them all.
PENALISED = Landscape(
    name="Penalised loss",
    loss=loss,
    window=((-4, 4), (-4, 4)),
    starts={"Far off": (-3.0, 3.0), "All zero": (0.0, 0.0)},
    minima=minima,
    trouble="Penalised",
    formula=r"f(w) = \tfrac12 (w - c)^\top H (w - c) + \lambda\, R(w)",
    story=__doc__,
    reference="Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 3.4",
    parameters=(
        Parameter("h11", 1.0, 0.0, 1e4, help="The Hessian's entry for x alone."),
        Parameter("h12", 0.0, -1e4, 1e4, help="The Hessian's entry off its diagonal."),
        Parameter("h22", 1.0, 0.0, 1e4, help="The Hessian's entry for y alone."),
        Parameter("cx", 1.0, -1e3, 1e3, help="Where the data loss is least, x."),
        Parameter("cy", 1.0, -1e3, 1e3, help="Where the data loss is least, y."),
        Parameter("strength", 0.0, 0.0, 1e6, symbol="λ", help="Weight of the penalty."),
        Parameter("l1", 1.0, 0.0, 1.0, help="How much of ‖w‖₁ is in the penalty."),
        Parameter("l2", 0.0, 0.0, 2.0, help="How much of ½‖w‖² is in the penalty."),
    ),
)
