"""The penalised polynomial against scikit-learn, NumPy, closed forms, and where points leave it undetermined."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import PolynomialFeatures

from models.polynomial import DEGREE, STRENGTH, TOP, fit, fits, heights, largest, powers

WHERE = np.linspace(-1, 1, 101)


def points(count: int, seed: int = 0, spread: float = 0.3):
    chance = np.random.default_rng(seed)
    x = chance.uniform(-1, 1, count)
    return x, np.sin(np.pi * x) + spread * chance.standard_normal(count)


@pytest.mark.parametrize("count", [5, 12, 40])
@pytest.mark.parametrize("degree", [1, 2, 5, 9, 15])
@pytest.mark.parametrize("strength", [1e-6, 1e-3, 0.1, 10.0])
def test_it_is_scikit_learns_ridge_at_alpha_n_lambda(count, degree, strength):
    """(1/2N) ‖y − ŷ‖² + λ ½ ‖w‖² is 1/(2N) of Ridge's ‖y − ŷ‖² + alpha ‖w‖² at alpha = Nλ. Both leave the intercept free."""
    x, y = points(count)
    features = PolynomialFeatures(degree, include_bias=False)
    theirs = Ridge(alpha=count * strength, solver="svd").fit(features.fit_transform(x[:, None]), y)
    ours = fit(x, y, degree, strength)
    np.testing.assert_allclose(ours[1:], theirs.coef_, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(ours[0], theirs.intercept_, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(heights(ours, WHERE), theirs.predict(features.transform(WHERE[:, None])), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("degree", [0, 1, 3, 6, 9])
def test_without_a_penalty_it_is_least_squares(degree):
    """numpy.polyfit, in its own scaling, and scikit-learn's LinearRegression."""
    x, y = points(30)
    ours = heights(fit(x, y, degree), WHERE)
    np.testing.assert_allclose(ours, np.polyval(np.polyfit(x, y, degree), WHERE), rtol=1e-6, atol=1e-6)
    if degree:
        features = PolynomialFeatures(degree, include_bias=False)
        theirs = LinearRegression().fit(features.fit_transform(x[:, None]), y)
        np.testing.assert_allclose(ours, theirs.predict(features.transform(WHERE[:, None])), rtol=1e-6, atol=1e-6)


def test_degree_15_without_a_penalty_agrees_with_a_fit_in_legendre_polynomials():
    """Legendre polynomials are well conditioned where powers of x are not."""
    x, y = points(60)
    theirs = np.polynomial.Legendre.fit(x, y, TOP, domain=[-1, 1])(WHERE)
    np.testing.assert_allclose(heights(fit(x, y, TOP), WHERE), theirs, rtol=1e-6, atol=1e-6)


def test_degree_9_passes_through_ten_points_and_swings_wildly():
    """It interpolates, so the training error is rounding; its largest weight is hundreds of times the data's size."""
    x = np.linspace(-1, 1, 10)
    y = np.sin(np.pi * x) + 0.3 * np.random.default_rng(2).standard_normal(10)
    w = fit(x, y, 9)
    assert ((heights(w, x) - y) ** 2).mean() < 1e-20
    assert largest(w) > 100
    np.testing.assert_allclose(np.polyval(np.polyfit(x, y, 9), WHERE), heights(w, WHERE), rtol=1e-6, atol=1e-6)


def test_the_weights_have_no_slope_left():
    """At the minimum the gradient of (1/2N) Σ (y − ŷ)² + λ ½ Σ wⱼ² is 0, in w₀ without the penalty."""
    x, y = points(20)
    w, X = fit(x, y, 7, 0.01), powers(x, 7)
    gradient = X.T @ (X @ w - y) / 20 + 0.01 * np.append(0.0, w[1:])
    assert np.abs(gradient).max() < 1e-12


def test_the_intercept_is_free():
    """Moving every y by 100 moves the curve by 100 and no other weight, whatever λ."""
    x, y = points(12)
    moved = fit(x, y + 100, 5, 1.0) - fit(x, y, 5, 1.0)
    np.testing.assert_allclose(moved, [100, 0, 0, 0, 0, 0], atol=1e-10)


def test_with_too_few_points_it_is_what_a_vanishing_penalty_picks():
    """LinearRegression, too, takes the shortest of the weights that fit, with the intercept left out of the length."""
    x, y = points(6)
    shortest, nearly = fit(x, y, 12), fit(x, y, 12, 1e-10)
    np.testing.assert_allclose(heights(shortest, x), y, atol=1e-9)
    np.testing.assert_allclose(shortest, nearly, atol=1e-4)
    theirs = LinearRegression().fit(powers(x, 12)[:, 1:], y)
    np.testing.assert_allclose(shortest[1:], theirs.coef_, rtol=1e-6, atol=1e-6)
    other = np.linalg.lstsq(powers(x, 12), y)[0]  # fits as well, with a shorter intercept and longer weights
    np.testing.assert_allclose(heights(other, x), y, atol=1e-9)
    assert np.linalg.norm(shortest[1:]) < np.linalg.norm(other[1:])


@pytest.mark.parametrize(
    ("x", "y", "level"),
    [
        ([], [], 0.0),
        ([0.3], [2.0], 2.0),
        ([0.3, 0.3, 0.3], [1.0, 2.0, 6.0], 3.0),
        ([0.3, 0.3], [2.0, 2.0], 2.0),
        ([-1.0, 0.5, 1.0], [2.0, 2.0, 2.0], 2.0),
    ],
    ids=["none", "one", "one x", "one x, one y", "one y"],
)
@pytest.mark.parametrize("strength", [0.0, 0.1])
def test_points_that_tell_of_no_slope_give_a_level_line_at_their_mean(x, y, level, strength):
    np.testing.assert_allclose(heights(fit(np.array(x), np.array(y), 9, strength), WHERE), level, atol=1e-12)


def test_many_data_sets_and_strengths_at_once_are_each_on_its_own():
    chance = np.random.default_rng(1)
    x, y, strengths = chance.uniform(-1, 1, (3, 8)), chance.standard_normal((3, 8)), [0.0, 1e-3, 1.0]
    together = fits(x, y, 4, strengths)
    assert together.shape == (3, 3, 5)
    for i in range(3):
        for k, strength in enumerate(strengths):
            np.testing.assert_allclose(together[i, k], fit(x[i], y[i], 4, strength), rtol=1e-10)
    shared = fits(x[:1], y, 4, strengths)  # the same x for all
    np.testing.assert_allclose(shared[2], fits(x[0], y[2], 4, strengths), rtol=1e-10)
    assert fits(x, y, 0, strengths).shape == (3, 3, 1)


def test_a_growing_penalty_shrinks_the_weights_and_raises_the_training_error():
    x, y = points(12)
    w = fits(x, y, 9, np.geomspace(1e-8, 10, 40))
    assert (np.diff(np.linalg.norm(w[:, 1:], axis=1)) < 0).all()
    assert (np.diff(((heights(w, x) - y) ** 2).mean(-1)) > 0).all()


@pytest.mark.parametrize(("parameter", "wrong"), [(DEGREE, 16), (DEGREE, 2.5), (STRENGTH, -1), (STRENGTH, 11), (STRENGTH, "NaN")], ids=str)
def test_what_is_not_allowed_is_said_with_the_range(parameter, wrong):
    with pytest.raises(ValueError, match="allowed"):
        parameter.check(wrong)
