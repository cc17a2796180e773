"""Leaving a saddle: the engine's runs beside the law, and the law beside a recursion of its own."""

import numpy as np
import pytest
from scipy.stats import norm

from optimizers import Run, descend
from studies.saddle_escape import OUT, RIDGE, RUNS, STEPS, escape, half_way, law, spread

SETTINGS = [(0.01, 0.1), (0.05, 0.01), (0.05, 1e-6), (0.2, 0.03), (0.5, 0.1), (0.5, 1e-3)]


@pytest.mark.parametrize("seed", [0, 3])
def test_each_run_is_the_engines_with_a_seed_of_its_own(seed):
    found = escape(0.05, 0.02, seed)
    for run in (0, 17, RUNS - 1):
        judge = descend("Saddle", [Run("SGD", start=RIDGE, lr=0.05)], steps=STEPS, noise=0.02, seed=seed * RUNS + run).theta[0]
        assert found.paths[run] == pytest.approx(judge, abs=1e-12)


@pytest.mark.parametrize(("alpha", "sigma"), SETTINGS)
def test_the_law_is_the_variance_carried_from_step_to_step(alpha, sigma):
    variance, chance = 0.0, []
    for _ in range(STEPS + 1):
        chance.append(2 * norm.sf(OUT / np.sqrt(variance)) if variance else 0.0)
        variance = (1 + alpha) ** 2 * variance + (alpha * sigma) ** 2
    assert law(alpha, sigma) == pytest.approx(chance, rel=1e-9, abs=1e-300)
    assert spread(alpha, sigma)[1] == pytest.approx(alpha * sigma)


@pytest.mark.parametrize(("alpha", "sigma"), SETTINGS)
def test_the_intervals_hold_the_law_in_95_of_100_counts(alpha, sigma):
    """At a step where about half have left; steps of one seed hang together, seeds do not."""
    k = min(round(half_way(alpha, sigma)) + 1, STEPS)
    held = [one.low[k] <= law(alpha, sigma)[k] <= one.high[k] for one in (escape(alpha, sigma, seed) for seed in range(40))]
    assert sum(held) >= 33, "of 40 at 95 % fewer than 33 has a chance of 0.3 %"


@pytest.mark.parametrize(("alpha", "sigma"), SETTINGS)
def test_half_way_is_where_the_law_is_one_half(alpha, sigma):
    k = half_way(alpha, sigma)
    grown = (1 + alpha) ** (2 * k)
    deviation = alpha * sigma * np.sqrt((grown - 1) / ((1 + alpha) ** 2 - 1))
    assert 2 * norm.sf(OUT / deviation) == pytest.approx(0.5, rel=1e-8)


def test_without_noise_all_end_on_the_saddle():
    found = escape(0.05, 0.0, 0)
    assert not found.share.any()
    assert half_way(0.05, 0.0) == np.inf
    assert not law(0.05, 0.0).any()
    assert np.abs(found.paths[:, -1]).max() < 1e-6


def test_what_the_setups_say_is_so():
    assert round(half_way(0.05, 1e-6)) == 282
    assert round(half_way(0.05, 0.01)) == 93
