"""The lectures' four canonical loss curves, told apart by numbers: too low, good, high, too high."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from optimizers.curvature import eigenvalues, slopes_and_bends
from optimizers.engine import Paths
from studies.bouncing import LAST, bounces
from studies.lost import BROKE, reasons

CLOSE = 1e-3
FLAT = 0.05  # of the way down, or of the window: a run that has lost less height and gone no further has hardly moved
LEVEL = 1e-6  # slope over curvature: a run that stands so still has come to rest
STALLS = 0.9  # of the height a tenth of the run before: a run that has not come below it has stalled
SHAKEN = 0.2  # the same of a run that noise shakes, whose mean height goes up and down by chance
WIDE = 3.0  # times the spread of a run about a minimum: its middle may lie so far up, as a walk drifts
CLIMBS = 0.75  # of the steps: a rule that so often goes against the gradient climbs; a ball that swings does so half of the time at most


@dataclass(frozen=True)
class Ending:
    """How one run of a fan ended.

    loss: at the end, the mean of the last tenth; infinite if the run diverged, minus infinite if it fell where there is no bottom, NaN if
    it broke off. end: the same above the bottom; infinite also if it broke off. began: the same at the start. falls: the end as a multiple
    of the tenth before it. rests: in a "minimum", to 10⁻³ in the loss, or on a "saddle" or "maximum", or nowhere. bounces: whether it
    does, by `bouncing.py`. reached: the first step with the loss within 10⁻³ of the minimum it rests in, -1 if in none. climbs: whether its
    steps lead against the gradient. broke: why the run has no next loss, if it was not thrown out of sight. lingers: whether it moves
    about a minimum and comes no nearer. went: the furthest it got from its start, as a share of the window. lost: of the height it began
    at, the share that it lost; above the bottom, or where none is known above the lowest that any run of the fan found in the window.
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
    lingers: bool = False
    went: float = 0.0
    lost: float = 0.0


def endings(
    land: Landscape, params: Mapping[str, object] | None, rates: Sequence[float], paths: Paths, shaken: bool = False
) -> list[Ending]:
    """How the runs of a fan ended, which differ in their rate alone. shaken: by noise or mini-batches, so that none comes to rest."""
    steps = paths.lr.shape[1]
    lived = np.where(paths.diverged_at < 0, steps + 1, paths.diverged_at)
    alive = np.arange(steps + 1) < lived[:, None]
    bottom = float(minima_values(land, params).min(initial=np.inf))
    known = np.isfinite(bottom)
    if not known:
        bottom = float(paths.loss[alive].min(initial=np.inf))
    last = max(1, round(LAST * steps))  # averaged, as a run that bounces ends anywhere
    slope, bend, lingering = ground_at_end(land, params, paths, shaken)
    went, inside = reach(land, paths, alive)
    with np.errstate(all="ignore"):
        gap = paths.loss - bottom
        loss, end, before = paths.loss[:, -last:].mean(1), gap[:, -last:].mean(1), gap[:, -2 * last : -last].mean(1)
        falls = np.where(before > 0, end / before, 1.0)
        at_bottom = known & (np.abs(end) <= CLOSE)
        dent = depth(slope, bend)
        minimum = at_bottom | (dent <= CLOSE)
        low = np.where(at_bottom, bottom, paths.loss[:, -1] - dent)  # of the minimum it rests in
        curvatures = eigenvalues(bend)
        level = np.hypot(*slope.T) <= LEVEL * np.abs(curvatures).max(-1)
        ground = bottom if known else paths.loss[inside].min(initial=np.inf)
        lost = (paths.loss[:, 0] - loss) / (paths.loss[:, 0] - ground)
    else_on = np.where(level & (curvatures[:, 0] < 0), np.where(curvatures[:, 1] > 0, "saddle", "maximum"), "")
    rests = np.where(paths.diverged_at >= 0, "", np.where(minimum, "minimum", else_on)).tolist()
    broke = [BROKE.get(reason, "") for reason in reasons(land, paths)]
    numbers = zip(*(column.tolist() for column in (paths.diverged_at, gap[:, 0], falls, lingering, went, lost)), strict=True)
    found = []
    for i, (rate, (diverged, began, fall, hovers, far, share)) in enumerate(zip(rates, numbers, strict=True)):
        fell = diverged > 0 and not broke[i] and paths.loss[i, diverged] < paths.loss[i, :diverged].min()
        height = -np.inf if fell else np.inf if diverged >= 0 else float(end[i])
        at_end = float(loss[i]) if diverged < 0 else np.nan if broke[i] else height
        reached = int((np.abs(paths.loss[i] - low[i]) <= CLOSE).argmax()) if rests[i] == "minimum" else -1
        restless = bounces(paths.theta[i, : lived[i]], paths.loss[i, : lived[i]])
        climbs = uphill(paths, i, int(lived[i])) >= CLIMBS
        ending = rate, began, at_end, height, fall, rests[i], restless, diverged, reached, climbs, broke[i], hovers, far, share
        found.append(Ending(*ending))
    return found


def ground_at_end(land: Landscape, params, paths: Paths, shaken: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slope (n, 2) and curvature (n, 2, 2) where each run ended, and whether it lingers (n,): over its second half, or, where it is
    shaken, over its last quarter."""
    steps = paths.lr.shape[1]
    stretches = [slice(steps // 2, None), *([slice(steps - steps // 4, None)] if shaken else [])]
    with np.errstate(all="ignore"):
        middles = [paths.theta[:, stretch].mean(1) for stretch in stretches]
    slopes, bends = slopes_and_bends(land, params, np.concatenate([paths.theta[:, -1], *middles]))
    (slope, *slopes), (bend, *bends) = (np.split(rows, 1 + len(stretches)) for rows in (slopes, bends))
    with np.errstate(all="ignore"):
        at = zip(stretches, slopes, bends, strict=True)
        lingering = np.any([lingers(paths.theta[:, s], paths.loss[:, s], g, H, shaken) for s, g, H in at], axis=0)
    return slope, bend, lingering


def reach(land: Landscape, paths: Paths, alive: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The furthest each run got from its start (n,), as a share of the window, and which of its points (n, steps+1) lie inside that."""
    low, high = np.array(land.window, float).T
    with np.errstate(all="ignore"):
        away = np.abs(paths.theta - paths.theta[:, :1]) / (high - low)
        went = np.where(alive[:, :, None], away, 0).max((1, 2))
        return went, alive & ((paths.theta >= low) & (paths.theta <= high)).all(-1)


def uphill(paths: Paths, run: int, lived: int) -> float:
    """The share of a run's steps, of those that go along the gradient which they were told, that go up."""
    moves = np.diff(paths.theta[run, :lived], axis=0)
    with np.errstate(all="ignore"):
        along = (moves * paths.grad[run, : len(moves)]).sum(-1)
        return float((along > 0).sum() / max(1, (along != 0).sum()))


def depth(slope: np.ndarray, bend: np.ndarray) -> np.ndarray:
    """How far the bottom of the local quadratic lies below: ½ gᵀ H⁻¹ g, of (n, 2) and (n, 2, 2); infinite where it has none."""
    (a, b), H = slope.T, bend
    det = H[:, 0, 0] * H[:, 1, 1] - H[:, 0, 1] ** 2
    below = 0.5 * (H[:, 1, 1] * a**2 - 2 * H[:, 0, 1] * a * b + H[:, 0, 0] * b**2) / det
    return np.where(eigenvalues(H)[:, 0] > 0, below, np.inf)


def lingers(points: np.ndarray, loss: np.ndarray, slope: np.ndarray, bend: np.ndarray, shaken: bool) -> np.ndarray:
    """Which runs move about a minimum and come no nearer: noise shakes them, or they bounce.

    points (n, steps, 2), loss (n, steps): a stretch of every run. slope (n, 2), bend (n, 2, 2): gradient and Hessian at its middle. The
    bottom of that quadratic may not lie much further below the middle than the stretch is spread, in height; and over the second half of
    the stretch the run has stalled above it, as far as its shaking lets one tell. A middle that lies lower than the spread is enough then.
    """
    moves, half = points - points.mean(1, keepdims=True), points.shape[1] // 2
    spread = 0.5 * np.einsum("nki,nij,nkj->nk", moves, bend, moves).mean(1)
    dent = depth(slope, bend)
    bottom = loss.mean(1) - spread - dent
    before, after = loss[:, :half].mean(1) - bottom, loss[:, half:].mean(1) - bottom
    stalled = (dent <= WIDE * spread) & (after > (SHAKEN if shaken else STALLS) * before)
    return stalled | (dent <= spread) if shaken else stalled


@dataclass(frozen=True)
class Verdict:
    """Which of the curves a loss is, and why, in a few words."""

    curve: str
    why: str


def verdicts(fan: Sequence[Ending]) -> list[Verdict]:
    """One Verdict per run of a fan.

    Too high: diverged, or ended higher than it began. Good: ended at the bottom of a dent, or as low as the best of the fan or on its
    way there within another tenth of the run; to 10⁻³ in the loss, of the height it began at if that is less than 1. High: a lower rate
    ended lower. Too low: a higher rate did, and this one does not move about a minimum of its own: that is good. Where both
    did, it is high if the best rate is lower, or if the run bounces on the spot.
    Four endings are none of these, and not the rate's doing: stuck on a saddle or a maximum, falling without end, going uphill by the
    rule's own choice, and breaking off where there is nothing to divide by, or no loss. The last is too high where a lower rate finds a
    minimum.
    """
    best = min(fan, key=lambda one: (one.end, one.rate))
    return [verdict(one, best, fan) for one in fan]


def verdict(one: Ending, best: Ending, fan: Sequence[Ending]) -> Verdict:
    """One run's Verdict, beside the best of its fan and all others."""
    flat = one.began > 0 and one.lost < FLAT
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
    if one.lingers:
        return Verdict("good", "moves about a minimum")
    return Verdict("too low", "hardly moves" if flat and one.went <= FLAT else "still on its way")


def why_high(bounces: bool, stalls: bool) -> str:
    return "drops, then bounces" if bounces else "drops, then stalls" if stalls else "falls, but a lower rate falls faster"
