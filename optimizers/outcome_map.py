"""Maps of outcomes: one rule run from every pair of two settings, and how each run ended."""

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from landscapes import Landscape
from optimizers.outcome_axes import Axis
from optimizers.run import Run
from optimizers.schedules import Schedule
from optimizers.sweep import bottoms, sweep

ROUNDING = 6e-8  # of a loss in float32, as a share of it


@dataclass(frozen=True)
class Question:
    """All that decides a map: the run's settings off the axes, the two axes, and how many cells a side."""

    land: Landscape
    run: Run
    across: Axis
    up: Axis
    side: int
    start: tuple[float, float]
    steps: int
    tol: float
    schedule: Schedule
    clip: float | None
    noise: float
    seed: int
    params: Mapping[str, float]
    batch: int | None

    @property
    def key(self) -> Hashable:
        """What tells this map from all others; a formula's surface is one object for as long as it is among the latest."""
        axes = tuple((axis.name, axis.low, axis.high) for axis in (self.across, self.up))
        fixed = tuple((name, value) for name, value in self.settings.items() if name not in (self.across.name, self.up.name))
        plan = self.schedule.multipliers(self.steps).tobytes()
        return self.land, self.run.optimizer, axes, self.side, fixed, self.steps, self.tol, plan, self.clip, self.seed

    @property
    def settings(self) -> dict[str, float]:
        """What the settings off the axes are, by the names that `sweep` knows; those on them, as the run has them."""
        own = {"lr": self.run.lr or 0.0, **self.run.hyper, **self.params, "noise": self.noise, **dict(zip("xy", self.start, strict=True))}
        return own | ({"batch": float(self.batch or self.land.samples)} if self.land.samples else {})


@dataclass(frozen=True)
class Outcomes:
    """How every run of a map ended, (rows, columns); the lowest row has the lowest value.

    x, y: the values tried. ended: as in `Sweep`. steps: the first within the tolerance, -1 for never. loss: the final loss, as its
    height above the lowest known minimum if there is one (`bottom`). took: seconds it took to compute.
    """

    x: np.ndarray
    y: np.ndarray
    ended: np.ndarray
    steps: np.ndarray
    loss: np.ndarray
    bottom: bool
    took: float

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in (self.x, self.y, self.ended, self.steps, self.loss))

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The values tried that lie nearest to a point."""
        return float(self.x[np.abs(self.x - x).argmin()]), float(self.y[np.abs(self.y - y).argmin()])


compiled: WeakKeyDictionary[Landscape, set] = WeakKeyDictionary()


def program_of(question: Question) -> Hashable:
    """What decides whether a map needs a program of its own: the rule, and whether surface, noise or batch differ from run to run."""
    swept = {question.across.name, question.up.name}
    return question.run.optimizer, frozenset(swept & {*question.params, "noise", "batch"})


def is_compiled(question: Question) -> bool:
    """Whether such a map was made before, so that nothing is compiled for it now."""
    return program_of(question) in compiled.get(question.land, ())


def outcome_map(question: Question, progress: Callable[[float], object] = lambda share: None) -> Outcomes:
    """Run all cells of a map. `progress` hears the share that is done, and stops the map by raising.

    Raises:
        ValueError: a setting out of its range.
    """
    q, land, rule, began = question, question.land, question.run.optimizer, time.perf_counter()
    across, up = (axis.name for axis in (q.across, q.up))
    tried = {across: q.across.values(q.side), up: q.up.values(q.side)}
    fixed = {p.name: [q.settings[p.name]] for p in rule.parameters if p.name not in tried}
    over = {name: values.tolist() for name, values in tried.items()} | fixed
    ends = sweep(land, rule, over, q.start, q.steps, q.tol, q.schedule, q.clip, q.noise, q.seed, q.params, q.batch, progress)
    compiled.setdefault(land, set()).add(program_of(q))
    shape = tuple(map(len, tried.values()))
    lowest = bottoms(land, dict(q.params), tried)[1].min(-1, initial=np.inf)
    loss, bottom = ends.loss.reshape(shape).astype(float), bool(np.isfinite(lowest).all())
    if bottom:
        with np.errstate(invalid="ignore"):
            loss = np.maximum(loss - lowest, ROUNDING * np.abs(lowest))
    return Outcomes(
        x=tried[across],
        y=tried[up],
        ended=np.ascontiguousarray(ends.ended.reshape(shape).T),
        steps=np.ascontiguousarray(ends.steps.reshape(shape).T),
        loss=np.ascontiguousarray(loss.T.astype(np.float32)),
        bottom=bottom,
        took=time.perf_counter() - began,
    )
