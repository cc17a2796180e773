"""The best rate of a rule, found with a budget that is the same for every rule: what makes a race fair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape, minima_values
from optimizers.conditions import Conditions, conditions_of
from optimizers.engine import Paths, base_rate
from optimizers.run import Run, checked_start
from optimizers.schedules import Schedule
from optimizers.sweep import TOLERANCE, Sweep, sweep_under
from studies.report import first

COARSE = np.geomspace(1e-6, 1, 25)  # of the highest rate on the rule's slider: four a decade
FINE = 16  # more rates on both sides of the best, 7 % apart
# Still more about the best of those, 0.6 % apart: just below the edge of stability the good rates of a narrow valley span 2 %.
FINEST = 22
RATES = len(COARSE) + 1 + FINE + FINEST  # 1: the run's own
DIGITS = 4  # of a rate that is tried: it is what the link and the table will show
# Steps of a walk round the unit square that never clumps: M. Roberts, The unreasonable effectiveness of quasirandom sequences (2018).
SPREAD = np.array([0.7548776662466927, 0.5698402909980532])
STARTS = 9


@dataclass(frozen=True)
class Tuned:
    """What tuning one run found.

    rates (n,): those tried, rising; the run's own may be there twice. reached (n,): from how many of the `starts` the run ended within
    the tolerance of the lowest known minimum; one that only jumped past it does not count. steps (n,): how many steps it took to come
    so close first, the median over those starts; infinite if none. loss (n,): the final loss, the median over all starts, where a run
    that diverged counts as infinite. evaluations: of loss, gradient and Hessian, over the whole search.
    """

    rates: np.ndarray
    reached: np.ndarray
    steps: np.ndarray
    loss: np.ndarray
    starts: int
    evaluations: int

    @property
    def place(self) -> int:
        """Which rate is best: the one that arrives from most starts; among those, in the fewest steps; then with the lowest final loss."""
        return int(np.lexsort((self.loss, self.steps, -self.reached))[0])

    @property
    def best(self) -> float:
        """The best rate."""
        return float(self.rates[self.place])


def spread_starts(land: Landscape, own: tuple[float, float]) -> np.ndarray:
    """Where tuning starts from (STARTS, 2): the race's own start first, then points spread over the window."""
    low, high = np.array(land.window, float).T
    share = (0.5 + np.arange(1, STARTS)[:, None] * SPREAD) % 1
    return np.vstack([own, low + share * (high - low)])


def tune(  # noqa: PLR0913 a public entry point: it spells the conditions
    surface: str | Landscape,
    run: Run,
    steps: int = 200,
    schedule: str | Schedule = "Constant",
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
    tol: float = TOLERANCE.default,
    progress: Callable[[float], object] = lambda share: None,
) -> Tuned:
    """Try the run's own rate and 25 over the whole range, 16 around the best, then 22 around the best of all; each from 9 starts.

    The rates of a search are evenly spaced on a log scale and have four digits; the own is as it is, so the best is never worse than it.
    Every run takes all `steps`; everything else is the run's, and as in `descend`. Where no minimum is known, or no run arrives, the final
    loss alone decides. `progress` hears the share that is done; what it raises stops the search.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    return tune_under(conditions_of(surface, params, steps, schedule, clip, noise, seed, batch), run, tol, progress)


def tune_under(
    conditions: Conditions, run: Run, tol: float = TOLERANCE.default, progress: Callable[[float], object] = lambda share: None
) -> Tuned:
    """Search the best rate of a run under these conditions.

    Raises:
        ValueError: naming the argument, its value and what is allowed.
    """
    land = conditions.land
    starts = spread_starts(land, checked_start(run.start or land.start))
    settings = {name: [value] for name, value in run.hyper.items()}
    coarse, goal = run.optimizer.lr.span[1] * COARSE, goal_of(land, conditions.params, tol)

    def search(rates: np.ndarray) -> Tuned:
        over = {"lr": rates, **settings, "start": starts}
        return judged(rates, sweep_under(conditions, run.optimizer, over, tol=tol), goal)

    found, apart = search(np.sort([base_rate(land, run), *rounded(coarse)])), coarse[1] / coarse[0]
    progress(1 / 3)
    for count, done in ((FINE, 2 / 3), (FINEST, 1.0)):
        below, above = np.clip((found.best / apart, found.best * apart), coarse[0], coarse[-1])
        rates = np.geomspace(below, above, count + 2)
        found, apart = joined(found, search(rounded(rates[1:-1]))), rates[1] / rates[0]
        progress(done)
    return found


def rounded(rates: np.ndarray) -> np.ndarray:
    return np.array([float(f"{rate:.{DIGITS}g}") for rate in rates])


def goal_of(land: Landscape, params: Mapping[str, object] | None, tol: float) -> float:
    """The loss to come down to: `tol` above the lowest known minimum; -∞ where none is known."""
    return float(minima_values(land, params).min(initial=np.inf)) + tol if land.minima(*land.numbers(params)) else -np.inf


def judged(rates: np.ndarray, ends: Sweep, goal: float) -> Tuned:
    """What a sweep over (rate, …, start) says of each rate."""
    gone, waited, loss = (values.reshape(len(rates), STARTS) for values in (ends.diverged, ends.steps, ends.loss))
    there = ~gone & (waited >= 0) & (loss <= goal)
    return Tuned(
        rates=rates,
        reached=there.sum(1),
        steps=np.array([np.median(row[yes]) if yes.any() else np.inf for row, yes in zip(waited, there, strict=True)]),
        loss=np.median(np.where(gone, np.inf, loss), axis=1),
        starts=STARTS,
        evaluations=int(ends.evaluations.sum()),
    )


def joined(one: Tuned, other: Tuned) -> Tuned:
    """Both searches as one."""
    rates, reached, steps, loss = (
        np.concatenate([getattr(t, name) for t in (one, other)]) for name in ("rates", "reached", "steps", "loss")
    )
    up = np.argsort(rates, kind="stable")
    return Tuned(rates[up], reached[up], steps[up], loss[up], one.starts, one.evaluations + other.evaluations)


def arrivals(land: Landscape, params: Mapping[str, object], paths: Paths, tol: float = TOLERANCE.default) -> list[tuple[int, int]]:
    """For each run, the first step within `tol` of the lowest known minimum and the evaluations until then; -1 for never."""
    steps = [first(loss <= goal_of(land, params, tol)) for loss in paths.loss]
    return [(step, int(spent[step]) if step >= 0 else -1) for step, spent in zip(steps, paths.evaluations, strict=True)]
