"""Points to fit a curve to, and points to judge it by."""

from dataclasses import dataclass

import numpy as np

from models.truths import Truth
from parameter import Parameter, choice

COUNT = Parameter("n", 10, 0, 100, whole=True, symbol="N", label="training points", help="The fit sees these.")
HELD = Parameter("validation", 20, 0, 100, whole=True, label="validation points", help="The fit does not see these; they judge it.")
SIGMA = Parameter("noise", 0.3, 0.0, 2.0, symbol="σ", help="Standard deviation of what is added to every y.")
SEED = Parameter("seed", 0, 0, 2**31 - 1, whole=True, help="Another seed, other points, and another test set.", slider=(0, 99))
PLACES = choice("places", ("even", "random"), label="x of the training points", help="Evenly spaced from −1 to 1, or drawn at random.")
TRAINING, VALIDATION, TEST, SETS = range(4)  # each draws from a stream of its own: more of one kind moves no other
TESTED = MOST = 200  # points in the test set, the largest of all


@dataclass(frozen=True, eq=False)
class Points:
    """Training points (x, y) and validation points (held_x, held_y), each an array of one axis; any of them may be empty."""

    x: np.ndarray
    y: np.ndarray
    held_x: np.ndarray
    held_y: np.ndarray


def drawn(truth: Truth, count: int, held: int, sigma: float, seed: int, random: bool = False) -> Points:
    """Points on the truth with noise of standard deviation sigma; the validation points' x are always random."""
    return Points(*noisy(truth, count, sigma, seed, TRAINING, random), *noisy(truth, held, sigma, seed, VALIDATION, True))


def test_set(truth: Truth, sigma: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Points that neither the fit nor the choice of λ has seen: x and y, each (TESTED,)."""
    return noisy(truth, TESTED, sigma, seed, TEST, True)


def noisy(truth: Truth, count: int, sigma: float, seed: int, stream: int, random: bool) -> tuple[np.ndarray, np.ndarray]:
    """x and y. A larger count adds random points to those there are, and more noise is the same noise stretched."""
    chance = np.random.default_rng([seed, stream])
    x, noise = chance.uniform(-1, 1, MOST)[:count], chance.standard_normal(MOST)[:count]
    x = x if random else evenly(count)
    return x, truth.curve(x) + sigma * noise


def evenly(count: int) -> np.ndarray:
    """So many x from −1 to 1; a single one in the middle."""
    return np.linspace(-1, 1, count) if count > 1 else np.zeros(count)
