"""Gradient descent on the same fit, from weights of 0, and when to stop it.

Descended is (1/2N) Σ (y − ŷ)² without a penalty; the free intercept is always at its best, which centres the powers of x. In the directions
v of the centred powers' curvature, with eigenvalues s, all weights move on their own: after k steps of rate α a share 1 − (1 − αs)ᵏ of
the way from 0 to least squares is done. Ridge goes a share s/(s + λ) of the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.points import Points
from models.polynomial import powers, unheard
from parameter import Parameter

RATE = Parameter("rate", 0.5, 0.0, 1e3, log=True, symbol="α", help="Learning rate of the descent.", slider=(1e-3, 10.0))
STEPS = Parameter("steps", 20_000, 1, 100_000, log=True, whole=True, help="Where the descent ends, if nothing stops it.")
PATIENCE = Parameter(
    "patience", 500, 1, 100_000, log=True, whole=True, help="Stop after so many steps without a smaller validation error; keep the best."
)
LOST = 1e6  # times the first training error: a descent beyond it has diverged
CHUNK = 4096  # steps that are judged together
SEEN = 240  # steps at which the errors are kept, spaced by ratios


@dataclass(frozen=True, eq=False)
class Ground:
    """What is descended: the directions that the points tell of, steepest first.

    s (r,) eigenvalues; V (d, r) directions, each turned so that its least-squares weight is not negative; target (r,) the weights of
    least squares along them; level, middle: what the intercept takes off, ŷ = level + (powers − middle) w.
    """

    points: Points
    s: np.ndarray
    V: np.ndarray
    target: np.ndarray
    level: float
    middle: np.ndarray

    @property
    def edge(self) -> float:
        """The rate above which the descent diverges, 2/λmax; infinite on flat ground."""
        return 2 / float(self.s[0]) if self.s.any() else np.inf

    def weights(self, along: np.ndarray) -> np.ndarray:
        """Weights with the intercept, (…, d + 1), from those along the directions, (…, r)."""
        w = along @ self.V.T
        return np.concatenate([self.level - w @ self.middle[:, None], w], -1)

    def descended(self, rate: float, steps) -> np.ndarray:
        """The weights along the directions after so many steps (…): (…, r)."""
        done = share_done(self.s, rate, np.asarray(steps, float)[..., None])
        return np.where(self.target == 0, 0.0, done) * self.target  # who has nowhere to go stays, at whatever rate

    def ridge(self, strengths) -> np.ndarray:
        """The weights along the directions for every λ (…): (…, r); at λ = ∞ they are 0."""
        return self.s / (self.s + np.asarray(strengths, float)[..., None]) * self.target

    def errors(self, along: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Mean squared errors of weights along the directions (…, r) at points: (…,); NaN without points."""
        if not len(x):
            return np.full(along.shape[:-1], np.nan)
        X = (powers(x, len(self.middle))[:, 1:] - self.middle) @ self.V
        return ((along @ X.T - (y - self.level)) ** 2).mean(-1)


def ground(points: Points, degree: int) -> Ground:
    """The ground of this degree under these training points, of which there must be one."""
    X = powers(points.x, degree)[:, 1:]
    middle, level = X.mean(0), float(points.y.mean())
    if not degree:
        return Ground(points, np.zeros(0), np.zeros((0, 0)), np.zeros(0), level, middle)
    U, size, V = np.linalg.svd(X - middle, full_matrices=False)
    told = size > unheard(X)
    U, size, V = U[:, told], size[told], V[told]
    target = U.T @ (points.y - level) / size * bool(np.ptp(points.y))  # a mean of equal numbers is rounded, too
    sign = np.where(target < 0, -1.0, 1.0)
    return Ground(points, size**2 / len(X), (V * sign[:, None]).T, target * sign, level, middle)


def share_done(s: np.ndarray, rate: float, k) -> np.ndarray:
    """1 − (1 − αs)ᵏ, without the digits that a small αs would lose."""
    turn = rate * np.asarray(s, float)
    k, slow = np.asarray(k, float), turn < 1
    done = -np.expm1(k * np.log1p(-np.where(slow, turn, 0)))
    if slow.all():
        return done
    with np.errstate(over="ignore"):
        return np.where(slow, done, 1 - (1 - np.where(slow, 0, turn)) ** k)


@dataclass(frozen=True, eq=False)
class Descent:
    """A descent on its ground. `training` and `validation` are the errors at some `steps`, rising; none lies beyond `diverged`.

    best: the step whose weights are kept. stopped: the step at which patience ran out, None if it never did. diverged: the step at which
    the training error had grown LOST-fold, None if it never did.
    """

    ground: Ground
    rate: float
    steps: np.ndarray
    training: np.ndarray
    validation: np.ndarray
    best: int
    stopped: int | None
    diverged: int | None

    def weights(self, step: int) -> np.ndarray:
        """The weights (d + 1,) after a step."""
        return self.ground.weights(self.ground.descended(self.rate, step))


def descend(points: Points, degree: int, rate: float, steps: int, patience: int) -> Descent:
    """Descend so many steps and watch the validation error. Without validation points nothing stops it, and the last weights are kept."""
    floor = ground(points, degree)
    diverged = first_lost(floor, rate, steps) if rate > floor.edge else None
    last = steps if diverged is None else diverged
    best, stopped = watched(floor, rate, last, patience) if len(points.held_x) else (last if diverged is None else 0, None)
    seen = np.unique(np.append(np.geomspace(1, last, SEEN).round().astype(int), [best, stopped or 1])) if last else np.zeros(1, int)
    along = floor.descended(rate, seen)
    training, validation = floor.errors(along, points.x, points.y), floor.errors(along, points.held_x, points.held_y)
    return Descent(floor, rate, seen, training, validation, best, stopped, diverged)


def first_lost(floor: Ground, rate: float, steps: int) -> int | None:
    """The first step at which the training error is LOST times that of the start."""
    points = floor.points
    for k in chunks(steps):
        with np.errstate(over="ignore", invalid="ignore"):
            error = floor.errors(floor.descended(rate, k), points.x, points.y)
        lost = ~(error <= LOST * ((points.y - floor.level) ** 2).mean())
        if lost.any():
            return int(k[lost.argmax()])
    return None


def watched(floor: Ground, rate: float, steps: int, patience: int) -> tuple[int, int | None]:
    """The best step and the stop; see `stop`. No more steps are judged than it takes."""
    errors = np.zeros(0)
    best, stopped = 0, None
    for k in chunks(steps):
        errors = np.append(errors, floor.errors(floor.descended(rate, k), floor.points.held_x, floor.points.held_y))
        best, stopped = stop(errors, patience)
        if stopped is not None:
            break
    return best, stopped


def chunks(steps: int) -> Iterator[np.ndarray]:
    """The numbers 0 to steps, some at a time."""
    for first in range(0, steps + 1, CHUNK):
        yield np.arange(first, min(first + CHUNK, steps + 1))


def stop(errors: np.ndarray, patience: int) -> tuple[int, int | None]:
    """The step with the least error up to the stop, and the stop: the first step that is `patience` steps after the last new least error.

    None as the stop if the errors end before.
    """
    lowest = np.minimum.accumulate(errors)
    new = np.append(True, errors[1:] < lowest[:-1])
    latest = np.maximum.accumulate(np.where(new, np.arange(len(errors)), 0))
    out = np.arange(len(errors)) - latest >= patience
    stopped = int(out.argmax()) if out.any() else None
    return int(latest[-1 if stopped is None else stopped]), stopped
