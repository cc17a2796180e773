"""Points drawn from a truth: seeded, and steady when one number changes."""

import numpy as np
import pytest

from models.points import MOST, TESTED, drawn, test_set
from models.truths import TRUTHS

test_set.__test__ = False  # not pytest's
SINE = TRUTHS[0]


def test_a_seed_gives_the_same_points_again_and_another_seed_others():
    first, again, other = drawn(SINE, 10, 5, 0.3, 1), drawn(SINE, 10, 5, 0.3, 1), drawn(SINE, 10, 5, 0.3, 2)
    np.testing.assert_array_equal(first.y, again.y)
    assert not np.isclose(first.y, other.y).any()


def test_even_points_reach_from_end_to_end():
    np.testing.assert_allclose(drawn(SINE, 5, 0, 0.0, 0).x, [-1, -0.5, 0, 0.5, 1])
    assert drawn(SINE, 1, 0, 0.0, 0).x == [0.0]


def test_more_random_points_are_added_to_those_there_are():
    few, many = drawn(SINE, 10, 5, 0.3, 0, random=True), drawn(SINE, 60, 50, 0.3, 0, random=True)
    np.testing.assert_array_equal(many.x[:10], few.x)
    np.testing.assert_array_equal(many.y[:10], few.y)
    np.testing.assert_array_equal(many.held_y[:5], few.held_y)


def test_noise_is_the_same_noise_stretched():
    still, once, twice = (drawn(SINE, 10, 5, sigma, 0) for sigma in (0.0, 0.5, 1.0))
    np.testing.assert_allclose(twice.y - still.y, 2 * (once.y - still.y))
    np.testing.assert_allclose(still.y, np.sin(np.pi * still.x))


def test_training_validation_and_test_points_have_nothing_in_common():
    points, (x, y) = drawn(SINE, 100, 100, 0.3, 0, random=True), test_set(SINE, 0.3, 0)
    assert len(x) == len(y) == TESTED <= MOST
    assert len({*points.x, *points.held_x, *x}) == 200 + TESTED


def test_the_noise_has_the_deviation_that_was_asked_for():
    """200 values: the sample's deviation is within 4 · σ/√400 of σ."""
    x, y = test_set(SINE, 0.5, 3)
    assert (y - SINE.curve(x)).std() == pytest.approx(0.5, abs=4 * 0.5 / 20)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_every_truth_keeps_within_the_picture(truth):
    x = np.linspace(-1, 1, 201)
    assert truth.curve(x).shape == x.shape
    assert np.abs(truth.curve(x)).max() <= 1


def test_random_points_fill_x_from_minus_1_to_1_and_go_no_further():
    """100 of them: chance leaves a tenth of the line empty once in 40 000."""
    points, (x, _) = drawn(SINE, 100, 100, 0.3, 0, random=True), test_set(SINE, 0.3, 0)
    for places in (points.x, points.held_x, x):
        assert np.histogram(places, 10, (-1, 1))[0].min() >= 1
        assert (np.abs(places) <= 1).all()
    assert len(x) == 200


# By hand from each formula: sin(π/2) = 1, 1/(1 + 25 · 0.2²) = ½, 1/(1 + 25) = 1/26.
CURVES = {
    "Sine": {0.0: 0.0, 0.5: 1.0, -0.5: -1.0, 1.0: 0.0},
    "Line": {0.5: 0.4, -1.0: -0.8},
    "Bump": {0.0: 1.0, 0.2: 0.5, -0.2: 0.5, 1.0: 1 / 26},
    "Step": {-1.0: -1.0, -0.01: -1.0, 0.01: 1.0, 0.0: 0.0},
}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_every_truth_is_its_formula(truth):
    known = CURVES[truth.name]
    np.testing.assert_allclose(truth.curve(np.array(list(known))), list(known.values()), atol=1e-15)
