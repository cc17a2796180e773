"""Maps of outcomes: one rule run from every pair of two settings, and how each run ended."""

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from landscapes import Landscape
from optimizers.conditions import Conditions
from optimizers.run import Run
from optimizers.sweep import bottoms, sweep_under
from studies.outcome_axes import Axis

ROUNDING = 6e-8  # of a loss in float32, as a share of it


@dataclass(frozen=True)
class Question:
    """All that decides a map: under what conditions the run runs, its settings off the axes, the two axes, and how many cells a side."""

    conditions: Conditions
    run: Run
    across: Axis
    up: Axis
    side: int
    start: tuple[float, float]
    tol: float

    @property
    def land(self) -> Landscape:
        return self.conditions.land

    @property
    def params(self) -> Mapping[str, float]:
        return self.conditions.params

    @property
    def key(self) -> Hashable:
        """What tells this map from all others."""
        swept = self.across.name, self.up.name
        axes = tuple((axis.name, axis.low, axis.high) for axis in (self.across, self.up))
        fixed = tuple((name, value) for name, value in self.of_the_run.items() if name not in swept)
        return self.conditions.key(swept), self.run.optimizer, axes, self.side, fixed, self.tol

    @property
    def of_the_run(self) -> dict[str, float]:
        """The run's own settings and its start, by the names that `sweep` knows."""
        return {"lr": self.run.lr or 0.0, **self.run.hyper, **dict(zip("xy", self.start, strict=True))}

    @property
    def settings(self) -> dict[str, float]:
        """What the settings off the axes are, by the names that `sweep` knows; those on them, as the run has them."""
        batch = {"batch": float(self.conditions.batch or self.land.samples)} if self.land.samples else {}
        return {**self.of_the_run, **self.params, "noise": self.conditions.noise, **batch}


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
    ends = sweep_under(q.conditions, rule, over, q.start, q.tol, progress)
    compiled.setdefault(land, set()).add(program_of(q))
    shape = tuple(map(len, tried.values()))
    lowest = bottoms(land, q.params, tried)[1].min(-1, initial=np.inf)
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
