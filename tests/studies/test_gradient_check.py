"""The gradient check, against closed forms and SciPy's."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime, check_grad

from landscapes import LANDSCAPES, formula, landscape, loss_at
from landscapes.penalised import PENALISED, hessian, numbers
from studies.gradient_check import band_of, check, check_with, look_of

EPS = np.finfo(float).eps
SMOOTH = [land for land in LANDSCAPES if land.name != "Ackley"]


def somewhere(land, count, seed=0):
    low, high = np.array(land.window, float).T
    return np.random.default_rng(seed).uniform(low, high, (count, 2))


def test_a_forward_difference_of_w_squared_at_3_is_6_plus_h():
    """(9 + 6h + h² − 9)/h."""
    square = formula("x**2")
    assert check(square, (3, 0), 1e-3, way="forward").numeric == pytest.approx([6.001, 0], abs=1e-11)
    assert check(square, (3, 0), 1e-3).numeric == pytest.approx([6, 0], abs=1e-11)
    assert check(square, (3, 0)).analytic == pytest.approx([6, 0], abs=0)


def test_in_float32_a_step_of_1e_8_is_no_step_at_3():
    """3 + 1e-8 = 3 there."""
    for way in ("forward", "central"):
        checked = check(formula("x**2"), (3, 0), 1e-8, "float32", way)
        assert checked.numeric[0] == 0
        assert checked.relative_error[0] == checked.error == 1
        assert checked.judgement == ["wrong", "right"]


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_differences_are_scipys(land):
    for point in somewhere(land, 3):

        def loss(q):
            return float(loss_at(land, None, q[:1], q[1:])[0])

        def slope(q):
            return check(land, tuple(q)).analytic

        h = 1e-6
        checked, rounding = check(land, tuple(point), h, way="forward"), 8 * EPS * (1 + abs(loss(point))) / h
        assert checked.numeric == pytest.approx(approx_fprime(point, loss, h), rel=1e-9, abs=rounding)
        off = np.linalg.norm(checked.analytic - checked.numeric)
        assert off == pytest.approx(check_grad(loss, slope, point, epsilon=h), rel=1e-9, abs=2 * rounding)


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_every_surfaces_own_gradient_is_right_and_float32_is_meant(land):
    for point in somewhere(land, 40):
        checked = check(land, tuple(point))
        assert set(checked.judgement) <= {"right", "acceptable", "flat"}
        assert not checked.kink.any()
        assert not checked.crossed.any()
        sides = np.concatenate([checked.left, checked.right])
        assert sides == pytest.approx(np.tile(checked.analytic, 2), rel=1e-6, abs=1e-9 * checked.steep.max())
    losses, slopes = look_of(land)(somewhere(land, 3).astype(np.float32))
    assert losses.dtype == slopes.dtype == np.float32


@pytest.mark.parametrize("land", SMOOTH, ids=lambda land: land.name)
def test_where_the_ground_is_level_the_check_says_so_and_does_not_cry_wrong(land):
    for point in land.minima(*land.numbers()):
        assert set(check(land, point).judgement) <= {"right", "acceptable", "flat"}


# Left and right by hand; what is between is a subgradient, and the analytic slope is one.
KINKS = {
    "abs(x)": (-1, 1, 0.0),
    "max(x, 0)": (0, 1, 0.5),
    "min(x, 2*x)": (2, 1, 1.5),
    "abs(x) + x/2": (-0.5, 1.5, 0.5),
    "sqrt(x**2 + y**2)": (-1, 1, 0.0),
    "3*abs(x)**1.0 + x**2": (-3, 3, 0.0),
}


@pytest.mark.parametrize(("text", "expected"), KINKS.items())
@pytest.mark.parametrize("h", [1e-3, 1e-5, 1e-9])
def test_at_a_kink_both_sides_have_their_slope_and_a_central_difference_lies_between(text, expected, h):
    left, right, central = expected
    checked = check(formula(text), (0, 0), h)
    assert checked.left[0] == pytest.approx(left, abs=1e-6)
    assert checked.right[0] == pytest.approx(right, abs=1e-6)
    assert checked.numeric[0] == pytest.approx(central, abs=1e-6)
    assert checked.kink[0]
    assert checked.judgement[0] in ("right", "kink")
    assert check(formula(text), (0, 0), h, way="forward").numeric[0] == pytest.approx(right, abs=2 * h + 1e-6)


def test_a_kink_that_the_check_has_stepped_over_is_no_bug():
    checked = check(formula("abs(x) + y**2"), (1e-6, 0.5))
    assert checked.numeric[0] == pytest.approx(0.1)  # (1.1e-5 − 0.9e-5)/2e-5
    assert checked.judgement == ["kink", "right"]
    assert not checked.kink.any()
    assert checked.crossed.tolist() == [True, False]
    assert checked.between[0] == pytest.approx([-1, 1])
    assert check(formula("abs(x) + y**2"), (1e-6, 0.5), 1e-7).judgement == ["right", "right"]
    assert not check(formula("abs(x)"), (1e-6, 0.5), way="forward").crossed.any()  # a forward difference looks ahead only
    assert check(formula("abs(x)"), (-1e-6, 0.5), way="forward").crossed[0]


def test_the_penalised_loss_has_its_kinks_on_the_axes_and_ackley_one_at_its_minimum():
    params = numbers(hessian(10, 30), (1, 2), 0.7, 1, 0)
    checked = check(PENALISED, (0, 1), params=params)
    assert checked.kink.tolist() == [True, False]
    assert (checked.right - checked.left)[0] == pytest.approx(2 * 0.7)  # λ to either side
    assert check(landscape("Ackley"), (0, 0)).right == pytest.approx(2 * [4 / np.sqrt(2)])  # 20 · 0.2 / √2 along an axis


def test_a_slope_without_end_and_a_loss_without_value_are_told_apart():
    root = check(formula("sqrt(x)"), (0, 1))
    assert np.isnan(root.left[0])
    assert root.right[0] == np.inf
    assert root.judgement == ["no slope", "right"]
    cusp = check(formula("sqrt(abs(x))"), (0, 1))
    assert (cusp.left[0], cusp.right[0], cusp.kink[0]) == (-np.inf, np.inf, True)
    assert check(formula("log(x)"), (-1, 1)).judgement == ["no slope", "no slope"]
    assert np.isnan(check(formula("log(x)"), (-1, 1)).error)


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_a_wrong_gradient_is_never_taken_for_a_kink(land):
    look = look_of(land)
    reach = 1e-8 * np.ptp(np.array(land.window, float), axis=1)
    for point in somewhere(land, 10, seed=3):
        for bug in (lambda g: 2 * g, lambda g: -g, lambda g: g[:, ::-1]):
            checked = check_with(look, point, 1e-5, "float64", "central", reach, lambda q, bug=bug: (look(q)[0], bug(look(q)[1])))
            for word, analytic, true in zip(checked.judgement, checked.analytic, checked.left, strict=True):
                if abs(analytic - true) > 1e-2 * (abs(analytic) + abs(true)) and abs(true) > 1e-5 * checked.steep.max():
                    assert word == "wrong"


@pytest.mark.parametrize("bug", [lambda g: 2 * g, lambda g: -g])
def test_a_wrong_gradient_beside_a_kink_is_a_bug_all_the_same(bug):
    look = look_of(formula("abs(x) + x**2"))
    checked = check_with(look, np.array([1e-6, 1.0]), 1e-5, "float64", "central", np.full(2, 1e-7), lambda q: (look(q)[0], bug(look(q)[1])))
    assert checked.judgement[0] == "wrong"


def test_the_bands_are_the_lectures():
    errors = [0, 9e-8, 1e-7, 9e-6, 1e-5, 9e-4, 1e-3, 1.0, np.nan]
    words = ["right", "right", "acceptable", "acceptable", "suspicious", "suspicious", "wrong", "wrong", "wrong"]
    assert [band_of(error) for error in errors] == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"h": 0}, "h = 0"),
        ({"h": np.nan}, "h = "),
        ({"h": 1}, "h = 1"),
        ({"dtype": "float16"}, "float32, float64"),
        ({"way": "backward"}, "forward, central"),
        ({"point": (0, np.inf)}, "point: y"),
        ({"point": 3}, "point = 3"),
        ({"surface": "Nowhere"}, "Nowhere"),
        ({"params": {"b": 1}}, "b"),
    ],
)
def test_what_is_not_allowed_is_named(change, words):
    with pytest.raises(ValueError, match=words):
        check(**{"surface": "Round bowl", "point": (1.0, 1.0), **change})
