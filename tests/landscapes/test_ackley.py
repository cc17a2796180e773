"""Ackley's centre is a kink: loss, slope and curvature stay finite there and beside it."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

ACKLEY = landscape("Ackley")


def test_at_the_kink_the_loss_is_0_and_the_gradient_is_0(evaluate):
    loss, gradient = evaluate(ACKLEY, (), (0, 0))
    assert loss[0] == pytest.approx(0, abs=1e-14)
    assert gradient[0].tolist() == [0, 0]  # surfaces.md: finite, use 0


def test_at_the_kink_the_curvature_is_finite():
    assert np.isfinite(jax.hessian(lambda q: ACKLEY.loss(q[0], q[1]))(np.zeros(2))).all()


@pytest.mark.parametrize("distance", [1e-3, 1e-9, 1e-150, 1e-200, 5e-324])
def test_beside_the_kink_loss_and_gradient_are_finite(distance, evaluate):
    loss, gradient = evaluate(ACKLEY, (), [(distance, 0), (0, -distance), (distance, distance)])
    assert np.isfinite(loss).all()
    assert np.isfinite(gradient).all()


def test_it_is_a_kink(evaluate):
    # Beside 0 the root alone counts: f ≈ 4·√(x²/2), so the slope along x jumps from −4/√2 to 4/√2.
    _, gradient = evaluate(ACKLEY, (), [(1e-9, 0), (-1e-9, 0)])
    assert gradient[:, 0] == pytest.approx([4 / np.sqrt(2), -4 / np.sqrt(2)], rel=1e-6)


def test_plain_descent_is_caught_in_the_first_dent_and_momentum_rolls_on():
    paths = descend(ACKLEY, [Run("SGD"), Run("Momentum")], steps=ACKLEY.steps)
    start = np.array(next(iter(ACKLEY.starts.values())))
    assert np.linalg.norm(paths.theta[0, -1] - start) < 1  # the dents are 1 apart
    assert np.linalg.norm(paths.theta[1, -1]) < 0.5
