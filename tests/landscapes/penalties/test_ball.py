"""The curves R(w) = t: the diamond, the circle and what lies between."""

import math

import numpy as np
import pytest

from landscapes.penalties import penalty
from landscapes.penalties.base import BUDGET, POINTS

L1, L2, NET = penalty("L1"), penalty("L2"), penalty("Elastic net")


@pytest.mark.parametrize("t", [1e-9, 1e-3, 0.5, 1.0, 7.0, 1e6])
def test_every_point_costs_the_budget(setting, t):
    kind, numbers = setting
    difference = np.abs(kind.value(kind.ball(t, *numbers), *numbers) / t - 1).max()
    assert difference <= 1e-12


@pytest.mark.parametrize("points", [1, 2, 64])
def test_the_curve_closes_and_goes_once_around(setting, points):
    kind, numbers = setting
    curve = kind.ball(2.0, *numbers, points=points)
    assert curve.shape == (4 * points + 1, 2)
    assert np.array_equal(curve[0], curve[-1])
    turned = np.unwrap(np.arctan2(curve[:, 1], curve[:, 0]))
    assert (np.diff(turned) > 0).all()
    assert turned[-1] - turned[0] == pytest.approx(2 * math.pi, rel=1e-12)


@pytest.mark.parametrize("t", [0.3, 1.0, 12.0])
def test_the_corners_lie_on_the_axes_exactly(setting, t):
    kind, numbers = setting
    right, top, left, bottom = kind.ball(t, *numbers)[:-1:64]
    assert right[1] == top[0] == left[1] == bottom[0] == 0
    assert right[0] == top[1] == -left[0] == -bottom[1] > 0


@pytest.mark.parametrize("t", [0.3, 1.0, 12.0])
def test_the_diamonds_corners_are_the_budget_itself(t):
    assert L1.ball(t, points=1).tolist() == [[t, 0], [0, t], [-t, 0], [0, -t], [t, 0]]


def test_the_circle_is_round_with_the_radius_of_its_half():
    # ½ r² = t, so t = 2 is a circle of radius 2.
    assert np.hypot(*L2.ball(2.0).T) == pytest.approx(2.0, rel=1e-15)


def test_the_elastic_nets_corner_by_hand():
    # On an axis ½ w + ¼ w² = t; t = 0.75 gives w = 1.
    assert NET.ball(0.75, 0.5)[0] == pytest.approx([1, 0], rel=1e-15)


@pytest.mark.parametrize("mix", [0.1, 0.5, 0.9])
def test_the_elastic_net_has_corners_and_round_sides(mix):
    # At a corner the tangent turns: the slope there is −(m + (1 − m) w) / m and not vertical as the circle's.
    curve = NET.ball(1.0, mix, points=2000)
    corner, beside = curve[0], curve[1]
    slope = (beside - corner)[1] / (beside - corner)[0]
    assert slope == pytest.approx(-(mix + (1 - mix) * corner[0]) / mix, rel=1e-2)
    halfway = curve[1000]
    assert halfway.sum() > corner[0] * (1 + 1e-3)  # outside the diamond through its corners
    assert np.hypot(*halfway) < corner[0] * (1 - 1e-3)  # inside the circle through them


def test_without_a_budget_all_is_the_origin(setting):
    kind, numbers = setting
    assert (kind.ball(0.0, *numbers) == 0).all()
    assert kind.ball(0.0, *numbers).shape == kind.ball(1.0, *numbers).shape


@pytest.mark.parametrize("wrong", [-1e-9, math.nan, math.inf, 1e7, "big", None], ids=repr)
def test_a_bad_budget_is_refused(setting, wrong):
    kind, numbers = setting
    with pytest.raises(ValueError, match=r"^t = .*allowed: 0 to 1000000"):
        kind.ball(wrong, *numbers)


@pytest.mark.parametrize("wrong", [0, -1, 2.5, math.nan, 10**9, "many"], ids=repr)
def test_a_bad_number_of_points_is_refused(setting, wrong):
    kind, numbers = setting
    with pytest.raises(ValueError, match=r"^points = .*allowed: 1 to 10000"):
        kind.ball(1.0, *numbers, points=wrong)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan, "half"], ids=repr)
def test_a_bad_mix_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^mix = .*allowed: 0 to 1"):
        NET.ball(1.0, wrong)


def test_the_budgets_and_points_defaults_are_legal():
    assert BUDGET.check(BUDGET.default) == 1
    assert L1.ball(1.0).shape == (4 * POINTS.default + 1, 2)
