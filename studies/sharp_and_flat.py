"""Mini-batches throw a run out of a sharp minimum sooner than out of a flat one: how many of a thousand, and at which rate."""

from dataclasses import dataclass
from functools import lru_cache

import jax
import numpy as np

from landscapes import landscape
from optimizers import Run, optimizer
from optimizers.batches import batch_parameter
from parameter import Parameter
from studies.basins import basins
from studies.ensembles import ends, places_of
from studies.shares import wilson

LAND = landscape("Two instruments")
FLAT, SHARP = 0, 1  # places in its list of minima
N = LAND.samples
RUNS, STEPS = 1000, 120
RATE = Parameter("rate", 0.6, 0.1, 4.0, log=True, symbol="α", help="What the batch’s slope is multiplied by.", textbook=(0.1, 1.0))
SIZE = Parameter(
    "size", 2, 1, N, log=True, whole=True, symbol="B", label="batch size", help=batch_parameter(LAND).help, textbook=(1, 2, 5, 10, 20, 50)
)
RATES = np.geomspace(RATE.low, RATE.high, 10)
SIZES = np.array([1, 2, 5, 10, 20, 50, N])
SGD = optimizer("SGD")
SIDE, GENTLE, LONG = 64, 0.5, 400  # of the map of the basins: cells along a side, the rate, the steps
REACH = Parameter("start", 0.0, -3.0, 3.0)  # where a run may start


@dataclass(frozen=True)
class Counted:
    """How many of RUNS runs ended in the flat well, with the interval that holds the true share in 95 of 100 such counts."""

    hits: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def share(self) -> np.ndarray:
        return self.hits / RUNS


@dataclass(frozen=True)
class Escape:
    """The counts over the rates at this batch size, over the batch sizes at this rate, and as asked; and where runs end.

    ends (RUNS, 2) as asked, whole (2,) with all samples in every step, and whether that is in the flat well.
    """

    rates: Counted
    sizes: Counted
    own: Counted
    ends: np.ndarray
    whole: np.ndarray
    whole_is_flat: bool


def sharpness() -> tuple[float, float]:
    """The greatest eigenvalue of the Hessian at the flat minimum, and at the sharp one."""
    H = jax.hessian(lambda q: LAND.loss(q[0], q[1]))
    flat, sharp = (float(np.linalg.eigvalsh(np.asarray(H(np.array(point))))[-1]) for point in LAND.minima())
    return flat, sharp


@lru_cache(maxsize=1)
def ground() -> np.ndarray:
    """Which minimum gentle descent with all samples finds from each cell of the window, (rows, columns)."""
    return basins(LAND, [Run(SGD, lr=GENTLE)], SIDE, steps=LONG).ended[0]


def in_flat(points: np.ndarray) -> np.ndarray:
    """Whether points (…, 2) lie in the flat minimum's basin; those outside of the window count as the nearest cell in it."""
    (x0, x1), (y0, y1) = LAND.window
    place = (points - np.array([x0, y0])) / np.array([x1 - x0, y1 - y0]) * SIDE
    column, row = np.moveaxis(np.clip(np.floor(place), 0, SIDE - 1).astype(int), -1, 0)
    return ground()[row, column] == FLAT


@lru_cache(maxsize=4)
def places(seed: int) -> jax.Array:
    """Who is drawn when in RUNS runs, no two settings of the seed sharing one."""
    return jax.device_put(places_of(N, STEPS, range(RUNS * seed, RUNS * (seed + 1))).astype(np.int16))  # sent once, not with every call


STILL = np.zeros((STEPS, RUNS, 2))  # batches are all the noise there is


@lru_cache(maxsize=64)
def ran(start: tuple[float, float], lr: tuple[float, ...], size: tuple[int, ...], seed: int) -> np.ndarray:
    """Where a thousand runs of each lane end, (RUNS, lanes, 2). Kept, as a drag of one slider leaves half of the lanes alone."""
    return ends(LAND, SGD, (), start, np.array(lr), np.zeros(len(lr)), np.array(size), STEPS, (STILL, places(seed)), np.float32)


def counted(points: np.ndarray) -> Counted:
    """Of ends (RUNS, …, 2)."""
    hits = in_flat(points).sum(0)
    return Counted(hits, *wilson(hits, RUNS))


def escape(start: tuple[float, float], alpha: float, size: int, seed: int) -> Escape:
    """Run it over the rates, and over the batch sizes."""
    over_rates = ran(start, tuple(RATES.tolist()), (size,) * len(RATES), seed)
    over_sizes = ran(start, (alpha,) * (len(SIZES) + 1), (*SIZES.tolist(), size), seed)
    own, whole = over_sizes[:, -1], over_sizes[0, len(SIZES) - 1]
    return Escape(counted(over_rates), counted(over_sizes[:, :-1]), counted(own), own, whole, bool(in_flat(whole)))
