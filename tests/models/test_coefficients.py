"""Coefficient paths on a split, judged by scikit-learn's own fits of the same rows."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge, enet_path
from sklearn.preprocessing import StandardScaler

from landscapes.penalties import penalty
from models.coefficients import fit_paths
from models.split import split
from models.tables import DIABETES, Table, made

TIGHT = {"tol": 1e-13, "max_iter": 2_000_000}
STRENGTHS = [0.001, 0.01, 0.1, 1.0, 10.0]  # the lecture's
MADE = made(60, 3, 20.0, 0.9, seed=1)
FITS = {
    "L1": (None, lambda strength, rows: Lasso(alpha=strength, **TIGHT)),
    "L2": (None, lambda strength, rows: Ridge(alpha=rows * strength, solver="svd")),
    "Elastic net": (0.3, lambda strength, rows: ElasticNet(alpha=strength, l1_ratio=0.3, **TIGHT)),
}


def judged(table, training, validation, name, strength):
    """scikit-learn's coefficients of the standardised features, and both its errors: with its own scaler and its own intercept."""
    scaler = StandardScaler().fit(table.X[training])
    fit = FITS[name][1](strength, len(training)) if strength else LinearRegression()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fit.fit(scaler.transform(table.X[training]), table.y[training])
    errors = [((table.y[rows] - fit.predict(scaler.transform(table.X[rows]))) ** 2).mean() for rows in (training, validation)]
    return fit.coef_, *errors


@pytest.mark.parametrize("name", FITS)
@pytest.mark.parametrize("table", [DIABETES, MADE], ids=["diabetes", "made"])
def test_coefficients_and_errors_are_scikit_learns_on_the_same_split(name, table):
    training, validation = split(len(table.y), 0.3, seed=0)
    lambdas = [0.0, *STRENGTHS]
    paths = fit_paths(table, training, validation, penalty(name), FITS[name][0], lambdas)
    for k, strength in enumerate(lambdas):
        coefficients, trained, kept = judged(table, training, validation, name, strength)
        np.testing.assert_allclose(paths.weights[k], coefficients, atol=1e-6)
        assert paths.training[k] == pytest.approx(trained, rel=1e-6)
        assert paths.validation[k] == pytest.approx(kept, rel=1e-6)
        if strength and name != "L2":
            np.testing.assert_array_equal(paths.weights[k] == 0, coefficients == 0)


def test_the_whole_path_is_scikit_learns_enet_path():
    training, validation = split(442, 0.3, seed=0)
    lambdas = np.geomspace(0.05, 60, 40)
    paths = fit_paths(DIABETES, training, validation, penalty("Elastic net"), 0.7, lambdas)
    X = StandardScaler().fit_transform(DIABETES.X[training])
    y = DIABETES.y[training] - DIABETES.y[training].mean()
    _, there, _ = enet_path(X, y, l1_ratio=0.7, alphas=lambdas, tol=1e-12, max_iter=200_000)
    np.testing.assert_allclose(paths.weights[::-1], there.T, atol=1e-6)  # theirs begins with the strongest


@pytest.mark.parametrize("name", FITS)
def test_the_best_strength_is_the_one_that_a_grid_search_with_scikit_learn_finds(name):
    training, validation = split(442, 0.3, seed=3)
    lambdas = np.geomspace(0.01, 30, 15)
    paths = fit_paths(DIABETES, training, validation, penalty(name), FITS[name][0], lambdas)
    errors = [judged(DIABETES, training, validation, name, strength)[2] for strength in lambdas]
    assert paths.best == int(np.argmin(errors))
    assert 0 < paths.best < len(lambdas) - 1  # or the search would say nothing


def test_where_every_coefficient_is_0_the_best_strength_is_the_first_such():
    """From λmax = max |x_jᵀy|/N on all errors are alike; on noise that is the best there is."""
    noise = made(60, 0, 20.0, 0.0, seed=2)
    training, validation = split(60, 0.3, 0)
    paths = fit_paths(noise, training, validation, penalty("L1"), None, [0.0, 1.0, 50.0, 100.0])
    assert paths.best == 2
    X, y = StandardScaler().fit_transform(noise.X[training]), noise.y[training]
    assert paths.best_strength == pytest.approx(np.abs(X.T @ (y - y.mean())).max() / len(y), rel=2e-3)


def test_without_noise_least_squares_makes_no_error_at_all():
    exact = made(60, 3, 0.0, 0.0, seed=0)
    paths = fit_paths(exact, *split(60, 0.3, 0), penalty("L1"), None, [0.0, 1e-4])
    assert paths.training[0] == paths.validation[0] == 0 < min(paths.training[1], paths.validation[1])


@pytest.mark.parametrize(("seed", "best", "gain"), [(5, 0, 0), (68, 6.3, None), (94, None, 8.2)])
def test_the_best_strength_wanders_with_the_split_as_the_lesson_says(seed, best, gain):
    """A scan of the seeds 0 to 99: these are the ends of the best λ, and the largest gain in per cent."""
    paths = fit_paths(DIABETES, *split(442, 0.3, seed), penalty("L1"), None, [0.0, *np.logspace(-2, 1.5, 71)])
    if best is not None:
        assert paths.best_strength == pytest.approx(best, rel=0.01)
    if gain is not None:
        assert 100 * (1 - paths.validation[paths.best] / paths.validation[0]) == pytest.approx(gain, abs=0.1)


@pytest.mark.parametrize("name", ["L1", "Elastic net"])
def test_a_coefficient_is_0_from_where_it_leaves_on_and_not_just_before(name):
    training, validation = split(442, 0.3, seed=0)
    mix = FITS[name][0]
    paths = fit_paths(DIABETES, training, validation, penalty(name), mix, [0.0, *np.geomspace(1e-3, 200, 107)])
    for j, at in enumerate(paths.leaves):
        beside = fit_paths(DIABETES, training, validation, penalty(name), mix, [at * (1 - 2e-4), at, at * 1.5, at * 4])
        np.testing.assert_array_equal(beside.weights[:, j] != 0, [True, False, False, False])


def test_the_last_coefficient_leaves_at_the_largest_slope_at_0():
    """Closed form: w = 0 as long as |x_jᵀy|/N ≤ λ for every j."""
    training, validation = split(442, 0.3, seed=0)
    paths = fit_paths(DIABETES, training, validation, penalty("L1"), None, [0.0, *np.geomspace(1e-3, 100, 101)])
    X, y = StandardScaler().fit_transform(DIABETES.X[training]), DIABETES.y[training]
    assert paths.leaves.max() == pytest.approx(np.abs(X.T @ (y - y.mean())).max() / len(y), rel=1e-4)


def test_under_ridge_no_coefficient_ever_leaves():
    paths = fit_paths(DIABETES, *split(442, 0.3, 0), penalty("L2"), None, [0.0, 1.0, 100.0])
    assert np.isinf(paths.leaves).all()
    assert (paths.nonzero == 10).all()


def test_the_truth_is_given_in_the_units_of_the_coefficients():
    """Without noise least squares is the truth, whatever the features' spread."""
    exact = made(60, 4, 0.0, 0.3, seed=5)
    paths = fit_paths(exact, *split(60, 0.3, 0), penalty("L2"), None, [0.0])
    np.testing.assert_allclose(paths.weights[0], paths.truth, atol=1e-9)


def test_with_fewer_rows_than_features_the_shortest_least_squares_is_taken():
    """Closed form: the pseudo-inverse's answer, which fits every training row."""
    few = made(12, 3, 20.0, 0.0, seed=0)
    training, validation = split(12, 0.3, 0)
    paths = fit_paths(few, training, validation, penalty("L1"), None, [0.0, 0.001])
    X = StandardScaler().fit_transform(few.X[training])
    y = few.y[training] - few.y[training].mean()
    np.testing.assert_allclose(paths.weights[0], np.linalg.pinv(X) @ y, atol=1e-8)
    assert paths.training[0] == pytest.approx(0, abs=1e-16 * (y**2).mean() * 1e3)
    leaving_at_once = (paths.weights[0] != 0) & (paths.weights[1] == 0)
    assert leaving_at_once.any()
    assert (paths.leaves[leaving_at_once] == 0.001).all()


def test_a_feature_that_never_varies_keeps_the_coefficient_0():
    X = np.column_stack([DIABETES.X[:, 2], np.full(442, 7.3)])
    paths = fit_paths(Table(("body mass", "constant"), X, DIABETES.y), *split(442, 0.3, 0), penalty("L2"), None, [0.0, 1.0])
    assert paths.flat.tolist() == [False, True]
    assert (paths.weights[:, 1] == 0).all()
    assert np.isfinite(paths.validation).all()


def test_equal_targets_leave_every_coefficient_at_0():
    paths = fit_paths(Table(DIABETES.names, DIABETES.X, np.full(442, 0.1)), *split(442, 0.3, 0), penalty("L1"), None, [0.0, 1.0])
    assert paths.still
    np.testing.assert_allclose(paths.weights, 0, atol=1e-12)


def test_without_validation_rows_no_strength_is_best_and_without_training_rows_there_is_no_fit():
    paths = fit_paths(DIABETES, *split(442, 0.0, 0), penalty("L1"), None, [0.0, 1.0])
    assert paths.best is None
    assert np.isnan(paths.validation).all()
    with pytest.raises(ValueError, match="training rows = 0"):
        fit_paths(DIABETES, *split(442, 1.0, 0), penalty("L1"), None, [0.0])
