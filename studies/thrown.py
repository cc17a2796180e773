"""Thrown off a cliff: plain descent, the same with its gradient clipped by norm or by value, and the thresholds that would have done."""

from collections.abc import Mapping
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from landscapes import landscape
from landscapes.heights import minima_values, padded, with_padding
from landscapes.programs import program
from optimizers.answers import clipped
from parameter import Parameter

LAND = landscape("Cliff")
WAYS = RAW, NORM, VALUE = "not clipped", "clipped by norm", "clipped by value"
STEPS = Parameter("thrown.steps", 80, 10, 400, whole=True, label="steps", help="How many steps each run takes.")
THRESHOLDS = np.logspace(-2, 2, 161)  # tried, of either way
NEAR = 0.01  # above the minimum's loss: whoever ends no higher has arrived
FAR = 3.0  # half the window: a longer step throws


@dataclass(frozen=True)
class Thrown:
    """Three runs of plain descent from one start, in the order of WAYS, and how others would have ended.

    points (3, steps+1, 2); above (3, steps+1) the loss above the minimum's; slopes (3, steps, 2) the gradient at each point, before
    it is clipped; ends (2, thresholds) what is left at the end with each of THRESHOLDS, by norm and by value.
    """

    rate: float
    limits: tuple[float, float]
    points: np.ndarray
    above: np.ndarray
    slopes: np.ndarray
    ends: np.ndarray

    @property
    def longest(self) -> int:
        """The step of plain descent with the longest gradient, and so the longest way."""
        return int(np.hypot(*self.slopes[0].T).argmax())

    @property
    def length(self) -> float:
        """How far that step goes."""
        return self.rate * float(np.hypot(*self.slopes[0, self.longest]))

    @property
    def thrown(self) -> bool:
        return self.length > FAR

    def told(self) -> np.ndarray:
        """(3, 2): that step's gradient, and what either clipping makes of it."""
        return np.array([cut(way, self.slopes[0, self.longest], limit) for way, limit in zip(WAYS, (np.inf, *self.limits), strict=True)])

    def bands(self, way: int) -> list[tuple[float, float]]:
        """From which threshold to which the run arrives: by norm (0) or by value (1), each piece by itself."""
        works = np.concatenate([[False], self.ends[way] <= NEAR, [False]])
        begins, ends = np.flatnonzero(works[1:] & ~works[:-1]), np.flatnonzero(works[:-1] & ~works[1:]) - 1
        return [(float(THRESHOLDS[low]), float(THRESHOLDS[high])) for low, high in zip(begins, ends, strict=True)]


def cut(way: str, slope: np.ndarray, limit: float) -> np.ndarray:
    """One gradient (2,), clipped."""
    return np.clip(slope, -limit, limit) if way == VALUE else np.asarray(clipped(jnp.asarray(slope), jnp.float64(limit)))


def turned(one: np.ndarray, other: np.ndarray) -> float:
    """The angle between two vectors, in degrees."""
    across, along = one[0] * other[1] - one[1] * other[0], one @ other
    return float(np.degrees(np.arctan2(abs(across), along)))


def walk(surfaces, numbers, start, rate, by_norm, by_value, steps):
    """Plain descent in lanes, each gradient cut to its lane's limits (infinite for none): the first three step by step, all at their end.

    A run of fewer steps than STEPS.high stands still behind its last one.
    """
    (land,) = surfaces
    loss = with_padding(land)
    look = jax.value_and_grad(lambda q: loss(q[0], q[1], numbers))

    def once(x, norm, value, k):
        height, slope = look(x)
        g = jnp.clip(clipped(slope, norm), -value, value)
        return jnp.where(k < steps, x - rate * g, x), (x, height, slope)

    def body(x, k):
        after, seen = jax.vmap(once, in_axes=(0, 0, 0, None))(x, by_norm, by_value, k)
        return after, jax.tree.map(lambda rows: rows[:3], seen)

    first = jnp.broadcast_to(start, (len(by_norm), 2))
    last, history = lax.scan(body, first, jnp.arange(int(STEPS.high) + 1))
    return history, jax.vmap(lambda x: loss(x[0], x[1], numbers))(last)


def throw(start: tuple[float, float], rate: float, norm: float, value: float, steps: int, params: Mapping[str, float]) -> Thrown:
    """The three runs and both sweeps over THRESHOLDS, in one compiled call."""
    many, free = THRESHOLDS, np.full(len(THRESHOLDS), np.inf)
    by_norm = np.concatenate([[np.inf, norm, np.inf], many, free])
    by_value = np.concatenate([[np.inf, np.inf, value], free, many])
    numbers = padded(LAND.numbers(params))
    out = program(walk, (LAND,))(numbers, np.array(start, float), float(rate), by_norm, by_value, np.int64(steps))
    (points, losses, slopes), ends = jax.tree.map(np.asarray, out)
    lowest = float(minima_values(LAND, params).min())
    return Thrown(
        rate,
        (norm, value),
        points[: steps + 1].swapaxes(0, 1),
        losses[: steps + 1].T - lowest,
        slopes[:steps].swapaxes(0, 1),
        ends[3:].reshape(2, -1) - lowest,
    )
