"""Draw x at random, keep it when f is lower (lecture.md 1)."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from optimizers.engine import evenly


def test_it_keeps_the_best_of_what_was_drawn(land, verified):
    paths = descend(land, [Run("Random search", lr=1.0)], steps=200, seed=3)
    drawn = evenly(land, 200, seed=3)
    values = np.asarray(land.loss(drawn[:, 0], drawn[:, 1], *land.numbers()))
    best = np.minimum.accumulate([paths.loss[0, 0], *values])
    difference = np.abs(paths.loss[0] - best).max() / max(1, np.abs(best).max())
    assert difference <= 1e-12
    verified("rules", "Random search", "NumPy's running minimum", difference, "loss over 200 tries, relative")


def test_the_loss_never_rises(land):
    assert (np.diff(descend(land, [Run("Random search")], steps=300).loss[0]) <= 0).all()


def test_a_point_that_is_no_lower_is_not_taken(surface):
    paths = descend(surface(lambda x, y: 0 * x), [Run("Random search")], steps=20)
    assert (paths.theta == paths.theta[:, :1]).all()


def test_points_are_drawn_evenly_from_the_window():
    land = landscape("Rosenbrock")
    points = evenly(land, 20_000, seed=0)
    (x0, x1), (y0, y1) = land.window
    assert points.min(0) == pytest.approx([x0, y0], abs=1e-3)
    assert points.max(0) == pytest.approx([x1, y1], abs=1e-3)
    assert points.mean(0) == pytest.approx([0, 1], abs=4 * (x1 - x0) / np.sqrt(12 * 20_000))  # four standard errors
    assert np.abs(np.corrcoef(points.T)[0, 1]) < 4 / np.sqrt(20_000)


def test_less_reach_stays_near_the_best():
    moves = []
    for reach in (1.0, 0.1):
        theta = descend("Round bowl", [Run("Random search", lr=reach)], steps=200).theta[0]
        moves.append(np.abs(np.diff(theta, axis=0)).max())
    assert moves[1] <= 0.1 * 8  # a tenth of the way to any point of a window 8 wide
    assert moves[0] > moves[1]


def test_it_asks_for_no_gradient():
    paths = descend("Rosenbrock", [Run("Random search")], steps=50)
    assert np.isnan(paths.grad).all()
    assert (paths.costs["gradient"] == 0).all()
