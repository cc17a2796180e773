"""Versicolor or virginica from two weights, judged by scikit-learn."""

import jax
import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from landscapes import landscape

LOGISTIC = landscape("Logistic regression")
FLOWERS, SPECIES = load_iris(return_X_y=True)
SEPALS, VIRGINICA = FLOWERS[SPECIES > 0, :2], SPECIES[SPECIES > 0] == 2
MEASURED = [SEPALS, (SEPALS - SEPALS.mean(0)) / SEPALS.std(0)]


@pytest.mark.parametrize("features", [0, 1])
def test_the_minimum_is_scikit_learns(features):
    # C = ∞ is no penalty.
    judge = LogisticRegression(C=np.inf, fit_intercept=False, solver="newton-cholesky", tol=1e-12).fit(MEASURED[features], VIRGINICA)
    (minimum,) = LOGISTIC.minima(features)
    assert minimum == pytest.approx(judge.coef_[0], rel=1e-12)


@pytest.mark.parametrize("features", [0, 1])
def test_the_loss_is_the_mean_log_loss(features):
    x, y = np.random.default_rng(0).uniform(-3, 3, (2, 20))
    scores = MEASURED[features] @ np.stack([x, y])
    judge = np.where(VIRGINICA[:, None], np.logaddexp(0, -scores), np.logaddexp(0, scores)).mean(0)
    assert np.asarray(LOGISTIC.loss(x, y, features)) == pytest.approx(judge, rel=1e-12)


@pytest.mark.parametrize("features", [0, 1])
def test_with_all_weights_0_slope_and_curvature_are_those_of_a_fair_coin(features):
    # p = ½ for every flower: the slope is mean (½ − s) · flower, the curvature mean ¼ flower·flowerᵀ. |margin| has a kink here.
    loss = lambda q: LOGISTIC.loss(q[0], q[1], features)  # noqa: E731
    flowers = MEASURED[features]
    assert float(loss(np.zeros(2))) == pytest.approx(np.log(2), rel=1e-14)
    assert np.asarray(jax.grad(loss)(np.zeros(2))) == pytest.approx((0.5 - VIRGINICA) @ flowers / 100, rel=1e-12)
    assert np.asarray(jax.hessian(loss)(np.zeros(2))) == pytest.approx(flowers.T @ flowers / 400, rel=1e-12)


def test_far_away_nothing_overflows(evaluate):
    loss, gradient = evaluate(LOGISTIC, (0,), [(1e6, 1e6), (-1e6, -1e6), (1e6, -1e6)])
    assert np.isfinite(loss).all()
    assert np.isfinite(gradient).all()


def test_as_measured_the_model_hardly_beats_a_coin_and_standardised_it_does():
    right = [((flowers @ LOGISTIC.minima(f)[0] > 0) == VIRGINICA).mean() for f, flowers in enumerate(MEASURED)]
    assert right == [0.54, 0.75]  # LogisticRegression.score says the same
