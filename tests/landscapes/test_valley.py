"""κ is the ratio of the curvatures, the angle is where the floor runs."""

import jax
import numpy as np
import pytest

from landscapes import landscape

VALLEY = landscape("Narrow valley")


def hessian(kappa, angle):
    return np.asarray(jax.hessian(lambda q: VALLEY.loss(q[0], q[1], kappa, angle))(np.zeros(2)))


@pytest.mark.parametrize("angle", [0.0, 17.0, 45.0, 73.5, 90.0])
@pytest.mark.parametrize("kappa", [1.0, 9.0, 100.0, 10_000.0])
def test_the_curvatures_are_1_and_kappa_at_any_angle(kappa, angle):
    assert np.linalg.eigvalsh(hessian(kappa, angle)) == pytest.approx([1, kappa], rel=1e-11)


@pytest.mark.parametrize("angle", [0.0, 17.0, 45.0, 73.5, 90.0])
def test_the_floor_runs_along_the_angle(angle):
    along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    assert hessian(100.0, angle) @ along == pytest.approx(along, rel=1e-12, abs=1e-12)  # eigenvalue 1


def test_kappa_100_at_angle_0_is_the_lectures_valley():
    x, y = np.random.default_rng(0).uniform(-4, 4, (2, 20))
    assert np.asarray(VALLEY.loss(x, y, 100.0, 0.0)) == pytest.approx(0.5 * x**2 + 50 * y**2, rel=1e-14)  # lecture.md 3


def test_kappa_1_is_a_round_bowl_at_every_angle():
    assert hessian(1.0, 33.0) == pytest.approx(np.eye(2), abs=1e-14)
