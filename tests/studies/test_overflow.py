"""Overflow, held against powers of two, Python's own floats and the law |1 − αλ|ᵏ."""

import math

import numpy as np
import pytest

from studies.overflow import LOSS, NAMES, PRECISIONS, SLOPE, SQUARE, STEP, X, growth, largest, overflow, shares

BITS = {"float32": 128, "float64": 1024}  # 2 to that power is the first that does not fit (IEEE 754)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_doubled_it_overflows_at_the_powers_of_two_of_the_standard(precision):
    found, bits = overflow(precision, 1.0, 3.0, 1.0), BITS[precision]
    assert found.first_inf == {X: bits, SQUARE: bits // 2, LOSS: bits // 2, SLOPE: bits, STEP: bits - 1}  # αλx = 3·2ᵏ
    assert set(found.first_nan.values()) == {bits + 1}
    assert found.predicted == found.first_inf
    assert found.telling() == [bits // 2 - 1, bits // 2, bits - 2, bits - 1, bits, bits + 1]


def by_python(start, rate, curvature):
    """In Python's floats, which are float64 and do not raise on products: the first ∞ of each, and the first NaN of x."""
    x, infinite = start, {}
    for k in range(2001):
        numbers = x * x, 0.5 * curvature * (x * x), curvature * x, rate * (curvature * x)
        for name, number in zip((X, SQUARE, LOSS, SLOPE, STEP), (x, *numbers), strict=True):
            if math.isinf(number):
                infinite.setdefault(name, k)
        if math.isnan(x):
            return infinite, k
        x = x - rate * (curvature * x)
    return infinite, -1


@pytest.mark.parametrize("seed", range(40))
def test_in_float64_each_is_infinite_when_pythons_own_float_is(seed):
    random = np.random.default_rng(seed)
    start, curvature = 10 ** random.uniform(-6, 6), 10 ** random.uniform(-2, 3)
    rate = float(np.clip(random.uniform(1.5, 9) / curvature, 0.01, 100))
    found = overflow("float64", start, rate, curvature)
    infinite, nan = by_python(start, rate, curvature)
    assert {name: k for name, k in found.first_inf.items() if k >= 0} == infinite
    assert found.first_nan[X] == nan


@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_law_names_the_step_or_the_one_beside_it_and_nearly_always_the_step(precision):
    random, off = np.random.default_rng(1), []
    for _ in range(300):
        start, curvature = 10 ** random.uniform(-6, 6), 10 ** random.uniform(-2, 3)
        rate = random.uniform(2.3, 9) / curvature
        found = overflow(precision, start, rate, curvature)
        off += [abs(found.first_inf[name] - k) for name, k in found.predicted.items() if found.first_inf[name] >= 0 and k <= 2000]
    assert len(off) > 1000
    assert max(off) <= 1
    assert np.mean(np.array(off) == 0) > 0.99


def test_by_the_law_log_of_the_largest_over_log_of_the_factor():
    assert largest("float32") == pytest.approx(3.4028235e38, rel=1e-7)
    found = overflow("float32", 1.0, 4.0, 1.0)
    assert growth(4.0, 1.0) == 3
    assert found.law == math.ceil(math.log(3.4028235e38) / math.log(3)) == 81
    assert found.first_inf[X] == found.predicted[X] == 81


def test_a_step_that_overflows_takes_x_along_before_the_law_has_it():
    """1.5²¹⁸ = 2.45·10³⁸ fits into float32; the step before it, 2.5 · 1.5²¹⁷ = 4.08·10³⁸, does not."""
    assert 1.5**218 < 3.4028235e38 < 2.5 * 1.5**217
    found = overflow("float32", 1.0, 2.5, 1.0)
    assert found.law == 219
    assert found.first_inf[X] == found.predicted[X] == 218
    assert found.first_inf[STEP] == 217


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_up_to_the_edge_nothing_overflows(rate):
    for precision in PRECISIONS:
        found = overflow(precision, 1.0, rate, 1.0)
        assert not found.over
        assert set(found.predicted.values()) == {-1}
        assert np.isfinite(found.values).all()


def test_every_row_is_what_was_computed_from_the_one_before():
    found = overflow("float64", 0.3, 0.7, 4.0)
    rows = dict(zip(NAMES, found.values[:100].T, strict=True))
    assert (rows[SQUARE] == rows[X] ** 2).all()
    assert (rows[LOSS] == 2 * rows[SQUARE]).all()
    assert (rows[X][1:] == (rows[X] - rows[STEP])[:-1]).all()


def test_softmax_overflows_as_written_and_not_when_the_largest_is_subtracted():
    """e^88.72 is float32's largest power, e^709.78 float64's: log of the largest number."""
    for precision, limit in (("float32", 88.72), ("float64", 709.78)):
        assert np.isfinite(shares(precision, np.array([limit, 0, -limit]), shift=False)).all()
        assert np.isnan(shares(precision, np.array([limit + 0.01, 0, -limit]), shift=False)[0])
        assert shares(precision, np.array([limit + 0.01, 0, -limit]), shift=True) == pytest.approx([1, 0, 0], abs=1e-38)
    assert shares("float64", np.array([3, 1, 0.2]), shift=True) == pytest.approx(
        [0.8360188, 0.1131428, 0.0508384], abs=5e-8
    )  # lecture.md 9
