"""How wrong a curve is where it was fitted, and where it was not."""

from dataclasses import dataclass

import numpy as np

from models.points import Points
from models.polynomial import TOP, fits, heights

ROUNDING = 1e-20  # of the heights' mean square: a squared error below it is 0


@dataclass(frozen=True, eq=False)
class Errors:
    """Mean squared errors of the training and of the validation points, along degrees or strengths; NaN where there are no points."""

    along: np.ndarray
    training: np.ndarray
    validation: np.ndarray

    @property
    def best(self) -> int | None:
        """The place with the least validation error."""
        return None if np.isnan(self.validation).all() else int(np.nanargmin(self.validation))


def mean_squared(weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The mean of (y − ŷ)² for weights (…, degree + 1): (…); NaN without points."""
    return ((heights(weights, x) - y) ** 2).mean(-1) if len(x) else np.full(weights.shape[:-1], np.nan)


def told(errors: np.ndarray, size: float) -> np.ndarray:
    """The squared errors of heights whose mean square is `size`; 0 for what is only rounding."""
    return np.where(errors <= ROUNDING * size, 0.0, errors)[()]


def both(weights: np.ndarray, points: Points) -> tuple[np.ndarray, np.ndarray]:
    """Training and validation error."""
    size = float((points.y**2).mean()) if len(points.y) else 0.0
    training, validation = mean_squared(weights, points.x, points.y), mean_squared(weights, points.held_x, points.held_y)
    return told(training, size), told(validation, size)


def over_degrees(points: Points, strength: float) -> Errors:
    """The errors of every degree, 0 to TOP, at one λ."""
    return over_degrees_at(points, [strength])[0]


def over_degrees_at(points: Points, strengths) -> list[Errors]:
    """The errors of every degree, 0 to TOP, at each λ."""
    each = np.array([both(fits(points.x, points.y, degree, strengths), points) for degree in range(TOP + 1)])  # (degree, which, λ)
    along = np.arange(TOP + 1)
    return [Errors(along, *one) for one in each.transpose(2, 1, 0)]


def over_strengths(points: Points, degree: int, strengths) -> Errors:
    """The errors of one degree at every λ."""
    return Errors(np.asarray(strengths, float), *both(fits(points.x, points.y, degree, strengths), points))
