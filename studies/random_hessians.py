"""How likely is a random critical point to be a minimum? All its curvatures must be positive."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from parameter import Parameter
from studies.shares import wilson

MOST = 12
SIZES = np.arange(1, MOST + 1)
MATRICES = Parameter("matrices", 10_000, 100, 100_000, log=True, whole=True, label="matrices drawn", help="Of every kind.")
CHUNK = 10_000  # matrices at a time: 11 MB
# Chances that a GOE matrix has no negative eigenvalue. N = 2 by integrating over trace and gap; N = 3: Dedieu and Malajovich, Journal
# of Complexity 24 (2008) 89; how it goes on, exp(−N² ln 3/4): Dean and Majumdar, Physical Review Letters 97 (2006) 160201.
EXACT = {1: 1 / 2, 2: (2 - np.sqrt(2)) / 4, 3: (np.pi - 2 * np.sqrt(2)) / (4 * np.pi)}


@dataclass(frozen=True)
class Chances:
    """Of so many matrices of each size N = 1 … 12: how many have only positive eigenvalues (12,), where the signs are independent and where
    the matrix is of the Gaussian orthogonal ensemble."""

    matrices: int
    signs: np.ndarray
    goe: np.ndarray

    def interval(self, hits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return wilson(hits, self.matrices)


@lru_cache(maxsize=8)
def chances(matrices: int, seed: int) -> Chances:
    """Draw matrices of size 12 and look at their corners: the first N rows and columns are a random matrix of size N."""
    draw = np.random.default_rng(seed)
    signs, goe = np.zeros(MOST, int), np.zeros(MOST, int)
    for start in range(0, matrices, CHUNK):
        count = min(CHUNK, matrices - start)
        signs += leading(draw.random((count, MOST)) < 0.5).sum(0)
        goe += definite(symmetric(draw, count)).sum(0)
    return Chances(matrices, signs, goe)


def symmetric(draw: np.random.Generator, count: int) -> np.ndarray:
    """Matrices (count, 12, 12) of the Gaussian orthogonal ensemble: variance 2 on the diagonal, 1 beside it."""
    a = draw.standard_normal((count, MOST, MOST))
    return (a + a.transpose(0, 2, 1)) / np.sqrt(2)


def leading(holds: np.ndarray) -> np.ndarray:
    """Whether it holds for the first N of a row, for every N."""
    return np.logical_and.accumulate(holds, axis=1)


def definite(matrices: np.ndarray) -> np.ndarray:
    """Whether the first N rows and columns have only positive eigenvalues, (count, size), for every N.

    Gauss's elimination: they have if and only if the first N pivots are positive. Who has met another one is not looked at again.
    """
    rest, alive = matrices.copy(), np.arange(len(matrices))
    found = np.zeros(matrices.shape[:2], bool)
    for k in range(matrices.shape[1]):
        keep = rest[:, k, k] > 0
        rest, alive = rest[keep], alive[keep]
        found[alive, k] = True
        column = rest[:, k + 1 :, k]
        rest[:, k + 1 :, k + 1 :] -= column[:, :, None] * column[:, None, :] / rest[:, k, k][:, None, None]
    return found
