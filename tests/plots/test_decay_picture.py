"""What the charts on weight decay are sent."""

import numpy as np
import pytest

from landscapes.penalised import hessian
from plots.decay import NAMES, OverLambda, decades, decay_traces, ellipses, ends_picture, pulls_picture
from tests.plots.blob import unpacked

CENTRE = np.array([2.0, -1.5])
DECAYS = np.geomspace(0.01, 10, 5)


def line(sent: dict, chart: int, place: int) -> np.ndarray:
    """A line's numbers, (2, n)."""
    one = sent["charts"][chart]["lines"][place]
    part = slice(one["start"], one["start"] + one["count"])
    return np.array([sent["x"][part], sent["y"][part]])


def test_every_contour_is_a_level_of_the_loss():
    H = hessian(30, 25)
    off = np.array(ellipses(H, CENTRE)) - CENTRE[:, None]
    loss = 0.5 * np.einsum("in,ij,jn->n", off, H, off)
    rings = np.split(loss, np.flatnonzero(np.isnan(loss)) + 1)[:-1]
    assert len(rings) == 14
    for r, ring in zip(np.arange(0.5, 7.1, 0.5), rings, strict=True):
        assert ring[:-1] == pytest.approx(r**2 / 2, rel=1e-12)  # ½ r² along the direction of curvature 1


def test_the_ends_are_drawn_in_the_plane_and_over_lambda():
    points = np.arange(40.0).reshape(4, 5, 2)
    points[1, 2] = np.nan  # a run that diverged breaks its line
    sent = unpacked(ends_picture(hessian(30, 0), CENTRE, OverLambda(DECAYS, points), OverLambda(DECAYS, points + 1), 0.4, points[:, 0]))
    assert [chart["id"] for chart in sent["charts"]] == ["plane", "x", "y"]
    for i, name in enumerate(NAMES):  # behind the contours and the four of theory
        assert sent["charts"][0]["lines"][5 + i]["name"] == name
        np.testing.assert_array_equal(line(sent, 0, 5 + i), points[i].T.astype(np.float32))
        np.testing.assert_array_equal(line(sent, 1, 4 + i), np.array([DECAYS, points[i, :, 0]], np.float32))
        np.testing.assert_array_equal(line(sent, 2, i), np.array([DECAYS, points[i, :, 1] + 1], np.float32))
    assert [mark["at"] for chart in sent["charts"] for mark in chart["marks"]] == [0.4, 0.4]
    assert [dots["name"] for dots in sent["charts"][0]["dots"] if dots["grip"]] == ["minimum"]
    assert sent["charts"][0]["x"]["span"][1] > 3 > -3 > sent["charts"][0]["y"]["span"][0]  # the quarter in which the minimum lies


@pytest.mark.parametrize("now", [0.0, 1e-4])
def test_a_lambda_off_the_axis_has_no_mark_and_nobody_is_told_to_drag_it(now):
    points = OverLambda(DECAYS, np.zeros((4, 5, 2)))
    sent = unpacked(ends_picture(hessian(30, 0), CENTRE, points, points, now, np.zeros((4, 2))))
    assert not any(chart["marks"] for chart in sent["charts"])
    assert "drag λ" not in [chart["hint"] for chart in sent["charts"]]


def test_step_0_has_a_place_of_its_own_on_the_logarithmic_axis_of_steps():
    sent = unpacked(pulls_picture(0.4, np.ones((300, 2)), np.ones((300, 2)), np.ones((2, 300, 2)), 0))["charts"][0]
    assert sent["x"]["ticks"] == [[0.5, "0"], [1.0, "1"], [10.0, "10"], [100.0, "100"]]
    assert sent["x"]["span"] == [0.5, 299]
    (mark,) = sent["marks"]
    assert mark["at"] == 0.5
    assert mark["label"] == "step 0"
    assert mark["whole"]


def test_the_pulls_are_divided_inside_the_gradient_and_not_beside_it():
    adam, adamw, weights = np.array([[2.0, 8.0]] * 3), np.array([[1.0, 4.0]] * 3), np.array([[[1.0, -2.0]] * 3, [[3.0, 5.0]] * 3])
    sent = unpacked(pulls_picture(0.4, adam, adamw, weights, 1))
    heights = [[float(line(sent, chart, place)[1, 0]) for place in range(len(one["lines"]))] for chart, one in enumerate(sent["charts"])]
    assert heights[0] == pytest.approx([0.4 * 1 / 2, 0.4 * 3])
    assert heights[1] == pytest.approx([0.4 * 2 / 8, 0.4 * 5])
    assert heights[2] == pytest.approx([0.4, 0.4 * 1, 0.4 * 4])


def test_a_pulls_axis_holds_whole_decades_and_not_too_many():
    assert decades(np.array([0.02, 30.0, np.nan, 0.0])) == pytest.approx((0.01, 100.0))
    assert decades(np.array([1e-30, 5.0])) == pytest.approx((1e-5, 10.0))
    assert decades(np.zeros(3)) == (0.1, 10.0)


def test_the_four_wear_different_looks_and_sgdw_is_dashed_over_sgd():
    traces = decay_traces([0.1] * 4)
    assert len({one.look for one in traces}) == 4
    assert [one.second for one in traces] == [False, True, False, False]
