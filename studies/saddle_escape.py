"""From the ridge of a saddle only noise finds the way out: how many runs have left by which step."""

from dataclasses import dataclass
from functools import lru_cache
from math import erfc

import numpy as np

from landscapes import landscape
from optimizers import optimizer
from parameter import Parameter
from studies.ensembles import noises, walks
from studies.shares import wilson

RATE = Parameter("rate", 0.05, 0.01, 0.5, log=True, symbol="α", help="What the slope is multiplied by.", textbook=(0.05, 0.1))
SIGMA = Parameter(
    "sigma",
    0.01,
    0.0,
    0.1,
    log=True,
    symbol="σ",
    label="noise",
    help="Standard deviation on each coordinate of the slope.",
    slider=(1e-6, 0.1),
)
SADDLE, SGD = landscape("Saddle"), optimizer("SGD")
RIDGE = (-1.8, 0.0)
RUNS = 1000
STEPS = 300
OUT = 0.1  # |y| from which a run has left: up to there y³ changes the slope y by 1 %
HALF = 0.674489750  # deviations of a normal distribution, beyond which half of it lies


@dataclass(frozen=True)
class Escape:
    """A thousand runs from the ridge: their points (runs, steps+1, 2), and the share that is away at each step, with its 95 % interval."""

    paths: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray


@lru_cache(maxsize=4)
def drawn(seed: int) -> np.ndarray:
    """The noise of every run; those of the next seed are others."""
    return noises(STEPS, range(seed * RUNS, (seed + 1) * RUNS))


@lru_cache(maxsize=8)
def escape(alpha: float, sigma: float, seed: int) -> Escape:
    """Count who is away from the saddle at each step."""
    paths = walks(SADDLE, SGD, (), RIDGE, alpha, sigma, drawn(seed))
    away = (~(np.abs(paths[..., 1]) <= OUT)).sum(0)
    return Escape(paths, away / RUNS, *wilson(away, RUNS))


def spread(alpha: float, sigma: float) -> np.ndarray:
    """Standard deviation of y at each step, (steps+1,).

    Near the ridge a step makes y ← (1 + α) y − α σ z. So after k of them its variance is α² σ² Σ (1 + α)²ʲ over j < k.
    """
    grown = (1 + alpha) ** (2.0 * np.arange(STEPS))
    return alpha * sigma * np.sqrt(np.concatenate([[0.0], np.cumsum(grown)]))


def law(alpha: float, sigma: float) -> np.ndarray:
    """The chance to be away at each step, (steps+1,): y is normal with deviation s, so it is erfc(OUT/(s√2))."""
    return np.array([erfc(OUT / (s * np.sqrt(2))) if s > 0 else 0.0 for s in spread(alpha, sigma)])


def half_way(alpha: float, sigma: float) -> float:
    """The step at which half of the runs are away, by the law; infinite without noise.

    HALF · s = OUT with s² = α² σ² ((1 + α)²ᵏ − 1)/((1 + α)² − 1), solved for k.
    """
    if sigma == 0:
        return float("inf")
    grown = 1 + ((1 + alpha) ** 2 - 1) * (OUT / (HALF * alpha * sigma)) ** 2
    return float(np.log(grown) / (2 * np.log1p(alpha)))
