"""What a run's last steps average."""

import numpy as np
import pytest

from optimizers import Run, descend
from studies.settling import best, last_tenth


def test_the_last_tenth_and_the_best_are_counted_to_the_step():
    loss = np.arange(40.0, 0.0, -1.0)
    assert last_tenth(loss, -1) == np.mean([4, 3, 2, 1])
    assert best(loss, -1) == 1
    assert last_tenth(loss[:3], -1) == 38
    assert best(loss, 10) == 31
    assert np.isnan(last_tenth(loss, 10))
    assert np.isnan(best(loss, 0))


@pytest.mark.parametrize("lr", [0.05, 0.2])
def test_under_noise_a_constant_rate_stays_as_high_as_theory_says(lr):
    # f = x² + y², e ← (1 − 2α) e − α σ z: the variance settles at α²σ² / (1 − (1 − 2α)²) a coordinate, so the loss at twice that.
    sigma, runs = 1.5, []
    for seed in range(12):
        runs.append(last_tenth(descend("Round bowl", [Run("SGD", lr=lr)], 2000, noise=sigma, seed=seed).loss[0], -1))
    assert np.mean(runs) == pytest.approx(2 * (lr * sigma) ** 2 / (1 - (1 - 2 * lr) ** 2), rel=0.15)


def test_under_noise_a_falling_rate_ends_far_below_a_constant_one():
    for seed in range(6):
        constant, falling = (
            last_tenth(descend("Round bowl", [Run("SGD", lr=0.2)], 400, plan, noise=1.5, seed=seed).loss[0], -1)
            for plan in ("Constant", "Cosine")
        )
        assert falling < constant / 5
