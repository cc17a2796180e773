"""The learning-rate range test: one run whose rate rises from step to step until the run breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from landscapes import Landscape, landscape
from optimizers.conditions import Conditions, conditions_of
from optimizers.curvature import eigenvalues, sharpest, slopes_and_bends
from optimizers.engine import Paths, descend_under
from optimizers.run import Run
from optimizers.schedules import Schedule
from parameter import Parameter

LOW = Parameter("low", 1e-4, 1e-9, 1000.0, log=True, symbol="α", label="from", help="The rate of the first step.", slider=(1e-7, 10.0))
HIGH = Parameter("high", 1.0, 1e-9, 1000.0, log=True, symbol="α", label="to", help="The rate of the last step.", slider=(1e-5, 1000.0))
SMOOTHING = Parameter("smoothing", 0.9, 0.0, 0.99, help="Share of the old mean that the smoothed loss keeps at each step.")
GROWTH = 10.0  # times: what has grown less has not broken out
CLEAR = 1e3  # times a double's rounding: a slope that can be told from it
STRETCH = 6  # steps by which a growth is traced back


@dataclass(frozen=True)
class RangeTest:
    """What one run with a rising rate tells.

    paths is the run; lived, the steps before it diverged. smooth (lived+1,) is its smoothed loss. bend (lived+1,) is λmax where
    the run stands, and edges (lived+1,) the rate at which the rule stops converging there; NaN if nothing is known of the rule.
    The marks are steps, None where there is no such step: steepest, where the smoothed loss falls most per decade of the rate;
    lowest, where the loss is lowest; turn_up, where the growth begins that ends the run, along the direction in which it breaks
    out; edge, where the rate first passes `edges`. fell: the run left downhill, where the ground has no bottom.
    """

    paths: Paths
    lived: int
    smooth: np.ndarray
    bend: np.ndarray
    edges: np.ndarray
    steepest: int | None
    lowest: int
    turn_up: int | None
    edge: int | None
    fell: bool


def rising(low: float, high: float) -> Schedule:
    """From `low` to `high` = α₀ by the same factor at every step."""

    def decay(t, T):
        return (low / high) ** (1 - t / max(T - 1, 1))

    return Schedule(
        name="Range test",
        decay=decay,
        formula=r"\alpha_t = \alpha_{\text{low}} \left(\alpha_{\text{high}} / \alpha_{\text{low}}\right)^{t/(T-1)}",
        story="Raise the rate by the same factor at every step, until the run breaks.",
        reference="Smith (2017), Cyclical learning rates for training neural networks",
    )


def range_test(  # noqa: PLR0913 a public entry point: it spells the conditions
    surface: str | Landscape,
    run: Run,
    low: float,
    high: float,
    steps: int = 200,
    smoothing: float = SMOOTHING.default,
    clip: float | None = None,
    noise: float = 0.0,
    seed: int = 0,
    params: Mapping[str, object] | None = None,
    batch: int | None = None,
) -> RangeTest:
    """Raise the rate from `low` to `high` during one run and look where the loss falls, and where it breaks out.

    Raises:
        ValueError: naming the argument, its value and what is allowed; `low` must be below `high`, which a rule may bound itself.
    """
    return range_test_under(conditions_of(surface, params, steps, "Constant", clip, noise, seed, batch), run, low, high, smoothing)


def range_test_under(conditions: Conditions, run: Run, low: float, high: float, smoothing: float = SMOOTHING.default) -> RangeTest:
    """Raise the rate from `low` to `high` during one run under these conditions, whose own schedule plays no part.

    Raises:
        ValueError: naming the argument, its value and what is allowed; `low` must be below `high`, which a rule may bound itself.
    """
    rule = run.optimizer
    low, high, smoothing = LOW.check(low), min(HIGH.check(high), rule.lr.high), SMOOTHING.check(smoothing)
    if not low < high:
        raise ValueError(f"low = {low:.12g} is not below high = {high:.12g}.")
    tested = Run(rule, run.start, high, **run.hyper)
    paths = descend_under(replace(conditions, schedule=rising(low, high)), [tested])
    steps, broke = paths.lr.shape[1], int(paths.diverged_at[0])
    lived = steps if broke < 0 else max(0, broke - 1)
    loss, points = paths.loss[0, : lived + 1], paths.theta[0, : lived + 1]
    smooth = smoothed(loss, smoothing)
    hessian = slopes_and_bends(conditions.land, conditions.params, points)[1]
    bend, edges = eigenvalues(hessian)[:, 1], np.full(lived + 1, np.nan)
    if rule.theory:
        edges = np.asarray(rule.theory.edge(bend, **run.hyper), float)
    above = np.flatnonzero(paths.lr[0, :lived] >= edges[:lived])
    fell = broke > 0 and paths.loss[0, broke] < loss.min()  # downhill without end: no rate is to blame
    rose = loss[-1] > loss.min()
    return RangeTest(
        paths=paths,
        lived=lived,
        smooth=smooth,
        bend=bend,
        edges=edges,
        steepest=None if fell else steepest(smooth[: int(smooth.argmin()) + 1], paths.lr[0]),
        lowest=int(loss.argmin()),
        turn_up=turn_up(paths.lr[0, :lived], points[:-1], paths.grad[0, :lived], hessian[-1]) if rose and not fell else None,
        edge=int(above[0]) if len(above) else None,
        fell=fell,
    )


def smoothed(loss: np.ndarray, keep: float) -> np.ndarray:
    """A running mean of the loss that keeps the share `keep` at each step; undone is its start from zero, as in Adam."""
    mean, means = 0.0, []
    for k, value in enumerate(loss.tolist(), 1):
        mean = keep * mean + (1 - keep) * value
        means.append(mean / (1 - keep**k))
    return np.array(means)


def steepest(smooth: np.ndarray, rate: np.ndarray) -> int | None:
    """Where the loss falls most over the logarithm of the rate."""
    if len(smooth) < 3:
        return None
    falls = np.gradient(smooth[: len(rate)], np.log(rate[: len(smooth)]))
    return int(falls.argmin()) if falls.min() < 0 else None


def turn_up(rate: np.ndarray, points: np.ndarray, grad: np.ndarray, hessian: np.ndarray) -> int | None:
    """The step at which the growth begins that ends the run, told by its points and gradients (lived, 2); None if nothing breaks out.

    A run breaks out along the steepest bend of the ground (`hessian`, where it ended). The slope along it shrank up to some step
    and grew from there on; the loss itself shows this later, when that direction has outgrown the other. Where the slope had
    shrunk to rounding, the growth is traced back: for descent, its factor a step rises in a straight line with the rate, from 1.
    """
    if len(grad) < 2 or not (np.isfinite(grad).all() and np.isfinite(hessian).all()):
        return None
    bends, directions = np.linalg.eigh(hessian)
    steep = np.abs(bends).max()
    along = np.abs(grad @ directions[:, np.abs(bends).argmax()])
    fell = np.flatnonzero(np.diff(along) < 0)
    first = int(fell[-1]) + 1 if len(fell) else 0
    if along[-1] < GROWTH * max(along[first], np.finfo(float).tiny):
        return None
    heard = CLEAR * np.finfo(float).eps * steep * (1 + np.abs(points).max())
    clear = first + np.flatnonzero(along[first:-1] > heard)[:STRETCH]
    if along[first] > heard or len(clear) < 2:
        return first
    line = np.polyfit(along[clear + 1] / along[clear], rate[clear], 1)
    return min(first, int(np.searchsorted(rate, np.polyval(line, 1.0))))


def telling_range(surface: str | Landscape, run: Run, params: Mapping[str, object] | None = None) -> tuple[float, float]:
    """Rates from where hardly anything happens to where the run breaks: around the edge at its start, else around its own rate.

    Rounded to one digit, so that a slider shows plain numbers.
    """
    land, rule = landscape(surface), run.optimizer
    middle = run.lr or land.rates.get(rule.name, rule.lr.default)
    if rule.theory:
        edge = float(rule.theory.edge(sharpest(land, params, np.array([run.start or land.start])), **run.hyper)[0])
        middle = edge if np.isfinite(edge) else middle
    low, high = (float(f"{min(max(factor * middle, LOW.low), HIGH.high, rule.lr.high):.0e}") for factor in (0.01, 20))
    return (low, high) if low < high else (LOW.default, HIGH.default)
