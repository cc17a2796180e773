"""Bias, variance and noise over many data sets: exact identities, agreement with what is measured, and sound numbers at every degree."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.preprocessing import PolynomialFeatures

from models.points import evenly
from models.polynomial import TOP, fit, heights, powers
from models.resampling import FRESH, MOST, NODES, SHARES, draw, fit_degrees, over_degrees, over_strengths
from models.truths import TRUTHS

SINE, LINE = TRUTHS[:2]


@pytest.mark.parametrize("strength", [1e-6, 1e-2, 1.0])
def test_every_degrees_weights_are_scikit_learns_ridge(strength):
    sets = draw(SINE, 12, 0.3, True, 0, 3)
    weights = fit_degrees(sets.x, sets.y, strength)
    for k in range(3):
        for degree in (1, 4, 9, 15):
            features = PolynomialFeatures(degree, include_bias=False).fit_transform(sets.x[k][:, None])
            theirs = Ridge(alpha=12 * strength, solver="svd").fit(features, sets.y[k])
            np.testing.assert_allclose(weights[k, degree, 1 : degree + 1], theirs.coef_, rtol=1e-6, atol=1e-6)
            np.testing.assert_allclose(weights[k, degree, 0], theirs.intercept_, rtol=1e-6, atol=1e-6)
            assert not weights[k, degree, degree + 1 :].any()


@pytest.mark.parametrize(("count", "random"), [(16, False), (40, True), (100, False)])
def test_without_a_penalty_every_degree_agrees_with_a_fit_in_legendre_polynomials(count, random):
    """Up to degree 15 and to as many weights as points; relative to the largest height, which is large for such fits."""
    sets = draw(SINE, count, 0.3, random, 1, 4)
    weights = fit_degrees(sets.x, sets.y, 0.0)
    for k in range(4):
        for degree in range(TOP + 1):
            theirs = np.polynomial.Legendre.fit(sets.x[k], sets.y[k], degree, domain=[-1, 1])(NODES)
            ours = heights(weights[k, degree], NODES)
            np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-6 * np.abs(theirs).max())


def test_more_weights_than_points_give_the_shortest_fit():
    sets = draw(SINE, 5, 0.3, True, 0, 6)
    weights = fit_degrees(sets.x, sets.y, 0.0)
    for k in range(6):
        for degree in range(TOP + 1):
            np.testing.assert_allclose(weights[k, degree, : degree + 1], fit(sets.x[k], sets.y[k], degree), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("random", [False, True])
def test_bias_and_variance_add_up_to_the_mean_squared_distance_from_the_truth(random):
    """Over all data sets the mean of (f̂ − f)² is (f̄ − f)² + the mean of (f̂ − f̄)²; over 500, to within 3.9 standard errors."""
    sets = draw(SINE, 20, 0.3, random, 0)
    found, weights = over_degrees(SINE, 0.3, sets, 1e-3), fit_degrees(sets.x, sets.y, 1e-3)
    real, mean = SINE.curve(NODES), heights(found.mean, NODES)
    apart = 2 * ((heights(weights, NODES) - mean) * (mean - real)) @ SHARES  # what the mean would take away
    distance = (((heights(weights, NODES) - real) ** 2) @ SHARES).mean(0)
    np.testing.assert_allclose(found.bias + found.variance + apart.mean(0), distance, rtol=1e-10)
    assert (np.abs(found.bias + found.variance - distance) < 3.9 * apart.std(0) / np.sqrt(MOST)).all()


@pytest.mark.parametrize(("count", "strength"), [(10, 0.0), (20, 0.0), (20, 1e-3)])
def test_the_bias_over_the_same_x_is_the_fit_to_the_truth_itself_whatever_the_noise_and_however_few_the_data_sets(count, strength):
    """As the mean of H y is H f, whose fit is NumPy's in Legendre polynomials, or scikit-learn's Ridge."""
    x = evenly(count)
    for sets, sigma in ((2, 2.0), (MOST, 0.3)):
        drawn = draw(SINE, count, sigma, False, 0, sets)
        found = over_degrees(SINE, sigma, drawn, strength)
        for degree in (3, 6, 9):
            if strength:
                ridge = Ridge(alpha=count * strength, solver="svd").fit(powers(x, degree)[:, 1:], SINE.curve(x))
                mean = ridge.predict(powers(NODES, degree)[:, 1:])
            else:
                mean = np.polynomial.Legendre.fit(x, SINE.curve(x), degree, domain=[-1, 1])(NODES)
            assert found.bias[degree] == pytest.approx((mean - SINE.curve(NODES)) ** 2 @ SHARES, rel=1e-6)
        assert over_strengths(SINE, sigma, drawn, 9, [strength]).bias[0] == pytest.approx(found.bias[9], rel=1e-6)


@pytest.mark.parametrize(("count", "random", "strength"), [(10, False, 0.0), (30, False, 1e-3), (30, True, 1e-3)])
def test_the_sum_agrees_with_the_error_measured_on_fresh_noisy_points(count, random, strength):
    """A z-test at each degree: 3.9 standard errors are passed by chance once in 10 000; the seed is fixed."""
    for truth in TRUTHS:
        found = over_degrees(truth, 0.3, draw(truth, count, 0.3, random, 7), strength)
        assert (np.abs(found.measured - found.total) < 3.9 * found.deviation).all(), truth.name


def test_a_wrong_noise_would_be_noticed():
    """The z-test above is no formality: with σ = 0.33 in the sum for 0.3 in the data it fails by far."""
    found = over_degrees(SINE, 0.33, draw(SINE, 30, 0.3, False, 7), 1e-3)
    assert (np.abs(found.measured - found.total) / found.deviation)[3:].min() > 10


def test_the_variance_over_the_same_x_is_the_closed_form():
    """Least squares at fixed x: the variance at x is σ² φ(x)ᵀ (XᵀX)⁻¹ φ(x), with 500 data sets to within 5 √(2/500)."""
    count, sigma, degree = 20, 0.3, 6
    found = over_degrees(SINE, sigma, draw(SINE, count, sigma, False, 3), 0.0)
    X, at = powers(evenly(count), degree), powers(NODES, degree)
    exact = sigma**2 * (at @ np.linalg.inv(X.T @ X) * at).sum(1) @ SHARES
    assert found.variance[degree] == pytest.approx(exact, rel=5 * np.sqrt(2 / MOST))


def test_a_line_fitted_to_a_line_has_no_bias_and_without_noise_no_error():
    assert over_degrees(LINE, 0.3, draw(LINE, 20, 0.3, True, 0), 0.0).bias[1:].max() < 1e-15  # rounding, where points nearly meet
    quiet = over_degrees(LINE, 0.0, draw(LINE, 20, 0.0, False, 0), 0.0)
    assert not quiet.measured[1:].any()
    assert quiet.total.argmin() == 1
    found = over_degrees(LINE, 0.3, draw(LINE, 20, 0.3, False, 0), 0.0)
    assert not found.bias[1:].any()
    assert found.bias[0] == pytest.approx(0.64 / 3, rel=0.01)  # the mean square of 0.8 x


def test_over_lambda_it_is_the_same_as_over_degree_where_both_meet():
    sets = draw(SINE, 15, 0.3, True, 2, 60)
    strengths = over_strengths(SINE, 0.3, sets, 7, [0.0, 1e-4, 0.1])
    for k, strength in enumerate([0.0, 1e-4, 0.1]):
        degrees = over_degrees(SINE, 0.3, sets, strength)
        for part in ("bias", "variance", "measured", "typical"):
            assert getattr(strengths, part)[k] == pytest.approx(getattr(degrees, part)[7], rel=1e-6)


def test_without_a_penalty_both_ways_agree_however_wildly_the_curves_swing():
    sets = draw(SINE, 16, 2.0, True, 0)
    degrees, strengths = over_degrees(SINE, 2.0, sets, 0.0), over_strengths(SINE, 2.0, sets, 15, [0.0])
    assert strengths.variance[0] == pytest.approx(degrees.variance[15], rel=1e-9)
    assert degrees.variance[15] > 1e20


def test_random_x_explode_at_a_high_degree_and_few_data_sets_make_the_variance():
    found = over_degrees(SINE, 0.3, draw(SINE, 20, 0.3, True, 0), 0.0)
    assert found.few[9] == 1
    assert found.variance[9] > 1e3 * found.typical[9]
    even = over_degrees(SINE, 0.3, draw(SINE, 20, 0.3, False, 0), 0.0)
    assert even.variance[9] < 0.1
    assert even.few[9] > 100


def test_more_data_sets_are_added_to_those_there_are():
    few, many = draw(SINE, 10, 0.3, True, 0, 5), draw(SINE, 10, 0.3, True, 0, 50)
    np.testing.assert_array_equal(many.y[:5], few.y)
    np.testing.assert_array_equal(many.test_y[:5], few.test_y)
    np.testing.assert_allclose(fit_degrees(many.x, many.y, 1e-3)[:5], fit_degrees(few.x, few.y, 1e-3), rtol=1e-9)


def test_the_nodes_give_the_mean_over_x_from_minus_1_to_1():
    """The mean of x³⁰ is 1/31; the fresh points hit every part of the axis once."""
    assert pytest.approx(1 / 31, rel=1e-12) == NODES**30 @ SHARES
    x = draw(SINE, 10, 0.3, True, 0, 5).powers[:, 1]
    np.testing.assert_array_equal(np.floor((x + 1) / 2 * FRESH), np.tile(np.arange(FRESH), (5, 1)))
