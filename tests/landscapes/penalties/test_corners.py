"""The wedges of centres that lead to an exact 0, against brute force on a grid of centres and in closed form."""

import numpy as np
import pytest

from landscapes.data.pairs import PAIRS
from landscapes.penalised import hessian
from landscapes.penalties.budget import reach, within
from landscapes.penalties.corners import alike, area, share, wedges

WINDOW = 4.0
SIDE = np.linspace(-3.9, 3.9, 19)
GRID = np.stack(np.meshgrid(SIDE + 0.0123, SIDE - 0.0071), -1).reshape(-1, 2)  # off every line that matters
BOWLS = {
    "round": np.eye(2),
    "tilted": hessian(6, -55),
    "narrow": hessian(60, 25),
    "flat": hessian(3, 20, 0.0),
    "flat axis": np.diag([1.0, 0.0]),
    "flat upright": hessian(5, 90, 0.0),
}


def held(polygon: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Which centres a convex polygon holds."""
    if len(polygon) < 3 or area(polygon) == 0:
        return np.zeros(len(centres), bool)
    edge = np.roll(polygon, -1, 0) - polygon
    off = centres[:, None] - polygon
    left = edge[:, 0] * off[..., 1] - edge[:, 1] * off[..., 0]
    return (left >= 0).all(1) | (left <= 0).all(1)


@pytest.mark.parametrize("shares", [(1, 0), (0.5, 0.5), (0.9, 0.1), (0, 1)], ids=str)
@pytest.mark.parametrize("bowl", BOWLS)
def test_a_wedge_holds_just_the_centres_whose_weight_is_cut(bowl, shares):
    H = BOWLS[bowl]
    for t in (0.5, 1.5):
        polygons = wedges(H, t, *shares, WINDOW)
        claimed = np.any([held(polygon, GRID) for polygon in polygons], axis=0)
        for c, said in zip(GRID, claimed, strict=True):
            w, _ = within(H, c, t, *shares)
            assert said == bool((w[0] == 0).any()), c


@pytest.mark.parametrize("t", [0.5, 1.5, 3.0])
def test_round_ellipses_give_l1_four_right_angles(t):
    """Each wedge is bounded by ±45°; at (t, 0) it is a triangle of height and half base 4 − t: together (4 − t)² · 4 of 64."""
    polygons = wedges(np.eye(2), t, 1, 0, WINDOW)
    assert share(polygons, WINDOW) == pytest.approx((WINDOW - t) ** 2 / 16, rel=1e-12)


def test_the_edge_of_a_wedge_is_the_inverse_hessian_of_the_cone():
    H, t, a, b = hessian(4, 30), 1.0, 0.5, 0.5
    right = wedges(H, t, a, b, 100.0)[2]
    for side in (-1, 1):
        ray = np.linalg.solve(H, [a + b * t, side * a])
        ends = right - np.array([t, 0])
        along = ends @ ray / np.linalg.norm(ray)
        aside = ends @ np.array([-ray[1], ray[0]]) / np.linalg.norm(ray)
        assert (np.abs(aside[along > 50]) < 1e-9).any()


def test_l2_has_only_lines_and_they_lead_to_a_zero():
    for H in (np.eye(2), hessian(6, -55)):
        polygons = wedges(H, 1.5, 0, 1, WINDOW)
        assert share(polygons, WINDOW) == 0
        for polygon in polygons:
            far = polygon[np.abs(polygon).max(1).argmax()]
            w, _ = within(H, far, 1.5, 0, 1)
            assert (np.abs(w[0]) < 1e-12).any()
            beside, _ = within(H, far + 1e-3, 1.5, 0, 1)
            assert (np.abs(beside[0]) > 1e-5).all()


def test_with_l1s_corners_closed_the_elastic_nets_wedges_are_l2s():
    for mix, l1, l2 in ((1.0, 1, 0), (0.0, 0, 1)):
        for one, other in zip(
            wedges(hessian(6, -55), 1.5, mix, 1 - mix, WINDOW), wedges(hessian(6, -55), 1.5, l1, l2, WINDOW), strict=True
        ):
            assert np.array_equal(one, other)


def test_without_a_budget_every_centre_leads_to_zero():
    for shares in ((1, 0), (0, 1), (0.5, 0.5)):
        assert share(wedges(np.eye(2), 0.0, *shares, WINDOW), WINDOW) == 1


def test_where_a_whole_side_fits_alike_its_ends_are_told_and_no_centre_is_cut_for_sure():
    H, c = PAIRS[2].H, PAIRS[2].c
    assert [len(polygon) for polygon in wedges(H, 1.0, 1, 0, WINDOW)] == [0, 0, 0, 0]
    w = within(H, c, 1.0, 1, 0)[0][0]
    ends = alike(H, 1.0, w, 1, 0)
    assert ends is not None
    assert sorted(ends.tolist()) == [[0, 1], [1, 0]]
    for part in np.linspace(0, 1, 5):
        other = part * ends[0] + (1 - part) * ends[1]
        assert (other - c) @ H @ (other - c) == pytest.approx((w - c) @ H @ (w - c), rel=1e-12)
        assert reach(other, 1, 0) == pytest.approx(1.0)
    assert alike(H, 1.0, w, 0.5, 0.5) is None
    assert alike(hessian(5, 45), 1.0, w, 1, 0) is None
    assert alike(hessian(5, 20, 0.0), 1.0, w, 1, 0) is None


def test_the_side_that_fits_alike_lies_on_the_centres_own_side():
    for angle, c in ((-45.0, (2.0, 2.0)), (-45.0, (-2.0, -2.0)), (45.0, (2.0, -2.0)), (45.0, (-2.0, 2.0))):
        H = hessian(2, angle, 0.0)
        w = within(H, np.array(c), 1.0, 1, 0)[0][0]
        ends = alike(H, 1.0, w, 1, 0)
        assert ends is not None
        assert (ends.sum(0) * c > 0).all()


@pytest.mark.parametrize("shares", [(1, 0), (0.5, 0.5), (0, 1)], ids=str)
@pytest.mark.parametrize("times", [1e-7, 1e7])
@pytest.mark.parametrize("bowl", BOWLS)
def test_a_loss_in_other_units_has_the_same_wedges(bowl, times, shares):
    """k ½ (w − c)ᵀ H (w − c) is least where the loss is, whatever k: the ball's corners do not know its units."""
    for before, after in zip(wedges(BOWLS[bowl], 1.5, *shares, WINDOW), wedges(times * BOWLS[bowl], 1.5, *shares, WINDOW), strict=True):
        np.testing.assert_allclose(after, before, atol=1e-9)


@pytest.mark.parametrize("times", [1e-7, 1e7])
def test_a_flat_direction_along_a_side_leaves_a_corner_no_centres_in_any_units(times):
    """Along (1, −1) nothing changes, but for rounding in H: then the whole side does as well as its corner."""
    H = times * (np.array([[1.0, 1.0], [1.0, 1.0]]) + 1e-16 * np.array([[0, 3], [3, 0]]))
    assert [len(one) for one in wedges(H, 1.5, 1.0, 0.0, WINDOW)] == [0, 0, 0, 0]
