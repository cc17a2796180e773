"""Petal width from petal length, judged by those who fit lines for a living."""

import jax
import numpy as np
import pytest
from scipy.stats import linregress
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression

from landscapes import landscape

LINE = landscape("Least squares")
LENGTH, WIDTH = load_iris().data[:, 2:].T
MEASURED = [LENGTH, (LENGTH - LENGTH.mean()) / LENGTH.std()]


def by_linregress(length):
    fit = linregress(length, WIDTH)
    return fit.slope, fit.intercept


def by_lstsq(length):
    return np.linalg.lstsq(np.stack([length, np.ones_like(length)], 1), WIDTH, rcond=None)[0]


def by_scikit_learn(length):
    fit = LinearRegression().fit(length[:, None], WIDTH)
    return fit.coef_[0], fit.intercept_


@pytest.mark.parametrize("features", [0, 1])
@pytest.mark.parametrize("judge", [by_linregress, by_lstsq, by_scikit_learn])
def test_the_minimum_is_the_judges_line(judge, features):
    (minimum,) = LINE.minima(features)
    assert minimum == pytest.approx(judge(MEASURED[features]), rel=1e-12)


@pytest.mark.parametrize("features", [0, 1])
def test_the_loss_is_half_the_mean_squared_error(features):
    x, y = np.random.default_rng(0).uniform(-2, 2, (2, 20))
    errors = x[:, None] * MEASURED[features] + y[:, None] - WIDTH
    assert np.asarray(LINE.loss(x, y, features)) == pytest.approx((errors**2).mean(1) / 2, rel=1e-12)


def test_the_curvature_is_that_of_the_features_alone():
    # ∇²f = mean of (length, 1)(length, 1)ᵀ: the identity once standardised; κ from its trace and determinant.
    hessians = [np.asarray(jax.hessian(lambda q, f=f: LINE.loss(q[0], q[1], f))(np.zeros(2))) for f in (0, 1)]
    assert hessians[1] == pytest.approx(np.eye(2), abs=1e-13)
    trace, determinant = (LENGTH**2).mean() + 1, LENGTH.var()
    root = np.sqrt(trace**2 / 4 - determinant)
    assert np.linalg.cond(hessians[0]) == pytest.approx((trace / 2 + root) / (trace / 2 - root), rel=1e-11)
