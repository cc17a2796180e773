"""A visitor's own points in a link."""

import numpy as np
import pytest

from models.own_points import MOST, listed, read, sifted, spelled, together, wrong
from models.points import Points


def test_points_go_into_a_link_and_come_back():
    own = [(-0.5, 0.25, False), (0.123, -2.0, True), (1.0, 0.0, False)]
    assert spelled(own) == "-0.5:0.25,0.123:-2:v,1:0"
    assert read(spelled(own)) == own


def test_a_link_keeps_three_digits_and_no_minus_zero():
    assert spelled([(0.12345, -0.0001, False)]) == "0.123:0"


def test_no_text_is_no_points():
    assert read("") == []
    points = together([])
    assert len(points.x) == len(points.held_x) == 0


def test_points_as_arrays_and_one_by_one():
    points = together(read("0.1:1,0.2:2:v,0.3:3"))
    np.testing.assert_array_equal(points.x, [0.1, 0.3])
    np.testing.assert_array_equal((points.held_x, points.held_y), [[0.2], [2.0]])
    assert listed(points) == [(0.1, 1.0, False), (0.3, 3.0, False), (0.2, 2.0, True)]
    assert isinstance(points, Points)


NONSENSE = ["hello", "1", "0.5:x", "0.5:nan", "inf:0", "1.5:0", "0:101", "0:1:w", "0:1:v:v", "0:1;0:2", "0:" + "9" * 500]


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: text[:9])
def test_nonsense_is_named_with_what_is_allowed(text):
    with pytest.raises(ValueError, match="is not a point") as error:
        read("0:0," + text)
    assert "x from −1 to 1" in str(error.value)
    assert len(str(error.value)) < 220


def test_too_many_points_are_refused():
    assert len(read(",".join(["0:0"] * MOST))) == MOST
    with pytest.raises(ValueError, match="61 is too long"):
        read(",".join(["0:0"] * (MOST + 1)))


def test_what_is_no_point_is_parted_from_the_points_around_it():
    good, bad = sifted("0:0, 0:nan ,0.50:1,,-1:2:v,7:7")
    assert (good, bad) == (["0:0", "0.50:1", "-1:2:v"], ["0:nan", "7:7"])
    assert wrong(good, bad).startswith("points: “0:nan”, “7:7” are not points (allowed: x:y such as 0.5:1 or")
    assert wrong([], list("abcde")).startswith("points: “a”, “b”, “c” and 2 more are not points (allowed")


def test_points_by_hand_may_have_decimal_commas_with_semicolons_between_them():
    assert read("−0,5:1; ½:2:v") == [(-0.5, 1.0, False), (0.5, 2.0, True)]
