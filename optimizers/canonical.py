"""The lectures' four canonical loss curves, told apart by numbers: too low, good, high, too high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from optimizers.curvature import eigenvalues, slopes_and_bends
from optimizers.engine import Paths
from optimizers.report import CLOSE

LAST = 0.1  # of a run: the stretch over which its end is averaged, as a run that bounces ends anywhere
FLAT = 0.05  # of the way down: a run that has lost less height has hardly moved
BOUNCES = 0.25  # of the second half's steps: a run that turns back so often bounces
LEVEL = 1e-6  # slope over curvature: a run that stands so still has come to rest
STALLS = 0.9  # of the height a tenth of the run before: a run that has not come below it has stalled
CLIMBS = 0.75  # of the steps: a rule that so often goes against the gradient climbs; a ball that swings does so half of the time at most


@dataclass(frozen=True)
class Ending:
    """How one run of a fan ended.

    loss: at the end, the mean of the last tenth; infinite if the run diverged, minus infinite if it fell where there is no bottom, NaN if
    it broke off. end: the same above the bottom; infinite also if it broke off. began: the same at the start. falls: the end as a multiple
    of the tenth before it. rests: in a "minimum", to 10⁻³ in the loss, or on a "saddle" or "maximum", or nowhere. bounces: whether it
    keeps turning back. reached: the first step with the loss within 10⁻³ of the minimum it rests in, -1 if in none. climbs: whether its
    steps lead against the gradient. broke: why the run has no next loss, if it was not thrown out of sight.
    """

    rate: float
    began: float
    loss: float
    end: float
    falls: float
    rests: str
    bounces: bool
    diverged: int
    reached: int = -1
    climbs: bool = False
    broke: str = ""


def endings(land: Landscape, params: Mapping[str, object] | None, rates: Sequence[float], paths: Paths) -> list[Ending]:
    """How the runs of a fan ended, which differ in their rate alone."""
    steps = paths.lr.shape[1]
    lived = np.where(paths.diverged_at < 0, steps + 1, paths.diverged_at)
    alive = np.arange(steps + 1) < lived[:, None]
    bottom = float(minima_values(land, params).min(initial=np.inf))
    known = np.isfinite(bottom)
    if not known:
        bottom = float(paths.loss[alive].min(initial=np.inf))
    slope, bend = slopes_and_bends(land, params, paths.theta[:, -1])
    with np.errstate(all="ignore"):
        gap = paths.loss - bottom
        last = max(1, round(LAST * steps))
        loss, end, before = paths.loss[:, -last:].mean(1), gap[:, -last:].mean(1), gap[:, -2 * last : -last].mean(1)
        falls = np.where(before > 0, end / before, 1.0)
        at_bottom = known & (np.abs(end) <= CLOSE)
        dent = depth(slope, bend)
        minimum = at_bottom | (dent <= CLOSE)
        low = np.where(at_bottom, bottom, paths.loss[:, -1] - dent)  # of the minimum it rests in
        curvatures = eigenvalues(bend)
        level = np.hypot(*slope.T) <= LEVEL * np.abs(curvatures).max(-1)
    else_on = np.where(level & (curvatures[:, 0] < 0), np.where(curvatures[:, 1] > 0, "saddle", "maximum"), "")
    rests = np.where(paths.diverged_at >= 0, "", np.where(minimum, "minimum", else_on)).tolist()
    broke = breaks(land, params, paths)
    found = []
    for i, (rate, diverged) in enumerate(zip(rates, paths.diverged_at.tolist(), strict=True)):
        fell = diverged > 0 and not broke[i] and paths.loss[i, diverged] < paths.loss[i, :diverged].min()
        height = -np.inf if fell else np.inf if diverged >= 0 else float(end[i])
        at_end = float(loss[i]) if diverged < 0 else np.nan if broke[i] else height
        reached = int((np.abs(paths.loss[i] - low[i]) <= CLOSE).argmax()) if rests[i] == "minimum" else -1
        bounces, climbs = turns_back(paths.theta[i, steps // 2 : lived[i]]) >= BOUNCES, uphill(paths, i, int(lived[i])) >= CLIMBS
        found.append(
            Ending(rate, float(gap[i, 0]), at_end, height, float(falls[i]), rests[i], bounces, diverged, reached, climbs, broke[i])
        )
    return found


def breaks(land: Landscape, params: Mapping[str, object] | None, paths: Paths) -> list[str]:
    """Why a run has no next loss: it stepped to where there is none, or its rule divided by 0; empty for all others."""
    runs, gone = np.arange(len(paths.theta)), paths.diverged_at
    before = np.maximum(gone - 1, 0)
    with np.errstate(all="ignore"):
        bend = np.abs(eigenvalues(slopes_and_bends(land, params, paths.theta[runs, before])[1]))
    asks = paths.costs["Hessian"][:, -1] > 0
    flat = asks & (bend.min(-1) <= LEVEL * bend.max(-1))
    nowhere = np.isfinite(paths.theta[runs, gone]).all(-1) & np.isnan(paths.loss[runs, gone])
    zero = np.isnan(paths.theta[runs, gone]).any(-1) & (paths.grad[runs, before] == 0).any(-1)
    whys = [nowhere, flat, zero], ["the loss has no value", "divides by a curvature of 0", "divides 0 by 0"]
    return np.where(gone >= 0, np.select(*whys, ""), "").tolist()


def uphill(paths: Paths, run: int, lived: int) -> float:
    """The share of a run's steps that go up the gradient which they were told."""
    moves = np.diff(paths.theta[run, :lived], axis=0)
    with np.errstate(all="ignore"):
        return float(((moves * paths.grad[run, : len(moves)]).sum(-1) > 0).mean()) if len(moves) else 0.0


def depth(slope: np.ndarray, bend: np.ndarray) -> np.ndarray:
    """How far the bottom of the local quadratic lies below: ½ gᵀ H⁻¹ g, of (n, 2) and (n, 2, 2); infinite where it has none."""
    (a, b), H = slope.T, bend
    det = H[:, 0, 0] * H[:, 1, 1] - H[:, 0, 1] ** 2
    below = 0.5 * (H[:, 1, 1] * a**2 - 2 * H[:, 0, 1] * a * b + H[:, 0, 0] * b**2) / det
    return np.where(eigenvalues(H)[:, 0] > 0, below, np.inf)


def turns_back(points: np.ndarray) -> float:
    """The share of steps that go back against the one before, of a path (n, 2)."""
    moves = np.diff(points, axis=0)
    with np.errstate(all="ignore"):
        return float(((moves[1:] * moves[:-1]).sum(-1) < 0).mean()) if len(moves) > 1 else 0.0


@dataclass(frozen=True)
class Verdict:
    """Which of the curves a loss is, and why, in a few words."""

    curve: str
    why: str


def verdicts(fan: Sequence[Ending]) -> list[Verdict]:
    """One Verdict per run of a fan.

    Too high: diverged, or ended higher than it began. Good: ended at the bottom of a dent, or as low as the best of the fan or on its
    way there within another tenth of the run; to 10⁻³ in the loss, of the height it began at if that is less than 1. High: a lower rate
    ended lower. Too low: a higher rate did. Where both did, it is high if the best rate is lower, or if the run bounces on the spot.
    Four endings are none of these, and not the rate's doing: stuck on a saddle or a maximum, falling without end, going uphill by the
    rule's own choice, and breaking off where there is nothing to divide by, or no loss. The last is too high where a lower rate finds a
    minimum.
    """
    best = min(fan, key=lambda one: (one.end, one.rate))
    return [verdict(one, best, fan) for one in fan]


def verdict(one: Ending, best: Ending, fan: Sequence[Ending]) -> Verdict:
    """One run's Verdict, beside the best of its fan and all others."""
    flat = one.end > (1 - FLAT) * one.began > 0
    stalls = one.falls > STALLS
    lower = any(other.rate < one.rate and other.end < one.end for other in fan)
    above = one.rate > best.rate or (lower and one.bounces and stalls)
    if one.end == -np.inf:
        return Verdict("falls", f"the ground has no bottom: out of sight at step {one.diverged}")
    if one.climbs and one.end > one.began:
        return Verdict("uphill", "its steps lead upwards: not the rate’s doing")
    if one.broke:
        safe = any(other.rate < one.rate and other.rests == "minimum" for other in fan)
        return Verdict("too high" if safe else "breaks off", f"step {one.diverged}: {one.broke}")
    if one.diverged >= 0:
        return Verdict("too high", f"diverges at step {one.diverged}")
    if one.rests == "minimum":
        return Verdict("good", "reaches a minimum")
    if one.rests:
        return Verdict("stuck", f"rests on a {one.rests}")
    if above and one.end > (1 + FLAT) * one.began:
        return Verdict("too high", "ends higher than it began")
    if not flat and one.end * min(1.0, one.falls) <= best.end + CLOSE * min(1.0, one.began):
        return Verdict("good", "the lowest of the fan" if one.end <= best.end else "nearly as low as the best")
    if above:
        return Verdict("high", "hardly comes down" if flat else why_high(one.bounces, stalls))
    return Verdict("too low", "hardly moves" if flat else "still on its way")


def why_high(bounces: bool, stalls: bool) -> str:
    return "drops, then bounces" if bounces else "drops, then stalls" if stalls else "falls, but a lower rate falls faster"
