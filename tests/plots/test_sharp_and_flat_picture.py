"""The charts of the two wells: what was counted is what is drawn, and level lines lie at one height each."""

import numpy as np
import pytest

from plots.chart import charts_picture
from plots.sharp_and_flat import HEIGHTS, escape_charts, levels
from studies.sharp_and_flat import LAND, RATES, RUNS, SIZES, N, escape
from tests.landscapes.test_two_instruments import by_hand


@pytest.mark.parametrize(("alpha", "size"), [(0.6, 2), (0.1, 1), (4.0, N)])
def test_the_counts_are_drawn_in_per_cent_with_their_intervals_around_them(alpha, size):
    found = escape(LAND.start, alpha, size, 0)
    charts = {chart.id: chart for chart in escape_charts(found, LAND.start, alpha, size)}
    for name, at, counted in (("rates", RATES, found.rates), ("sizes", SIZES, found.sizes)):
        chart = charts[name]
        dots, strokes = chart.dots[0], np.reshape(chart.lines[1].y, (-1, 3))
        assert dots.x.tolist() == at.tolist()
        assert dots.y == pytest.approx(100 * counted.hits / RUNS)
        assert ((strokes[:, 0] <= dots.y + 1e-9) & (dots.y <= strokes[:, 1] + 1e-9)).all()
        assert np.isnan(strokes[:, 2]).all()
    marks = {mark.name: mark.at for chart in charts.values() for mark in chart.marks}
    assert marks == {"α": alpha, "2/λ": pytest.approx(2 / 1.8748, rel=1e-4), "B": size}
    start = next(dots for dots in charts["map"].dots if dots.grip)
    assert (start.x[0], start.y[0]) == LAND.start
    assert charts_picture(list(charts.values()), columns=3)


def test_every_point_of_a_level_line_lies_at_one_of_the_heights():
    line = levels()
    known = np.isfinite(line.x)
    loss = np.array([by_hand(x, y) for x, y in zip(line.x[known][::7], line.y[known][::7], strict=True)])
    assert np.abs(loss[:, None] - HEIGHTS).min(1).max() < 1e-3
    assert np.abs(loss[:, None] - HEIGHTS).argmin(1).max() == len(HEIGHTS) - 1
