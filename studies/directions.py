"""The slope in a direction: ∇f·v, and what a small step along v measures."""

from dataclasses import dataclass

import numpy as np

from studies.gradient_check import Look
from studies.step_errors import losses

ANGLES = np.arange(0, 361, 5.0)  # degrees


@dataclass(frozen=True)
class Directions:
    """At a point (2,): the gradient (2,) in float64, NaN where there is no loss; over ANGLES (73,) the slopes ∇f·v, and the measured
    (f(x + hv) − f(x))/h."""

    point: np.ndarray
    gradient: np.ndarray
    slopes: np.ndarray
    measured: np.ndarray

    @property
    def steepest(self) -> float | None:
        """The angle of ∇f in degrees, from 0 to 360; None where there is no such direction."""
        if not np.isfinite(self.gradient).all() or not self.gradient.any():
            return None
        return float(np.degrees(np.arctan2(self.gradient[1], self.gradient[0])) % 360)


def unit(angle) -> np.ndarray:
    """The direction at an angle in degrees: (2,), or (2, …) for many."""
    return np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])


def directions(look: Look, point: np.ndarray, h: float, dtype: str) -> Directions:
    """All directions at a point (2,), measured with a step h in the precision asked for."""
    with np.errstate(all="ignore"):
        loss, slope = look(point[None])
        gradient = np.where(np.isfinite(loss), slope, np.nan)[0].astype(float)
        return Directions(point, gradient, gradient @ unit(ANGLES), measured(look, point, ANGLES, h, dtype))


def measured(look: Look, point: np.ndarray, angles, h: float, dtype: str) -> np.ndarray:
    """(f(x + hv) − f(x))/h for each angle, computed in a precision."""
    at = point.astype(dtype)
    step = at.dtype.type(h)
    ahead = at + step * unit(angles).T.astype(dtype)
    loss = losses(look, np.concatenate([at[None], ahead.reshape(-1, 2)]))
    return ((loss[1:] - loss[0]) / step).astype(float)
