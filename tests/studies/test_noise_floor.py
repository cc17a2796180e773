"""The noise floor: the law against SciPy and a plain loop, and what the engine measures against the law."""

import numpy as np
import pytest
from scipy.linalg import solve_discrete_lyapunov
from scipy.stats import chi2

from optimizers import optimizer
from studies.ensembles import ends, walks
from studies.noise_floor import (
    CHAINS,
    FIRST,
    PARABOLA,
    RATES,
    SEEDS,
    SIZES,
    STEPS,
    Z,
    chi_square,
    floor,
    luck,
    mean,
    mean_loss,
    resting,
    spread,
    variance,
)

RANDOM = np.random.default_rng(0)
SETTINGS = [(float(RANDOM.uniform(0.05, 1.95) / lam), float(lam), float(RANDOM.uniform(0.1, 5))) for lam in np.geomspace(0.25, 4, 6)]


def test_the_resting_variance_has_the_published_value():
    # Source: lecture.md 5's setting by hand, 0.1 / (2 − 0.1) = 1/19; half of it is the mean loss.
    assert float(resting(0.1, 1.0, 1.0)) == pytest.approx(0.0526316, abs=5e-8)
    assert 0.5 * float(resting(0.1, 1.0, 1.0)) == pytest.approx(0.0263158, abs=5e-8)


@pytest.mark.parametrize(("alpha", "lam", "sigma"), SETTINGS)
def test_the_resting_variance_solves_the_lyapunov_equation(alpha, lam, sigma):
    (judge,) = solve_discrete_lyapunov(np.array([[1 - alpha * lam]]), np.array([[(alpha * sigma) ** 2]])).ravel()
    assert float(resting(alpha, lam, sigma)) == pytest.approx(judge, rel=1e-9)


@pytest.mark.parametrize(("alpha", "lam", "sigma"), [*SETTINGS, (2.0, 1.0, 1.0), (2.5, 1.0, 0.3), (1.0, 1.0, 1.0)])
def test_variance_and_mean_loss_by_step_follow_the_recursion(alpha, lam, sigma):
    q, V, m = 1 - alpha * lam, 0.0, FIRST
    for k in range(60):
        assert float(spread(k, alpha, lam, sigma)) == pytest.approx(V, rel=1e-9, abs=1e-300)
        assert float(mean_loss(k, alpha, lam, sigma)) == pytest.approx(0.5 * lam * (m**2 + V), rel=1e-9)
        V, m = q**2 * V + (alpha * sigma) ** 2, q * m


def test_what_grows_beyond_all_numbers_is_infinite():
    assert float(spread(STEPS, 10.0, 4.0, 1.0)) == np.inf
    assert float(mean_loss(STEPS, 10.0, 4.0, 1.0)) == np.inf


@pytest.mark.parametrize("product", [2.0, 2.001, 3.0, 40.0])
def test_from_the_edge_on_nothing_rests(product):
    assert float(resting(product / 1.7, 1.7, 1.0)) == np.inf


@pytest.mark.parametrize("z", [Z, -Z])
def test_the_cube_for_chi_square_is_scipys(z):
    assert chi_square(CHAINS - 1, z) == pytest.approx(chi2.ppf(0.975 if z > 0 else 0.025, CHAINS - 1), rel=2e-6)


def test_the_interval_of_the_variance_and_that_of_the_mean_loss_hold_the_law_for_95_of_100_seeds():
    alpha, lam, sigma, trials = 0.3, 1.0, 1.0, 200
    law, loss = float(resting(alpha, lam, sigma)), float(mean_loss(60, alpha, lam, sigma))
    within = []
    for seed in range(trials):
        x = (
            walks(PARABOLA, optimizer("SGD"), (lam,), (FIRST, FIRST), alpha, sigma, luck(seed)[:60])
            .swapaxes(1, 2)
            .reshape(CHAINS, -1)[:, -1]
        )
        own, losses = variance(x), mean(0.5 * lam * x**2)
        within.append((own.low <= law <= own.high, losses.low <= loss <= losses.high))
    shares = np.mean(within, 0)
    off = 3 * np.sqrt(0.95 * 0.05 / trials)
    assert (np.abs(shares - 0.95) <= off).all(), shares


@pytest.mark.parametrize(("alpha", "lam", "sigma", "size"), [(0.1, 1.0, 1.0, 1), (0.4, 2.0, 0.5, 16), (0.05, 0.5, 3.0, 4)])
def test_the_engines_variance_is_the_laws_over_rates_and_batch_sizes(alpha, lam, sigma, size):
    # Five standard deviations: all dots share their noise, so they are off together.
    found, wide = floor(alpha, lam, sigma, size, 3), 5 * np.sqrt(2 / CHAINS)
    still = RATES * lam < 2
    law = np.array([float(spread(STEPS, one, lam, sigma / np.sqrt(size))) for one in RATES[still]])
    assert found.rates.value[still] == pytest.approx(law, rel=wide)
    law = np.array([float(spread(STEPS, alpha, lam, sigma / np.sqrt(one))) for one in SIZES])
    assert found.sizes.value == pytest.approx(law, rel=wide)
    law = np.array([float(mean_loss(k, alpha, lam, sigma / np.sqrt(size))) for k in range(STEPS + 1)])
    assert found.losses.value == pytest.approx(law, rel=wide)


def test_batches_of_true_samples_have_the_noise_that_is_put_in_their_place():
    # The law of the batch mean by plain NumPy: B slopes λx + σz averaged are λx + (σ/√B) z'.
    random, alpha, B = np.random.default_rng(5), 0.3, 8
    x = np.zeros(20_000)
    for _ in range(60):
        x = x - alpha * (x + random.standard_normal((B, len(x))).mean(0))
    assert x.var() == pytest.approx(float(resting(alpha, 1.0, 1 / np.sqrt(B))), rel=5 * np.sqrt(2 / len(x)))


def test_seeds_share_no_noise():
    assert luck(0).shape == (STEPS, SEEDS, 2)
    assert not np.isin(luck(0)[0].ravel(), luck(1)[0].ravel()).any()


def test_the_variance_has_numpys_value_and_is_none_where_runs_are_lost():
    x = np.random.default_rng(1).standard_normal((50, 3))
    assert variance(x).value == pytest.approx(np.var(x, axis=0, ddof=1))
    none = np.zeros((1, SEEDS, 1), np.int32)
    theta = ends(PARABOLA, optimizer("SGD"), (4.0,), (FIRST, FIRST), np.array([10.0]), np.ones(1), np.ones(1), STEPS, (luck(0), none))
    assert not np.isfinite(variance(theta[:, 0]).value).any()
