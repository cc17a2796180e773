"""Training and validation errors along degree and λ."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from models.errors import over_degrees, over_strengths, told
from models.own_points import read, together
from models.points import drawn
from models.polynomial import TOP
from models.truths import TRUTHS

POINTS = drawn(TRUTHS[0], 20, 25, 0.3, 0)
STRENGTHS = np.geomspace(1e-6, 10, 15)


def theirs(degree: int, strength: float) -> tuple[float, float]:
    """Training and validation error by scikit-learn alone."""
    model = make_pipeline(PolynomialFeatures(degree, include_bias=degree == 0), Ridge(alpha=20 * strength, solver="svd"))
    model.fit(POINTS.x[:, None], POINTS.y)
    return tuple(mean_squared_error(y, model.predict(x[:, None])) for x, y in ((POINTS.x, POINTS.y), (POINTS.held_x, POINTS.held_y)))


def test_the_errors_over_degree_and_their_best_are_scikit_learns():
    ours, judged = over_degrees(POINTS, 1e-4), np.array([theirs(degree, 1e-4) for degree in range(TOP + 1)])
    np.testing.assert_allclose(ours.training, judged[:, 0], rtol=1e-6)
    np.testing.assert_allclose(ours.validation, judged[:, 1], rtol=1e-6)
    assert ours.best == judged[:, 1].argmin()


def test_the_errors_over_lambda_and_the_best_lambda_are_scikit_learns():
    ours, judged = over_strengths(POINTS, 12, STRENGTHS), np.array([theirs(12, strength) for strength in STRENGTHS])
    np.testing.assert_allclose(ours.training, judged[:, 0], rtol=1e-6)
    np.testing.assert_allclose(ours.validation, judged[:, 1], rtol=1e-6)
    assert ours.best == judged[:, 1].argmin()


def test_a_higher_degree_never_raises_the_training_error():
    training = over_degrees(POINTS, 0.0).training
    assert (np.diff(training) <= 1e-12).all()


def test_a_higher_lambda_never_lowers_the_training_error():
    assert (np.diff(over_strengths(POINTS, 12, [0.0, *STRENGTHS]).training) >= 0).all()


@pytest.mark.parametrize("text", ["0:1,0.5:2", ""])
def test_without_validation_points_there_is_no_best(text):
    errors = over_degrees(together(read(text)), 0.0)
    assert errors.best is None
    assert np.isnan(errors.validation).all()


def test_only_rounding_counts_as_no_error():
    """A squared error of 1e-20 of the heights' mean square, 1e-10 of a height, is what a double leaves; more is an error."""
    assert told(np.array([0.0, 1e-21, 1e-19, 0.3]), 1.0).tolist() == [0, 0, 1e-19, 0.3]
    assert told(np.array([1e-19, 1e-17]), 100.0).tolist() == [0, 1e-17]
    assert told(np.float64(0.0), 1.0) == 0


def test_the_errors_of_all_sixteen_degrees_are_told():
    assert over_degrees(POINTS, 0.1).along.tolist() == list(range(16))
