"""How a race ended, in numbers: what the table under the picture says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from landscapes.heights import MOST_MINIMA, loss_at
from optimizers.engine import Paths

CLOSE = 1e-3
HAIR = 1e-4  # of the window: how far around a resting point we look
AROUND = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)], float)
assert len(AROUND) == MOST_MINIMA  # so that looking around needs no program of its own


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
    spent: tuple[int, int, int]  # loss, gradient and Hessian evaluations in all
    spent_to_reach: int  # evaluations up to that first step, -1 if never
    rests_on: str  # "saddle" or "maximum", if the run came to rest there
    undefined: bool  # it diverged by stepping where the loss has no value
    fell: bool  # it diverged downhill, where the ground has no bottom


def report(land: Landscape, paths: Paths, params: Mapping[str, object] | None = None) -> list[Result]:
    """One Result per run, judged up to the step at which it diverged.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    numbers = land.numbers(params)
    minima = land.minima(*numbers)
    lows = minima_values(land, params)
    spent = zip(*(paths.costs[kind][:, -1].tolist() for kind in ("loss", "gradient", "Hessian")), strict=True)
    runs = zip(paths.theta, paths.loss, paths.diverged_at.tolist(), spent, paths.evaluations, strict=True)
    return [result(land, params, minima, lows, *run) for run in runs]


def result(land: Landscape, params, minima, lows, theta, loss, diverged: int, spent, evaluations) -> Result:
    """One run's outcome from its points (steps+1, 2), its losses and evaluations so far (steps+1,)."""
    lived = len(loss) if diverged < 0 else diverged
    thrown = theta[diverged]
    theta, alive = theta[:lived], loss[:lived]
    (x0, x1), (y0, y1) = land.window
    outside = (theta[:, 0] < x0) | (theta[:, 0] > x1) | (theta[:, 1] < y0) | (theta[:, 1] > y1)
    nearest, distance, reached = None, float("nan"), -1
    if minima and lived:
        away = [float(np.hypot(*(theta[-1] - minimum))) for minimum in minima]
        which = int(np.argmin(away))
        nearest, distance = minima[which], away[which]
        reached = first(np.abs(alive - lows[which]) <= CLOSE)
    return Result(
        loss=float(loss[-1]),
        nearest=nearest,
        distance=distance,
        reached=reached,
        uphill=int((np.diff(alive) > 0).sum()),
        left=first(outside),
        diverged=diverged,
        spent=spent,
        spent_to_reach=int(evaluations[reached]) if reached >= 0 else -1,
        rests_on="" if diverged >= 0 else resting_place(land, params, theta),
        undefined=bool(diverged >= 0 and np.isfinite(thrown).all() and np.isnan(loss[diverged])),
        fell=bool(diverged > 0 and loss[diverged] < np.min(alive)),
    )


def resting_place(land: Landscape, params, theta: np.ndarray) -> str:
    """What kind of flat point a run has come to rest on, told by the losses around it; empty for a minimum or for none."""
    hair = HAIR * np.diff(land.window)[:, 0]
    if len(theta) < 2 or (np.abs(theta[-1] - theta[-2]) > 1e-6 * hair).any():
        return ""
    x, y = (theta[-1] + hair * AROUND).T
    here = loss_at(land, params, np.full(len(x), theta[-1, 0]), np.full(len(y), theta[-1, 1]))[0]
    rise = loss_at(land, params, x, y) - here
    noise = 1e-12 * max(1.0, abs(float(here)))
    slope, bend = (rise[0::2] - rise[1::2]) / 2, (rise[0::2] + rise[1::2]) / 2  # odd and even part along four lines
    if not np.abs(slope).max() <= max(0.01 * np.abs(bend).max(), noise) or not bend.min() < -noise:
        return ""
    return "saddle" if bend.max() > noise else "maximum"


def first(true: np.ndarray) -> int:
    """The index of the first True, -1 if there is none."""
    return int(true.argmax()) if true.any() else -1
