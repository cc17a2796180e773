"""Noise keeps descent from its minimum: on ½λx² the loss sinks to a floor and no lower."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from landscapes.base import Landscape
from optimizers import optimizer
from parameter import Parameter
from studies.ensembles import ends, noises, walks

RATE = Parameter("rate", 0.1, 0.01, 10.0, log=True, symbol="α", help="What the slope is multiplied by.", textbook=(0.1, 1.0, 2.0))
CURVATURE = Parameter("curvature", 1.0, 0.25, 4.0, log=True, symbol="λ", help="How steep the parabola ½λx² is.", textbook=(1.0,))
SIGMA = Parameter(
    "sigma", 1.0, 0.1, 10.0, log=True, symbol="σ", label="noise", help="Standard deviation of one sample’s slope.", textbook=(1.0,)
)
SIZE = Parameter(
    "size",
    1,
    1,
    256,
    log=True,
    whole=True,
    symbol="B",
    label="batch size",
    help="Samples drawn anew at each step; their mean slope has the standard deviation σ/√B.",
    textbook=tuple(2.0**k for k in range(9)),
)
FIRST = 3.0  # where all runs begin
STEPS = 500
SEEDS = 500  # runs in the plane: x and y never meet, so each is two runs on a parabola
CHAINS = 2 * SEEDS
RATES = np.geomspace(RATE.low, RATE.high, 40)
SIZES = 2 ** np.arange(9)
Z = 1.959963985  # 95 % of a normal distribution lie within
SGD = optimizer("SGD")
PARABOLA = Landscape(
    name="Parabola",
    loss=lambda x, y, curvature: 0.5 * curvature * (x**2 + y**2),
    window=((-4, 4), (-4, 4)),
    starts={"Beside the minimum": (FIRST, FIRST)},
    minima=lambda curvature: ((0.0, 0.0),),
    trouble="No trouble",
    formula=r"\tfrac12 \lambda (x^2 + y^2)",
    story=__doc__,
    reference="docs/surfaces.md, section 2",
    parameters=(CURVATURE,),
)


def resting(alpha, curvature, sigma):
    """The variance at rest, ασ²/(λ(2 − αλ)); infinite where nothing rests, from α = 2/λ on.

    A step makes x ← (1 − αλ) x − αz, so at rest V = (1 − αλ)² V + α²σ².
    """
    with np.errstate(divide="ignore"):
        return np.where(alpha * curvature < 2, alpha * sigma**2 / (curvature * np.abs(2 - alpha * curvature)), np.inf)


def spread(k, alpha, curvature, sigma):
    """The variance after k steps from one place: α²σ² Σ (1 − αλ)²ʲ over j < k."""
    with np.errstate(all="ignore"):
        q = np.float64((1 - alpha * curvature) ** 2)  # whose powers overflow to ∞ without a word
        return alpha**2 * sigma**2 * np.where(np.abs(q - 1) < 1e-12, k, (1 - q**k) / np.where(q == 1, np.nan, 1 - q))


def mean_loss(k, alpha, curvature, sigma):
    """The mean of ½λx² after k steps from FIRST: what is left of the start, (1 − αλ)²ᵏ, and the noise's part."""
    with np.errstate(all="ignore"):
        left = FIRST**2 * np.float64((1 - alpha * curvature) ** 2) ** k
        return 0.5 * curvature * (left + spread(k, alpha, curvature, sigma))


@dataclass(frozen=True)
class Measured:
    """A number measured many times over, with the two ends of an interval that holds the true one in 95 of 100 such measurements."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Floor:
    """The variance of a thousand runs after the last step, over the rates, over the batch sizes, and as asked; and their mean loss by step.

    A number is NaN or infinite where runs were lost.
    """

    rates: Measured
    sizes: Measured
    own: Measured
    losses: Measured


def variance(x: np.ndarray) -> Measured:
    """Of normal numbers along the first axis; (n − 1) s²/V is χ² with n − 1 degrees of freedom."""
    free = len(x) - 1
    with np.errstate(all="ignore"):
        value = x.var(0, ddof=1)
        return Measured(value, value * free / chi_square(free, Z), value * free / chi_square(free, -Z))


def chi_square(free: int, z: float) -> float:
    """The χ² that lies z standard deviations out, by Wilson and Hilferty's cube (1931); within 2e-6 for a thousand degrees of freedom."""
    return free * (1 - 2 / (9 * free) + z * np.sqrt(2 / (9 * free))) ** 3


def mean(x: np.ndarray) -> Measured:
    """Of numbers along the first axis; a mean of a thousand is as good as normal."""
    with np.errstate(all="ignore"):
        value, off = x.mean(0), Z * x.std(0, ddof=1) / np.sqrt(len(x))
        return Measured(value, value - off, value + off)


@lru_cache(maxsize=8)
def luck(seed: int) -> np.ndarray:
    """The noise of SEEDS runs, no two settings of the seed sharing one."""
    return noises(STEPS, range(SEEDS * seed, SEEDS * (seed + 1)))


@lru_cache(maxsize=16)
def floor(alpha: float, curvature: float, sigma: float, size: int, seed: int) -> Floor:
    """Run all of it. The mean slope of a batch of B has the standard deviation σ/√B, and that is the engine's `noise`."""
    z = luck(seed)
    lr = np.concatenate([RATES, np.full(len(SIZES), alpha), [alpha]])
    noise = sigma / np.sqrt(np.concatenate([np.full(len(RATES), size), SIZES, [size]]))
    none = np.zeros((1, SEEDS, 1), np.int32)
    theta = ends(PARABOLA, SGD, (curvature,), (FIRST, FIRST), lr, noise, np.ones(len(lr)), STEPS, (z, none))
    found = variance(theta.swapaxes(1, 2).reshape(CHAINS, len(lr)))
    walked = walks(PARABOLA, SGD, (curvature,), (FIRST, FIRST), alpha, sigma / np.sqrt(size), z)
    with np.errstate(all="ignore"):
        losses = 0.5 * curvature * walked.swapaxes(1, 2).reshape(CHAINS, STEPS + 1) ** 2
    cut = len(RATES), len(RATES) + len(SIZES)
    some = slice(cut[0]), slice(*cut), slice(cut[1], None)
    rates, sizes, own = (Measured(found.value[part], found.low[part], found.high[part]) for part in some)
    return Floor(rates, sizes, own, mean(losses))
