"""A plane through a thousand made points, judged by scikit-learn and SciPy on points that the test makes itself."""

import jax
import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.linear_model import LinearRegression

from landscapes import landscape
from landscapes.data.thousand_points import made

PLANE = landscape("Thousand points")


def points(features):
    """As docs/surfaces.md tells how they are made, one number after the other."""
    chance = np.random.RandomState(20)
    uv = np.array([(1.5 * chance.standard_normal(), 0.12 * chance.standard_normal()) for _ in range(1000)])
    t = np.array([u + 0.8 * v + chance.standard_normal() for u, v in uv])
    return (uv if features == 0 else (uv - uv.mean(0)) / uv.std(0)), t


@pytest.mark.parametrize("features", [0, 1])
def test_the_minimum_is_scikit_learns(features):
    uv, t = points(features)
    judge = LinearRegression(fit_intercept=False).fit(uv, t)
    assert PLANE.minima(features)[0] == pytest.approx(judge.coef_, rel=1e-11)


@pytest.mark.parametrize("features", [0, 1])
def test_the_minimum_is_scipys(features):
    uv, t = points(features)
    found = minimize(lambda w: np.mean((uv @ w - t) ** 2) / 2, np.zeros(2), method="BFGS", options={"gtol": 1e-9})
    assert PLANE.minima(features)[0] == pytest.approx(found.x, abs=1e-6)


@pytest.mark.parametrize("features", [0, 1])
def test_the_loss_by_its_sums_is_half_the_mean_squared_error(features):
    uv, t = points(features)
    x, y = np.random.default_rng(0).uniform(-3, 3, (2, 20))
    judge = ((x[:, None] * uv[:, 0] + y[:, None] * uv[:, 1] - t) ** 2).mean(1) / 2
    assert np.asarray(PLANE.loss(x, y, features)) == pytest.approx(judge, rel=1e-12)


@pytest.mark.parametrize("features", [0, 1])
def test_the_slope_of_all_samples_is_that_of_the_loss(features):
    alike, at = np.full(1000, 1e-3), np.array([0.3, -1.1])
    whole = jax.grad(lambda q: PLANE.loss(q[0], q[1], features))(at)
    assert np.asarray(jax.grad(lambda q: PLANE.batch_loss(q[0], q[1], alike, features))(at)) == pytest.approx(np.asarray(whole), rel=1e-11)


def test_the_same_seed_makes_the_same_points_and_another_makes_others():
    assert (made(20)[0] == made(20)[0]).all()
    assert (made(20)[1] != made(21)[1]).all()
