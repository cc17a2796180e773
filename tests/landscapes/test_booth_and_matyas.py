"""The two mild bowls have the published curvature."""

import jax
import numpy as np
import pytest

from landscapes import landscape


def hessian(name):
    land = landscape(name)
    return np.asarray(jax.hessian(lambda q: land.loss(q[0], q[1]))(np.array([0.7, -2.1])))  # the same everywhere


def test_booths_curvature_is_10_8_8_10():
    assert hessian("Booth") == pytest.approx(np.array([[10, 8], [8, 10]]), rel=1e-14)  # surfaces.md


@pytest.mark.parametrize(("name", "kappa"), [("Booth", 9), ("Matyas", 25)])  # surfaces.md
def test_the_condition_number_is_the_published_one(name, kappa):
    assert np.linalg.cond(hessian(name)) == pytest.approx(kappa, rel=1e-12)
