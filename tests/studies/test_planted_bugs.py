"""Each planted fault shows as it is said to, wherever one looks."""

import numpy as np
import pytest

from models.nine_points import W
from studies.gradient_check import check_with, numeric_slope, relative
from studies.planted_bugs import CASES, NAMES

BY_NAME = {case.name: case for case in CASES}
WEIGHTS, BIASES = slice(0, W.size), slice(W.size, None)


def points(case, count=6):
    """The point where the case begins, and some around it."""
    start, random = np.array(case.start, float), np.random.default_rng(5)
    return [start, *(start + random.normal(scale=0.4, size=(count, len(start))))]


def errors(case, point, h=1e-5, way="central"):
    """The relative error of each weight, and of all."""
    claimed, numeric = case.claimed(point[None])[0].astype(float), numeric_slope(case.look(), point, h, way)
    return relative(claimed[:, None], numeric[:, None]), float(relative(claimed, numeric))


def test_there_are_at_least_ten_and_no_two_are_called_alike():
    assert len({*NAMES}) == len(NAMES) == len(CASES) >= 10
    assert sorted(NAMES) == NAMES  # as the list is shown: the cases are in another order
    assert [case.name for case in CASES] != NAMES


@pytest.mark.parametrize(
    ("name", "error"), [("A factor 2 is forgotten", 1 / 3), ("The mean’s 1/N is forgotten", 0.8), ("The sign is wrong", 1)]
)
def test_a_factor_shows_as_one_number_everywhere(name, error):
    for point in points(BY_NAME[name]):
        each, whole = errors(BY_NAME[name], point)
        assert each == pytest.approx(np.full(len(each), error), abs=1e-4)
        assert whole == pytest.approx(error, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("The penalty’s slope is ½λW, not 2λW", range(W.size)),
        ("The biases are penalised, too", range(W.size, 9)),
        ("Two slopes are swapped", (1, 2)),
        ("An inner derivative is forgotten", (0,)),
    ],
)
def test_the_weights_that_fail_are_the_ones_that_are_named(name, fails):
    case = BY_NAME[name]
    for point in points(case)[1:]:
        claimed, numeric = case.claimed(point[None])[0], numeric_slope(case.look(), point, 1e-5, "central")
        off = np.abs(claimed - numeric)
        passes = [i for i in range(len(point)) if i not in fails]
        assert off[[*fails]].min() > 1e4 * off[passes].max()


def test_a_missing_inner_derivative_is_off_by_its_factor():
    for point in points(BY_NAME["An inner derivative is forgotten"]):
        assert errors(BY_NAME["An inner derivative is forgotten"], point)[0][0] == pytest.approx(0.5, abs=1e-5)


@pytest.mark.parametrize("name", ["The true class is left out", "It is another loss’s gradient"])
def test_what_is_wrong_all_over_is_wrong_all_over(name):
    assert all(errors(BY_NAME[name], point)[1] > 0.05 for point in points(BY_NAME[name]))


def test_the_slopes_of_the_true_class_are_missing_from_the_sum_over_classes():
    case = BY_NAME["The true class is left out"]
    for point in points(case):
        claimed, right = (one[0][WEIGHTS].reshape(W.shape).sum(0) for one in (case.claimed(point[None]), case.look()(point[None])[1]))
        assert right == pytest.approx(0, abs=1e-12)
        assert np.abs(claimed).max() > 0.01


def test_without_the_largest_score_off_all_is_right_until_it_overflows():
    case = BY_NAME["The largest score is not taken off"]
    for point in points(case):
        assert errors(case, point)[1] < 1e-8
    with np.errstate(all="ignore"):
        assert np.isnan(case.claimed(1000 * np.array([case.start]))).any()


def test_float32_is_right_but_for_its_digits():
    case = BY_NAME["It is computed in float32"]
    for point in points(case):
        assert errors(case, point)[1] > 1e-3
        assert errors(case, point, 1e-2)[1] < 1e-3


def test_nothing_is_wrong_where_nothing_is():
    for point in points(BY_NAME["Nothing is wrong"]):
        assert errors(BY_NAME["Nothing is wrong"], point)[1] < 1e-7


def test_the_kink_fails_at_its_place_alone_and_the_check_knows_it():
    case = BY_NAME["It is a kink, not a bug"]
    look, reach = case.look(), np.full(2, 1e-7)

    def words(x):
        return check_with(look, np.array([x, 1.0]), 1e-5, "float64", "central", reach, lambda q: (look(q)[0], case.claimed(q))).judgement

    assert words(0.0) == ["kink", "right"]
    assert words(0.01) == words(-0.01) == ["right", "right"]


@pytest.mark.parametrize("case", CASES, ids=range(1, len(CASES) + 1))
def test_what_stands_in_the_case_says_nothing_of_its_fault(case):
    told = case.loss.lower()
    assert not any(word in told for name in NAMES for word in name.lower().split() if len(word) > 4 and word != "float32")
    assert case.shows[0].isupper()
    assert case.why.startswith("Here ")
