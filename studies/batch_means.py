"""What a mini-batch's gradient is: the mean of a few, near the mean of all, and how near by law and by count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jax
import jax.numpy as jnp
import numpy as np

from landscapes import Landscape
from landscapes.heights import padded
from landscapes.programs import program
from optimizers.batches import shuffles
from studies.results_cache import remembered

DRAWS = 1000  # batches of every size
SIZES = 24  # of batches, from 1 to all but one, at most
SURE = 1.959964  # normal deviations to either side of a 95 % interval
ELLIPSE = 2.0  # standard deviations in every direction
INSIDE = 1 - np.exp(-(ELLIPSE**2) / 2)  # of a normal cloud lies in that ellipse: χ² with two degrees of freedom


@dataclass(frozen=True, eq=False)
class Cloud:
    """At a point (2,): every sample's gradient (N, 2), and drawn batches: `sizes` (K,) and their means (K, DRAWS, 2).

    The batches are those that begin an epoch of the engine's, B of N samples without replacement. Each size has DRAWS of them, of as
    many shuffles; the larger batch of a shuffle holds the smaller one.
    """

    point: np.ndarray
    gradients: np.ndarray
    sizes: np.ndarray
    means: np.ndarray

    @property
    def nbytes(self) -> int:
        return self.gradients.nbytes + self.means.nbytes

    @property
    def samples(self) -> int:
        return len(self.gradients)

    @property
    def full(self) -> np.ndarray:
        """The gradient of all samples (2,)."""
        return self.gradients.mean(0)

    def drawn(self, size: int) -> np.ndarray:
        """The means (DRAWS, 2) of the batches of this size."""
        return self.means[np.searchsorted(self.sizes, size)]

    def covariance(self, size) -> np.ndarray:
        """What the law says of the mean of one batch, (2, 2), or (…, 2, 2) for many sizes: (S/B)(1 − B/N), with N − 1 in S.

        Cochran, Sampling Techniques (1977), theorem 2.2; lecture.md 5.
        """
        size = np.asarray(size, float)[..., None, None]
        S = np.cov(self.gradients.T) if self.samples > 1 else np.zeros((2, 2))
        return S / size * (1 - size / self.samples)

    def spread(self, size) -> np.ndarray:
        """How far a batch's mean is from the full gradient by the law: the root of the mean square."""
        return np.sqrt(np.trace(self.covariance(size), axis1=-2, axis2=-1))

    def measured(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The same as counted, and the ends of its 95 % interval, each (K,).

        The squared distances of independent draws have a mean that is all but normal, so the interval is that of a mean.
        """
        far = ((self.means - self.full) ** 2).sum(-1)
        mean, off = far.mean(1), SURE * far.std(1, ddof=1) / np.sqrt(DRAWS)
        return np.sqrt(mean), np.sqrt(np.maximum(mean - off, 0)), np.sqrt(mean + off)

    def inside(self, size: int) -> float:
        """Which share of the drawn means lies in the law's ellipse."""
        off, inverse = self.drawn(size) - self.full, np.linalg.pinv(self.covariance(size), hermitian=True)
        return float((np.einsum("di,ij,dj->d", off, inverse, off) <= ELLIPSE**2).mean())


def cloud(land: Landscape, params: Mapping[str, object], point: tuple[float, float], size: int, seed: int) -> Cloud:
    """The samples' gradients at a point of a surface made from data, and the means of batches of this size and of others.

    Raises:
        ValueError: an unknown parameter, or a value out of its range.
    """
    numbers = land.numbers(params)
    return remembered(("cloud", land, numbers, point, size, seed), lambda: drawn_cloud(land, numbers, point, size, seed))


def drawn_cloud(land: Landscape, numbers: tuple[float, ...], point: tuple[float, float], size: int, seed: int) -> Cloud:
    at = np.array(point, float)
    gradients = np.asarray(program(of_samples, (land,))(padded(numbers), at))
    N = land.samples
    sizes = np.unique([*np.round(np.geomspace(1, max(1, N - 1), SIZES)).astype(int), size])
    in_order = gradients[orders(N, seed)[:, : sizes[-1]]]
    sums = np.add.reduceat(in_order, [0, *sizes[:-1]], axis=1).cumsum(1)
    return Cloud(at, gradients, sizes, sums.swapaxes(0, 1) / sizes[:, None, None])


def of_samples(surfaces: tuple[Landscape, ...], numbers, point):
    """Every sample's gradient (N, 2): a batch's loss is linear in the weights, so its slope along a weight is that sample's loss."""
    (land,) = surfaces
    assert land.batch_loss is not None
    batch_loss, count = land.batch_loss, len(land.parameters)

    def losses(q):
        own = [numbers[i] for i in range(count)]
        return jax.grad(lambda weights: batch_loss(q[0], q[1], weights, *own))(jnp.zeros(land.samples))

    return jax.jacfwd(losses)(point)


@lru_cache(8)
def orders(samples: int, seed: int) -> np.ndarray:
    """Who comes first in each of the engine's shuffles, (DRAWS, samples)."""
    return shuffles(samples, DRAWS, seed, samples).argsort(axis=1)
