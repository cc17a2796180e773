"""Two instruments: the measurements written out one by one, SciPy's minima, and how sharp each is."""

import math

import jax
import numpy as np
import pytest
from scipy.optimize import minimize

from landscapes import landscape
from landscapes.data.two_instruments import PLACES, REACH

SURFACE = landscape("Two instruments")


def measurements():
    """Place and reach of each, as surfaces.md says, by Python's own math."""
    found = []
    for count, centre, reach in ((35, -1.0, 0.25), (65, 1.0, 1.0)):
        for k in range(count):
            away, angle = reach / 2 * math.sqrt(-2 * math.log(1 - (k + 0.5) / count)), (k + 0.5) * math.pi * (3 - math.sqrt(5))
            found.append((centre + away * math.cos(angle), away * math.sin(angle), reach))
    return found


def by_hand(x, y):
    return sum(0.5 * ((x - p) ** 2 + (y - q) ** 2) / (s**2 + (x - p) ** 2 + (y - q) ** 2) for p, q, s in measurements()) / 100


def hessian(point, h=1e-4):
    """By central differences of the loss by hand."""
    (x, y), a = point, np.array([[h, 0], [0, h]])
    return np.array(
        [
            [
                sum(si * sj * by_hand(*(np.array([x, y]) + si * a[i] + sj * a[j])) for si in (1, -1) for sj in (1, -1)) / (4 * h * h)
                for j in (0, 1)
            ]
            for i in (0, 1)
        ]
    )


def test_the_measurements_are_those_of_the_table():
    assert np.column_stack([PLACES, REACH]) == pytest.approx(np.array(measurements()), rel=1e-12, abs=1e-12)


def test_the_loss_is_the_mean_of_every_measurements_own():
    for x, y in np.random.default_rng(0).uniform(-3, 3, (20, 2)):
        assert float(SURFACE.loss(x, y)) == pytest.approx(by_hand(x, y), rel=1e-12)
        one = [float(SURFACE.batch_loss(x, y, weights)) for weights in np.eye(100)[:5]]
        assert one == pytest.approx([0.5 * (d := (x - p) ** 2 + (y - q) ** 2) / (s**2 + d) for p, q, s in measurements()[:5]], rel=1e-12)
    assert float(SURFACE.loss(1e6, 0.0)) == pytest.approx(0.5, abs=1e-11)


def test_scipy_finds_the_same_two_minima_and_the_first_is_the_flat_and_deep_one():
    flat, sharp = SURFACE.minima()
    for start, listed in (((1.4, 0.5), flat), ((-1.1, 0.1), sharp)):
        judged = minimize(lambda q: by_hand(*q), start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-16})
        assert judged.x == pytest.approx(listed, abs=1e-7)
    assert by_hand(*flat) < by_hand(*sharp)


def test_the_sharp_minimum_is_more_than_eight_times_as_sharp():
    sharpness = [np.linalg.eigvalsh(hessian(point))[-1] for point in SURFACE.minima()]
    ours = [
        np.linalg.eigvalsh(np.asarray(jax.hessian(lambda q: SURFACE.loss(q[0], q[1]))(np.array(point))))[-1] for point in SURFACE.minima()
    ]
    assert sharpness == pytest.approx(ours, rel=1e-5)
    assert sharpness == pytest.approx([0.219, 1.875], abs=5e-4)
