"""How a race ended, in numbers: what the table under the picture says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from landscapes.heights import MOST_MINIMA, loss_at
from optimizers.curvature import slopes_down
from optimizers.engine import Paths
from studies.lost import reasons

ARRIVED = 1e-5  # of the height at the start: a run that stays below it has arrived; on a bowl that is 1/300 of the distance
HAIR = 1e-4  # of the window: how far around a resting point we look
AROUND = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)], float)
assert len(AROUND) == MOST_MINIMA  # so that looking around needs no program of its own


@dataclass(frozen=True)
class Result:
    """One run's outcome. Steps are -1 for "never"; without known minima `nearest` is None and `distance` NaN."""

    loss: float  # at the end; NaN for a run that diverged
    nearest: tuple[float, float] | None
    distance: float
    reached: int  # first step from which on the height above the nearest minimum stays below 1e-5 of that at the start
    uphill: int  # steps that made the loss larger
    left: int  # first step outside the window
    back: bool  # it left the window and ended inside
    diverged: int
    spent: tuple[int, int, int]  # loss, gradient and Hessian evaluations in all
    spent_to_reach: int  # evaluations up to that first step, -1 if never
    rests_on: str  # "saddle" or "maximum", if the run came to rest there
    reason: str  # why it diverged, one of those in `studies.lost`
    no_slope: int  # first step at which the slope was not finite
    stuck: int  # first step from which on it stays where it is, although the ground slopes


def report(land: Landscape, paths: Paths, params: Mapping[str, object] | None = None) -> list[Result]:
    """One Result per run, judged up to the step at which it diverged.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    lows, known = minima_values(land, params), zip(reasons(land, paths), stuck_since(land, params, paths), strict=True)
    return [result(land, params, lows, paths, run, why, stuck) for run, (why, stuck) in enumerate(known)]


def result(land: Landscape, params, lows: np.ndarray, paths: Paths, run: int, why: str, stuck: int) -> Result:
    """One run's outcome; `lows` are the losses at the known minima, `why` it diverged, `stuck` from which step on it was."""
    minima, loss, diverged = list(land.minima(*land.numbers(params))), paths.loss[run], int(paths.diverged_at[run])
    lived = len(loss) if diverged < 0 else diverged
    theta, alive = paths.theta[run, :lived], loss[:lived]
    (x0, x1), (y0, y1) = land.window
    outside = (theta[:, 0] < x0) | (theta[:, 0] > x1) | (theta[:, 1] < y0) | (theta[:, 1] > y1)
    nearest, distance, reached = None, float("nan"), -1

    def spent(kind: str) -> int:
        return int(paths.costs[kind][run, -1])

    if land.floor and lived:
        minima[0] = land.floor(*theta[-1])  # as low as the first that is listed
    if minima and lived:
        away = [float(np.hypot(*(theta[-1] - minimum))) for minimum in minima]
        which = int(np.argmin(away))
        nearest, distance = minima[which], away[which]
        reached = arrival(alive, lows[which]) if diverged < 0 else -1
    return Result(
        loss=float(loss[-1]) if diverged < 0 else float("nan"),
        nearest=nearest,
        distance=distance,
        reached=reached,
        uphill=int((np.diff(alive) > 0).sum()),
        left=first(outside),
        back=bool(outside.any() and not outside[-1]),
        diverged=diverged,
        spent=(spent("loss"), spent("gradient"), spent("Hessian")),
        spent_to_reach=int(paths.evaluations[run, reached]) if reached >= 0 else -1,
        rests_on="" if diverged >= 0 else resting_place(land, params, theta),
        reason=why,
        no_slope=first(paths.no_slope[run, :lived]),
        stuck=stuck if reached < 0 else -1,
    )


def arrival(loss: np.ndarray, low: float) -> int:
    """The first step from which on the loss (steps+1,) stays near a minimum's, measured by its height at the start."""
    grain = 8 * np.finfo(float).eps * max(abs(low), abs(loss[0]))
    return since(np.abs(loss - low) <= max(ARRIVED * abs(loss[0] - low), grain))


def stuck_since(land: Landscape, params, paths: Paths) -> list[int]:
    """From which step on each run stands still to the end where it could go down: a line search that finds nothing lower, as at a
    kink, or a Newton step without curvature. -1 for all others."""
    theta, grad = paths.theta, paths.grad
    if grad.shape[1] < 2:
        return [-1] * len(theta)
    chooses = (paths.state["last"][:, -1] > 0) if "last" in paths.state else np.zeros(len(theta), bool)
    chooses |= paths.costs["Hessian"][:, -1] > 0
    still = (theta[:, -1] == theta[:, -2]).all(-1) & (grad[:, -1] == grad[:, -2]).all(-1)
    halted = np.flatnonzero(chooses & still & (paths.lr[:, -1] > 0) & grad[:, -1].any(-1) & (paths.diverged_at < 0))
    found = [-1] * len(theta)
    hair = HAIR * np.diff(land.window)[:, 0]
    for i in halted.tolist():
        rise = around(land, params, theta[i, -1])
        bends = np.abs(rise[0::2] + rise[1::2]) / ((hair * AROUND[0::2]) ** 2).sum(-1)
        if slopes_down(grad[i, -1], bends.max(), float(np.abs(paths.loss[i]).max())):
            found[i] = since((theta[i] == theta[i, -1]).all(-1))
    return found


def resting_place(land: Landscape, params, theta: np.ndarray) -> str:
    """What kind of flat point a run has come to rest on, told by the losses around it; empty for a minimum or for none."""
    hair = HAIR * np.diff(land.window)[:, 0]
    if len(theta) < 2 or (np.abs(theta[-1] - theta[-2]) > 1e-6 * hair).any():
        return ""
    rise, here = around(land, params, theta[-1]), at_point(land, params, theta[-1])
    noise = 1e-12 * max(1.0, abs(float(here)))
    slope, bend = (rise[0::2] - rise[1::2]) / 2, (rise[0::2] + rise[1::2]) / 2  # odd and even part along four lines
    if not np.abs(slope).max() <= max(0.01 * np.abs(bend).max(), noise) or not bend.min() < -noise:
        return ""
    return "saddle" if bend.max() > noise else "maximum"


def around(land: Landscape, params, point: np.ndarray) -> np.ndarray:
    """How much higher the loss is a hair away, in the eight directions of AROUND."""
    x, y = (point + HAIR * np.diff(land.window)[:, 0] * AROUND).T
    return loss_at(land, params, x, y) - at_point(land, params, point)


def at_point(land: Landscape, params, point: np.ndarray) -> float:
    return float(loss_at(land, params, *(np.full(len(AROUND), coordinate) for coordinate in point))[0])


def since(true: np.ndarray) -> int:
    """The index from which on all are True, -1 if the last is not."""
    false = np.flatnonzero(~true)
    begins = int(false[-1]) + 1 if false.size else 0
    return begins if begins < len(true) else -1


def first(true: np.ndarray) -> int:
    """The index of the first True, -1 if there is none."""
    return int(true.argmax()) if true.any() else -1
