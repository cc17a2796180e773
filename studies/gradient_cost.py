"""What a gradient costs, measured here and now: asked for weight by weight, and in one pass back.

A softmax classifier of two classes on a hundred examples, with as many inputs as it takes: N weights.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import jax
import numpy as np

from models.linear import evaluate

SIZES = (2, 4, 10, 32, 100, 316, 1000, 3162, 10_000)  # N, all even
EXAMPLES = 100
CLASSES = 2
H = 1e-5
ROUNDS = 15  # of which the quickest counts: whatever else the machine does only adds
LONG = 0.02  # seconds: what takes longer is measured once
TELL = 0.05  # seconds between two signs of progress


@dataclass(frozen=True)
class Cost:
    """For each N (n,): losses asked by central differences, the seconds they took, and those of one pass back; how far apart both are."""

    sizes: np.ndarray
    evaluations: np.ndarray
    numeric: np.ndarray
    backward: np.ndarray
    error: np.ndarray

    @property
    def nbytes(self) -> int:
        return sum(one.nbytes for one in vars(self).values())


def measure(most: int, progress: Callable[[float], object] = lambda share: None) -> Cost:
    """Measure up to N = `most`; `progress` hears the share that is done, and may raise to stop it."""
    sizes = [n for n in SIZES if n <= most]
    whole, done, rows = float(sum(n * n for n in sizes)), 0.0, []
    for n in sizes:
        rows.append(of_size(n, lambda share, n=n, done=done: progress((done + share * n * n) / whole)))
        done += n * n
    return Cost(np.array(sizes), 2 * np.array(sizes), *np.array(rows).T)


def of_size(n: int, progress: Callable[[float], object]) -> tuple[float, float, float]:
    """Seconds of the differences, seconds of one pass back, and the relative error between the two, for N = n."""
    random = np.random.default_rng(n)
    X, y = random.normal(size=(EXAMPLES, n // CLASSES - 1)), random.integers(0, CLASSES, EXAMPLES)
    theta = 0.1 * random.normal(size=n)
    loss, back = programs(X, y)
    loss(theta).block_until_ready()  # compiled before the clock runs
    jax.block_until_ready(back(theta))
    took, g = timed(lambda: back(theta), ROUNDS)
    progress(0.0)
    slow, numeric = timed(lambda: differences(loss, theta, progress), ROUNDS)
    g = np.asarray(g)
    return slow, took, float(np.linalg.norm(g - numeric) / (np.linalg.norm(g) + np.linalg.norm(numeric)))


def programs(X: np.ndarray, y: np.ndarray):
    """The loss of N weights, and its gradient."""

    def evaluated(theta):
        weights = theta.reshape(CLASSES, -1)
        return evaluate(weights[:, 1:], weights[:, 0], X, y)

    def gradient(theta):
        found = evaluated(theta)
        return jax.numpy.concatenate([found.db[:, None], found.dW], 1).ravel()

    return jax.jit(lambda theta: evaluated(theta).total), jax.jit(gradient)


def differences(loss, theta: np.ndarray, progress: Callable[[float], object]) -> np.ndarray:
    """Central differences, one weight after the other."""
    g, at, told = np.empty(len(theta)), theta.copy(), time.perf_counter()
    for i in range(len(theta)):
        here = at[i]
        at[i] = here + H
        ahead = float(loss(at))
        at[i] = here - H
        g[i] = (ahead - float(loss(at))) / (2 * H)
        at[i] = here
        if time.perf_counter() - told > TELL:
            told = time.perf_counter()
            progress(i / len(theta))
    return g


def timed(act: Callable, rounds: int):
    """The quickest of a few rounds, in seconds, and what the last has made."""
    quickest = np.inf
    while True:
        began = time.perf_counter()
        made = jax.block_until_ready(act())
        quickest, rounds = min(quickest, time.perf_counter() - began), rounds - 1
        if quickest > LONG or rounds < 1:
            return quickest, made
