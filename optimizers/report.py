"""How a race ended, in numbers: what the table under the picture says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from optimizers.engine import Paths

CLOSE = 1e-3


@dataclass(frozen=True)
class Result:
    """One run's outcome. Steps are -1 for "never"; without known minima `nearest` is None and `distance` NaN."""

    loss: float
    nearest: tuple[float, float] | None
    distance: float
    reached: int  # first step with the loss within 1e-3 of the nearest minimum's
    uphill: int  # steps that made the loss larger
    left: int  # first step outside the window
    diverged: int


def report(land: Landscape, paths: Paths, params: Mapping[str, object] | None = None) -> list[Result]:
    """One Result per run, judged up to the step at which it diverged.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    numbers = land.numbers(params)
    minima = land.minima(*numbers)
    lows = minima_values(land, params)
    return [result(land, minima, lows, *run) for run in zip(paths.theta, paths.loss, paths.diverged_at.tolist(), strict=True)]


def result(land: Landscape, minima, lows, theta: np.ndarray, loss: np.ndarray, diverged: int) -> Result:
    """One run's outcome from its points (steps+1, 2) and losses (steps+1,)."""
    lived = len(loss) if diverged < 0 else diverged
    theta, alive = theta[:lived], loss[:lived]
    (x0, x1), (y0, y1) = land.window
    outside = (theta[:, 0] < x0) | (theta[:, 0] > x1) | (theta[:, 1] < y0) | (theta[:, 1] > y1)
    nearest, distance, reached = None, float("nan"), -1
    if minima and lived:
        away = [float(np.hypot(*(theta[-1] - minimum))) for minimum in minima]
        which = int(np.argmin(away))
        nearest, distance = minima[which], away[which]
        reached = first(np.abs(alive - lows[which]) <= CLOSE)
    return Result(float(loss[-1]), nearest, distance, reached, int((np.diff(alive) > 0).sum()), first(outside), diverged)


def first(true: np.ndarray) -> int:
    """The index of the first True, -1 if there is none."""
    return int(true.argmax()) if true.any() else -1
