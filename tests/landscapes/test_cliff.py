"""surfaces.md on the cliff: gentle slope, steep wall, floor; clipping saves what the wall throws out."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

CLIFF = landscape("Cliff")


def test_the_walls_gradient_is_100_times_the_floors(evaluate, grid):
    numbers = CLIFF.numbers()
    (top,) = np.linalg.norm(evaluate(CLIFF, numbers, (0, 0))[1], axis=1)
    points = grid(CLIFF)
    floor = points[points[:, 0] >= 0.5]  # ten wall widths beyond the edge
    assert top >= 100 * np.linalg.norm(evaluate(CLIFF, numbers, floor)[1], axis=1).max()


def outside(theta):
    (x0, x1), (y0, y1) = CLIFF.window
    return (theta[..., 0] < x0) | (theta[..., 0] > x1) | (theta[..., 1] < y0) | (theta[..., 1] > y1)


def test_plain_descent_is_thrown_out_of_the_window():
    paths = descend(CLIFF, [Run("SGD")], steps=CLIFF.steps)
    assert outside(paths.theta[0]).any()


def test_clipping_to_norm_1_reaches_the_minimum():
    paths = descend(CLIFF, [Run("SGD")], steps=CLIFF.steps, clip=1.0)
    assert not outside(paths.theta[0]).any()
    assert paths.loss[0, -1] <= 1e-3  # the minimum is 0; 1e-3 is what a race's report calls reached


@pytest.mark.parametrize("steepness", [1.0, 1.3, 2.0, 3.0, 5.0, 20.0, 75.0, 200.0])
def test_there_is_one_minimum_and_it_is_the_declared_one(steepness):
    # ∂f/∂y = y/10 vanishes at y = 0 alone; along y = 0 the slope changes sign once, at the declared point.
    def slope(x):
        return 0.1 * (x - 1.5) - 2 * steepness / np.cosh(np.minimum(steepness * np.abs(x), 350)) ** 2

    ((x, y),) = CLIFF.minima(steepness)
    assert y == 0
    assert slope(x - 1e-9) < 0 < slope(x + 1e-9)
    along = np.linspace(-20, 20, 40_001)
    assert (np.diff(np.sign(slope(along))) != 0).sum() == 1


@pytest.mark.parametrize("steepness", [1.0, 20.0, 200.0])
def test_the_loss_is_bounded_below_by_zero(steepness, evaluate, grid):
    assert evaluate(CLIFF, (steepness,), 10 * grid(CLIFF))[0].min() >= 0
