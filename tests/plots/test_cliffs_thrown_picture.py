"""The pictures of a throw and of an overflow, read back."""

import numpy as np
import pytest

from plots.overflow import ROOM, growth_chart
from plots.thrown import LIMITS, loss_chart, spelled, thresholds_chart, throwing_map
from studies.overflow import LOSS, X, overflow
from studies.thrown import LAND, NEAR, RAW, THRESHOLDS, VALUE, throw

FOUND = throw((-2.5, 2), 0.5, 1.0, 0.2, 80, {"steepness": 20.0})


def test_the_arrows_are_the_steps_in_true_measure_and_stay_in_sight():
    chart = throwing_map(FOUND, {"steepness": 20.0})
    at = FOUND.points[0, 18]
    raw, by_value = ([one for one in chart.lines if one.hover == f"the step {way}"][0] for way in (RAW, VALUE))  # noqa: RUF015
    assert (by_value.x[1], by_value.y[1]) == pytest.approx(at - 0.5 * np.clip(FOUND.slopes[0, 18], -0.2, 0.2), rel=1e-9)
    assert raw.x[1] == pytest.approx(LAND.window[0][1], rel=1e-9)  # it goes on to 20
    assert FOUND.points[0, 19, 0] > 20


def test_a_strip_lies_under_every_threshold_that_works_and_the_marks_are_those_of_now():
    chart = thresholds_chart(FOUND)
    for way, name in ((0, "clipped by norm"), (1, "clipped by value")):
        (strip,) = [one for one in chart.lines if one.name == f"works {name}"]
        assert (np.isfinite(strip.y) == (FOUND.ends[way] <= NEAR)).all()
        assert strip.hover.endswith(spelled(FOUND.bands(way)))
    assert [(one.name, one.at, one.grip) for one in chart.marks] == [(LIMITS[0], 1.0, True), (LIMITS[1], 0.2, True)]


def test_many_bands_are_counted_and_none_is_said():
    assert spelled([]) == "none"
    assert spelled([(1, 2), (3, 3)]) == "1 to 2, 3"
    assert spelled([(k, k + 0.5) for k in range(1, 6)]) == "5 pieces between 1 and 5.5"


def test_the_loss_is_drawn_above_the_minimums():
    lines = loss_chart(FOUND).lines
    assert len(lines) == 3
    assert lines[0].y == pytest.approx(np.maximum(FOUND.above[0], 1e-8))
    assert len(THRESHOLDS) == len(FOUND.ends[0])


def test_what_became_infinite_stands_above_the_largest_number():
    found = overflow("float32", 1.0, 3.0, 1.0)
    chart = growth_chart(found)
    dots = {one.name: (one.x[0], one.y[0]) for one in chart.dots}
    top = ROOM * np.log10(3.4028235e38)
    assert dots[f"{X} is ∞"] == pytest.approx((128, top))
    assert dots[f"{LOSS} is ∞"] == pytest.approx((64, top))
    assert chart.lines[0].y[:128] == pytest.approx(np.arange(128) * np.log10(2))  # |x| is 2 to the power k
    assert [one.at for one in chart.marks] == [129]
