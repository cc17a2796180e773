"""The outlines are where the level is, closed, and as many as there are hollows."""

import numpy as np
import pytest

from plots.contours import outlines

N = 65
X, Y = np.meshgrid(np.linspace(-2, 2, N), np.linspace(-2, 2, N))


def in_the_plane(loop):
    return loop / (N - 1) * 4 - 2


def area(loop):
    """Gauss's shoelace formula; positive with the inside on the left."""
    (x, y), (u, v) = loop.T, np.roll(loop, -1, 0).T
    return 0.5 * np.sum(x * v - u * y)


def test_the_outline_of_a_bowl_is_its_circle():
    (loop,) = outlines(X**2 + Y**2, 1.5**2)
    points = in_the_plane(loop)
    # Between grid points the bowl is taken for straight: off by at most h²/8 · f'' / |∇f| = (1/16)²/8 · 2/3 < 4e-4.
    assert np.hypot(*points.T) == pytest.approx(1.5, abs=4e-4)
    assert area(points) == pytest.approx(np.pi * 1.5**2, rel=2e-3)


def test_a_hill_is_a_hole_in_the_low_ground():
    (loop,) = (one for one in outlines(-(X**2) - Y**2, -1.0) if np.hypot(*in_the_plane(one).T).max() < 1.5)
    assert area(in_the_plane(loop)) == pytest.approx(-np.pi, rel=1e-2)  # walked the other way round


def test_two_hollows_have_two_outlines():
    loops = outlines((X**2 - 1) ** 2 + Y**2, 0.25)
    assert sorted(np.sign(in_the_plane(loop)[:, 0].mean()) for loop in loops) == [-1, 1]


def test_low_ground_at_the_edge_is_closed_along_the_edge():
    (loop,) = outlines(X, 0.5)
    assert area(in_the_plane(loop)) == pytest.approx(2.5 * 4, rel=1e-12)


def test_a_saddle_between_four_points_gives_closed_loops():
    # Neither diagonal is right: the two low corners are joined, and every loop still closes.
    z = np.array([[0.0, 1.0], [1.0, 0.0]])
    (loop,) = outlines(z, 0.5)
    assert area(loop) == pytest.approx(0.75)  # the square without its two high corners, half by half each


def test_no_ground_below_the_level_has_no_outline():
    assert outlines(X**2, -1.0) == []
