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
