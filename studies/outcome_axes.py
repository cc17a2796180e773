"""The sides of a map of outcomes: which settings they may be, and which values are worth trying."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from landscapes import Landscape
from optimizers.batches import batch_parameter
from optimizers.conditions import NOISE
from optimizers.curvature import constant_bend
from optimizers.rules.base import Optimizer
from optimizers.run import COORDINATE, Run
from parameter import Parameter

DIGITS = 7  # of a value that is tried: what float32 holds, and what the link to its run will say
BELOW, ABOVE = 20.0, 3.0  # how far a map reaches below the lowest and above the highest edge of stability on it
UNDER, OVER = 100.0, 30.0  # and around the surface's usual rate, where theory knows no edge


@dataclass(frozen=True)
class Axis:
    """One side of a map: which setting, and the values tried, from edge to edge."""

    parameter: Parameter
    low: float
    high: float

    @property
    def name(self) -> str:
        return self.parameter.name

    def values(self, most: int) -> np.ndarray:
        """The middles of at most so many cells, even along the axis; whole numbers are all different."""
        if self.parameter.whole:
            first, last = np.ceil(self.low), np.floor(self.high)
            return np.arange(first, last + 1, max(1, np.ceil((last - first + 1) / most)))
        return np.array([float(f"{value:.{DIGITS}g}") for value in self.at((np.arange(most) + 0.5) / most)])

    def at(self, share: np.ndarray) -> np.ndarray:
        """The values at these shares of the way from edge to edge."""
        if self.parameter.log:
            return self.low * (self.high / self.low) ** share
        return self.low + share * (self.high - self.low)

    def edges(self, most: int) -> tuple[float, float]:
        """Where the outermost cells end: the axis itself, or half a step beyond whole numbers."""
        if not self.parameter.whole:
            return self.low, self.high
        values = self.values(most)
        half = (values[1] - values[0]) / 2 if len(values) > 1 else 0.5
        return float(values[0] - half), float(values[-1] + half)


def sweepable(land: Landscape, rule: Optimizer) -> dict[str, Parameter]:
    """What may be on a map's axes, by the name that `sweep` knows it by."""
    numbers = {p.name: p for p in (*rule.parameters, *land.parameters) if not p.options}
    batch = {"batch": batch_parameter(land)} if land.samples else {}
    start = {
        name: replace(
            COORDINATE, name=name, label=f"start {name}", default=default, slider=window, help=f"Where the run begins, along {name}."
        )
        for name, default, window in zip("xy", land.start, land.window, strict=True)
    }
    return {**numbers, **batch, "noise": NOISE, **start}


def telling(land: Landscape, rule: Optimizer) -> list[str]:
    """All that may be on the axes, what shows most first: the rate, what the rule remembers, the surface, the start."""
    axes = sweepable(land, rule)
    remembers = [p.name for p in rule.hyper if p.name in axes and not p.log]
    first = ["lr", *remembers, *(p.name for p in land.parameters if p.name in axes), "x", "y"]
    return [*first, *(name for name in axes if name not in first)]


def worthwhile(land: Landscape, params: Mapping[str, object], run: Run, axis: Parameter, other: Parameter) -> tuple[float, float]:
    """The range of an axis to begin with: for a rate, around every edge of stability that the other axis brings; else its slider's."""
    rule = run.optimizer
    if axis.name != "lr" or not axis.log:
        return axis.span
    bends = [constant_bend(land, {**params, other.name: end} if other.name in params else params) for end in other.span]
    if rule.theory and all(bend and bend[1] > 0 for bend in bends):
        hyper = [{**run.hyper, other.name: end} if other.name in run.hyper else run.hyper for end in other.span]
        edges = [float(rule.theory.edge(bend[1], **settings)) for bend, settings in zip(bends, hyper, strict=True) if bend]
        return rounded(min(edges) / BELOW), rounded(max(edges) * ABOVE)
    usual = land.rates.get(rule.name, rule.lr.default)
    return rounded(max(usual / UNDER, axis.span[0] if usual > axis.span[0] else 0.0)), rounded(min(usual * OVER, axis.span[1]))


def rounded(value: float) -> float:
    return float(f"{value:.1g}")
