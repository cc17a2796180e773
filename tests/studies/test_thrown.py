"""Thrown off, held against the engine and against a plain loop whose slopes are by hand."""

from math import cosh, hypot, tanh

import numpy as np
import pytest

from optimizers import Run, descend
from studies.thrown import FAR, LAND, NEAR, NORM, RAW, THRESHOLDS, VALUE, WAYS, cut, throw, turned


def slope(x, y, s):
    """By hand: the bowl's, and the wall's −2s/cosh²(sx)."""
    return 0.1 * (x - 1.5) - 2 * s / cosh(min(abs(s * x), 300)) ** 2, 0.1 * y


def above(x, y, s):
    (at,) = LAND.minima(s)
    height = lambda x, y: 0.05 * ((x - 1.5) ** 2 + y**2) + 2 * (1 - tanh(s * x))  # noqa: E731
    return height(x, y) - height(*at)


def walked(start, rate, way, limit, steps, s):
    x, y = start
    points = [(x, y)]
    for _ in range(steps):
        gx, gy = slope(x, y, s)
        if way == NORM and (length := hypot(gx, gy)) > limit:
            gx, gy = gx * limit / length, gy * limit / length
        if way == VALUE:
            gx, gy = (min(max(g, -limit), limit) for g in (gx, gy))
        x, y = x - rate * gx, y - rate * gy
        points.append((x, y))
    return np.array(points)


@pytest.mark.parametrize("start", [(-2.5, 2), (-0.1, -1), (2.5, -2)])
def test_without_clipping_and_by_norm_the_runs_are_the_engines(start):
    found = throw(start, 0.5, 0.3, 0.2, 60, {"steepness": 20.0})
    for i, clip in enumerate((None, 0.3)):
        paths = descend("Cliff", [Run("SGD", start=start, lr=0.5)], steps=60, clip=clip, params={"steepness": 20.0})
        assert found.points[i] == pytest.approx(paths.theta[0], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_all_three_runs_and_every_threshold_are_those_of_a_plain_loop(seed):
    random = np.random.default_rng(seed)
    start, s, rate = tuple(random.uniform(-3, 3, 2)), 10 ** random.uniform(0, 1.5), 10 ** random.uniform(-1, 0)
    norm, value, steps = 10 ** random.uniform(-2, 1), 10 ** random.uniform(-2, 1), int(random.integers(10, 60))
    found = throw(start, rate, norm, value, steps, {"steepness": s})
    for i, (way, limit) in enumerate(zip(WAYS, (np.inf, norm, value), strict=True)):
        own = walked(start, rate, way, limit, steps, s)
        assert found.points[i] == pytest.approx(own, rel=1e-6, abs=1e-8)
        assert found.above[i, -1] == pytest.approx(above(*own[-1], s), rel=1e-6, abs=1e-8)
    for i, way in ((0, NORM), (1, VALUE)):
        own = [above(*walked(start, rate, way, c, steps, s)[-1], s) for c in THRESHOLDS[::20]]
        assert found.ends[i, ::20] == pytest.approx(own, rel=1e-5, abs=1e-7)


def test_a_band_has_every_threshold_that_works_and_no_other():
    found = throw((-2.5, 2), 0.5, 1.0, 0.2, 80, {"steepness": 20.0})
    for way in (0, 1):
        inside = np.any([(low <= THRESHOLDS) & (high >= THRESHOLDS) for low, high in found.bands(way)], axis=0)
        assert (inside == (found.ends[way] <= NEAR)).all()
        assert 0 < inside.sum() < len(THRESHOLDS)


def test_the_opening_run_is_thrown_twenty_units():
    """At the wall's foot, x ≈ 0, the slope is 2s = 40, and the rate ½."""
    found = throw((-2.5, 2), 0.5, 1.0, 0.2, 80, {"steepness": 20.0})
    assert found.thrown
    assert found.longest == 18
    assert found.length == pytest.approx(0.5 * hypot(*slope(*found.points[0, 18], 20.0)), rel=1e-9)
    assert found.length > 20 > FAR


def test_by_norm_the_direction_stays_and_by_value_it_turns():
    g = np.array([-40.0, 3.0])
    assert cut(NORM, g, 1.0) == pytest.approx(g / np.sqrt(1609), rel=1e-14)
    assert turned(g, cut(NORM, g, 1.0)) == pytest.approx(0, abs=1e-6)
    assert turned(g, cut(VALUE, g, 1.0)) == pytest.approx(45 - np.degrees(np.arctan(3 / 40)), rel=1e-12)
    assert cut(RAW, g, np.inf).tolist() == g.tolist()
