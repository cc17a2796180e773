"""The lecture's weight vectors, digit by digit (lecture.md 6), and numbers as visitors type them."""

import numpy as np
import pytest

from models.vectors import costs, number_in, preferred, same_score

X = np.ones(4)
W = np.array([(1, 0, 0, 0), (0.25,) * 4, (0.9, 0.1, 0, 0), (10, 0, 0, 0), (2.5,) * 4], float)
BY_NAME = {(cost.name, cost.whose): cost.value(W) for cost in costs(beta=1.0, mix=0.5)}
# The vectors of CS231n; the last two and the ½ by hand from their formulas.
LECTURE = {
    ("L1", "CS231n and here"): [1, 1, 1, 10, 10],
    ("L2", "CS231n"): [1, 0.25, 0.82, 100, 25],
    ("L2 with ½", "here"): [0.5, 0.125, 0.41, 50, 12.5],
    ("Net with β", "CS231n"): [2, 1.25, 1.82, 110, 35],
    ("Net with m", "here"): [0.75, 0.5625, 0.705, 30, 11.25],
}


def test_the_vectors_score_1_and_10():
    np.testing.assert_allclose(W @ X, [1, 1, 1, 10, 10], rtol=1e-15)
    assert same_score((W @ X).tolist()) == [[0, 1, 2], [3, 4]]


@pytest.mark.parametrize("name", LECTURE, ids=" ".join)
def test_each_penalty_has_the_lectures_numbers(name):
    np.testing.assert_allclose(BY_NAME[name], LECTURE[name], rtol=1e-12)


def test_l1_ties_and_every_other_penalty_prefers_the_spread_vector():
    for (name, _), values in BY_NAME.items():
        for group, spread in (([0, 1, 2], [1]), ([3, 4], [4])):
            assert preferred(values.tolist(), group) == (group if name == "L1" else spread)


def test_at_their_ends_the_elastic_nets_are_l1_and_l2():
    for number in (0.0, 1.0):
        l1, _, half, lecture, mixed = (cost.value(W) for cost in costs(beta=number, mix=number))
        np.testing.assert_allclose(mixed, l1 if number else half, rtol=1e-15)
        if number == 0:
            np.testing.assert_allclose(lecture, l1, rtol=1e-15)


def test_scores_that_differ_by_rounding_are_the_same_and_a_vector_alone_is_no_group():
    assert same_score([0.1 + 0.2, 5.0, 0.3, 0.0, -0.3]) == [[0, 2]]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.25", 0.25), ("0,25", 0.25), ("1/4", 0.25), ("¼", 0.25), ("−3", -3), (" 2 ", 2), ("-½", -0.5), ("1e2", 100), (7, 7)],
)
def test_numbers_are_read_as_people_type_them(typed, number):
    assert number_in(typed) == number


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is empty"),
        (None, "is empty"),
        ("  ", "is empty"),
        ("abc", "is not a number"),
        ("1/0", "is not a number"),
        ("1/2/3", "is not a number"),
        ("1/", "is not a number"),
        ("x", "is not a number"),
        ("nan", "is not a finite number"),
        ("-inf", "is not a finite number"),
        ("1e400", "is not a finite number"),
        ("2e6", "is out of range"),
    ],
)
def test_what_is_no_number_is_refused_in_words(typed, why):
    with pytest.raises(ValueError, match=why):
        number_in(typed)
