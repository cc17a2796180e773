"""N times the batch and N times the rate, on the surfaces made from data."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from studies.batch_scaling import follows, samples_to_share

LAND = landscape("Least squares")
ROUND = {"features": 1}  # standardised: both curvatures are 1
LOWEST = float(LAND.loss(*LAND.minima(1)[0], 1.0))
SMALL, SEEDS = 4, range(24)


def gaps(lr: float, batch: int, steps: int) -> np.ndarray:
    """The loss above the lowest after each step, averaged over seeds, (steps+1,)."""
    runs = [descend(LAND, [Run("SGD", lr=lr)], steps, params=ROUND, batch=batch, seed=seed).loss[0] - LOWEST for seed in SEEDS]
    return np.mean(runs, axis=0)


@pytest.mark.parametrize("n", [2, 4, 8])
def test_over_samples_the_mean_loss_is_the_same_while_the_rate_is_small(n):
    # With curvature 1 the mean path shrinks by (1 − α)^N or 1 − Nα for N·B samples. At α = 0.005, after 240 of B's steps, that is
    # e^(−1.203) against e^(−1.225) for N = 8: the losses, squares of that, differ by 4 %. The seeds leave some 3 % to chance.
    lr, steps = 0.005, 240
    base, wide = gaps(lr, SMALL, steps), gaps(n * lr, n * SMALL, steps // n)
    exact = ((1 - n * lr) ** (2 * (np.arange(steps // n + 1)))) / ((1 - lr) ** (2 * n * np.arange(steps // n + 1)))
    np.testing.assert_allclose(wide / base[::n], exact, rtol=0.05)
    plain = gaps(lr, n * SMALL, steps // n)  # the same batch at the same rate is left behind
    assert plain[-1] / base[-1] == pytest.approx((1 - lr) ** (2 * steps // n - 2 * steps), rel=0.1)


def test_beyond_two_over_the_curvature_the_rule_breaks():
    # λmax = 1, so N·α = 8 · 0.3 lies beyond 2: the run grows by 1.4 a step, while B at α comes down.
    base, wide = gaps(0.3, SMALL, 160), gaps(2.4, 8 * SMALL, 20)
    assert base[-1] < 0.01 * base[0]
    assert wide[-1] > 100 * wide[0]


def test_the_samples_to_a_tenth_are_those_seen_when_the_loss_is_first_a_tenth():
    gap = np.array([1.0, 0.5, 0.1, 0.3, 0.01])
    assert samples_to_share(gap, 8 * np.arange(5), -1) == 16
    assert samples_to_share(gap[:2], np.arange(2), -1) == -1
    assert samples_to_share(gap, np.arange(5), 2) == -1  # it diverged before
    assert samples_to_share(np.array([np.nan, 0.0]), np.arange(2), -1) == -1


def test_a_run_follows_within_a_quarter_or_within_one_of_its_own_steps():
    assert follows(110, 88, 8)
    assert not follows(112, 88, 8)
    assert follows(112, 88, 32)
    assert not follows(-1, 88, 32)
    assert not follows(88, -1, 32)
