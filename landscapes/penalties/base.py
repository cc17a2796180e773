"""What every penalty on the weights is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from parameter import Parameter

BUDGET = Parameter("t", 1.0, 0.0, 1e6, label="budget", symbol="t", help="Size of the ball: the weights with R(w) ≤ t.")
POINTS = Parameter("points", 64, 1, 10_000, whole=True, help="Points from one axis to the next.")


@dataclass(frozen=True, eq=False)
class Penalty:
    """What large weights cost: R(w), added to the loss as λ R(w).

    The first three are written with jax.numpy. `value(w, *parameters)` adds up the last axis of `w`.
    `gradient(w, *parameters)` has the shape of `w`; where R has a kink, at a weight of 0, it is the subgradient 0.
    `prox(w, step, *parameters)` is the u with the least ½‖u − w‖² + step · R(u), its zeros exact; for λ R take step = α λ.

    `ball(t, *parameters, points=64)` is the curve R(w) = t in the plane, an array (4 · points + 1, 2) that closes and
    meets the axes exactly; at t = 0 all of it is the origin. A ValueError says what is wrong with a number.

    `shares(*parameters)` says what R is made of: (a, b) for R(w) = a ‖w‖₁ + b ½‖w‖². With it the least of a quadratic
    and λ R is known exactly (`landscapes/penalties/plane.py`, `coefficients.py`). `story` is the sentence its module opens with, `__doc__`.
    """

    name: str
    value: Callable
    gradient: Callable
    prox: Callable
    ball: Callable[..., np.ndarray]
    shares: Callable[..., tuple[float, float]]
    formula: str
    story: Any  # a str: the type checker cannot know that the module has a docstring
    reference: str
    parameters: tuple[Parameter, ...] = ()


def directions(points: int) -> np.ndarray:
    """Unit vectors once around, `points` a quarter: on the axes exactly, the last one the first."""
    points = int(POINTS.check(points))
    angle = np.pi / 2 * np.arange(points) / points
    x, y = np.cos(angle), np.sin(angle)
    return np.concatenate([[x, y], [-y, x], [-x, -y], [y, -x], [[1.0], [0.0]]], axis=1).T
