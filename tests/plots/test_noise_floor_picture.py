"""The charts of the noise floor: the law is drawn where there is one, and what is measured stands on it."""

import numpy as np
import pytest

from plots.chart import charts_picture
from plots.noise_floor import floor_charts
from studies.noise_floor import FIRST, RATE, RATES, floor


def drawn(alpha=0.1, lam=1.0, sigma=1.0, size=1):
    return {chart.id: chart for chart in floor_charts(floor(alpha, lam, sigma, size, 0), alpha, lam, sigma, size)}


@pytest.mark.parametrize("lam", [0.25, 1.0, 4.0])
def test_the_law_ends_at_2_over_lambda_and_the_dots_behind_it_are_crosses(lam):
    chart = drawn(lam=lam)["rates"]
    law, (found, lost) = chart.lines[0], chart.dots
    assert law.x[-1] == pytest.approx(0.99 * 2 / lam)
    assert law.y == pytest.approx(law.x / (lam * (2 - law.x * lam)))
    assert found.x.tolist() == RATES[RATES * lam < 2].tolist()
    assert lost.x.tolist() == RATES[RATES * lam >= 2].tolist()
    assert {mark.name: mark.at for mark in chart.marks} == {"α": 0.1, "2/λ": 2 / lam}
    low, high = chart.y.span
    assert ((low < found.y) & (found.y < high)).all()


def test_over_the_batch_size_the_law_falls_as_1_over_b():
    chart = drawn(size=16)["sizes"]
    law = chart.lines[0]
    assert law.x * law.y == pytest.approx(np.full(3, 0.1 / 1.9))
    assert (chart.marks[0].name, chart.marks[0].at, chart.marks[0].grip) == ("B", 16, True)


def test_the_mean_loss_begins_where_the_runs_do_and_its_floor_is_half_of_lambda_times_the_variance():
    chart = drawn(lam=2.0)["steps"]
    measured, law, rest = chart.lines
    assert measured.y[0] == law.y[0] == pytest.approx(FIRST**2)
    assert rest.y == pytest.approx([0.1 / (2 - 0.2)] * 2, rel=0.5)
    assert rest.y[0] == pytest.approx(0.5 * 2.0 * 0.1 / (2.0 * (2 - 0.2)))


@pytest.mark.parametrize("alpha", [2.0, 2.5, RATE.high])
def test_where_nothing_rests_no_floor_is_drawn(alpha):
    charts = drawn(alpha)
    assert charts["sizes"].lines == []
    assert [line.name for line in charts["steps"].lines] == ["measured", "law"]
    assert np.isfinite(charts["steps"].y.span).all()
    assert charts_picture(list(charts.values()), columns=3)


@pytest.mark.parametrize("alpha", [RATE.low, RATE.high])
@pytest.mark.parametrize("lam", [0.25, 4.0])
@pytest.mark.parametrize("size", [1, 256])
def test_every_axis_has_a_true_span_at_the_ends_of_the_sliders(alpha, lam, size):
    for chart in drawn(alpha, lam, 10.0, size).values():
        for axis in (chart.x, chart.y):
            low, high = axis.span
            assert np.isfinite([low, high]).all()
            assert (0 if axis.log else -1) < low < high
