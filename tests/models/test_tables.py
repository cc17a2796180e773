"""Tables made from a seed: what they are made with is what they hold."""

import numpy as np
import pytest

from models.tables import DIABETES, FEATURES, WEIGHTS, made


def test_the_diabetes_data_are_scikit_learns():
    from sklearn.datasets import load_diabetes

    there = load_diabetes(scaled=False)
    np.testing.assert_array_equal(DIABETES.X, there.data)
    np.testing.assert_array_equal(DIABETES.y, there.target)


@pytest.mark.parametrize("matter", [0, 3, 10])
def test_without_noise_least_squares_finds_the_truth(matter):
    table = made(60, matter, 0.0, 0.5, seed=3)
    found = np.linalg.lstsq(table.X, table.y, rcond=None)[0]
    np.testing.assert_allclose(found, table.truth, atol=1e-10)
    np.testing.assert_array_equal(table.truth, np.where(np.arange(FEATURES) < matter, WEIGHTS, 0))


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.999])
def test_any_two_features_have_the_correlation_asked_for(correlation):
    """A sample correlation of n rows has a standard error of (1 − ρ²)/√n."""
    together = np.mean([np.corrcoef(made(400, 3, 1.0, correlation, seed).X.T)[0, 1] for seed in range(25)])
    assert together == pytest.approx(correlation, abs=4 * (1 - correlation**2) / np.sqrt(10_000) + 1e-3)


def test_noise_has_the_size_asked_for():
    """A standard deviation from n numbers has a standard error of σ/√(2n)."""
    off = np.concatenate([(t := made(400, 3, 20.0, 0.0, seed)).y - t.X @ t.truth for seed in range(25)])
    assert off.std() == pytest.approx(20, abs=4 * 20 / np.sqrt(2 * 10_000))


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ((4, 3, 1, 0, 0), "made.rows = 4"),
        ((60, 11, 1, 0, 0), "made.matter = 11"),
        ((60, 3, -1, 0, 0), "noise = −1"),
        ((60, 3, 1, 1, 0), "correlation = 1"),
    ],
)
def test_numbers_out_of_range_are_refused_by_name(numbers, named):
    with pytest.raises(ValueError, match=named):
        made(*numbers)
