"""What is said of the saddle and of random critical points, over random settings."""

import re

import numpy as np
import pytest
from scipy.stats import norm

from optimizers import Run, descend
from studies.random_hessians import MOST, chances
from studies.saddle_escape import OUT, RIDGE, RUNS, STEPS, escape
from tests.ui.numbers import found as read
from ui.cliffs import chance, saddle


def half(alpha: float, sigma: float) -> float:
    """The step, a fraction between two, at which the standard deviation lets half of a normal distribution out; by bisection."""
    low, high = 0.0, 1e5
    for _ in range(200):
        k = (low + high) / 2
        # as logarithms, for (1 + α)²ᵏ overflows
        deviation = np.log(alpha * sigma) + 0.5 * (np.logaddexp(2 * k * np.log1p(alpha), np.log(1e-300)) - np.log((1 + alpha) ** 2 - 1))
        deviation += 0.5 * np.log1p(-np.exp(-2 * k * np.log1p(alpha))) if k > 0 else -np.inf
        low, high = (low, k) if 2 * norm.sf(OUT / np.exp(min(deviation, 300))) > 0.5 else (k, high)
    return high


@pytest.mark.parametrize("seed", range(12))
def test_what_is_said_of_the_saddle_is_so(seed):
    random = np.random.default_rng(seed)
    alpha, sigma = float(np.exp(random.uniform(np.log(0.01), np.log(0.5)))), float(10 ** random.uniform(-6, -1))
    said = " ".join(saddle.sentences(alpha, sigma, escape(alpha, sigma, seed)))
    (when,) = read("at step #", said)
    assert when == pytest.approx(half(alpha, sigma), rel=0.006)
    assert ("only at step" in said) == (half(alpha, sigma) > STEPS)
    (later,) = read("away # steps later", said)
    assert later == pytest.approx(half(alpha, sigma / 10) - half(alpha, sigma), rel=0.006)
    assert read("ln 10/ln(1 + α) = #", said)[0] == pytest.approx(np.log(10) / np.log(1 + alpha), rel=0.006)
    away = (np.abs(escape(alpha, sigma, seed).paths[:, -1, 1]) > OUT).mean()
    (share,) = read("steps #\u00a0% of", said)
    assert share == pytest.approx(100 * away, abs=0.051)
    judge = descend("Saddle", [Run("SGD", start=RIDGE, lr=alpha)], steps=STEPS, noise=sigma, seed=seed * RUNS).theta[0, -1, 1]
    assert escape(alpha, sigma, seed).paths[0, -1, 1] == pytest.approx(judge, abs=1e-12)


def test_without_noise_it_says_that_none_leaves():
    (said,) = saddle.sentences(0.05, 0.0, escape(0.05, 0.0, 0))
    assert "no run leaves" in said


@pytest.mark.parametrize(("matrices", "seed"), [(100, 0), (317, 1), (10_000, 0), (100_000, 2)])
def test_from_which_size_on_none_was_found_is_counted(matrices, seed):
    found = chances(matrices, seed)
    said = " ".join(chance.sentences(found))
    none = re.search(r"none of size (\d+) or more", said)
    assert none, "among a hundred thousand of size 12 there is none: exp(−144 · 0.27) is 1e-17"
    size = int(none[1])
    assert not found.goe[size - 1 :].any()
    assert found.goe[size - 2] > 0
    (bound,) = read("below # (95 %)", said)
    assert bound == pytest.approx(3.841459 / (matrices + 3.841459), rel=0.06), "Wilson's upper end of none among n: z²/(n + z²)"
    assert size <= MOST
