"""The charts of the page "Overfitting": areas that add up, marks that stand for a value, and what leaves a chart."""

import numpy as np
import pytest

from models.early_stopping import descend
from models.errors import over_degrees, over_strengths
from models.own_points import read, together
from models.points import drawn
from models.polynomial import TOP, fit
from models.resampling import draw
from models.resampling import over_degrees as spread_over_degrees
from models.resampling import over_strengths as spread_over_strengths
from models.truths import TRUTHS
from plots.chart import logarithmic
from plots.overfitting import HIGHEST, LOWEST, STRENGTHS, ZERO, degree_at, place, strength_at, tall
from plots.overfitting_fit import error_charts, fit_chart
from plots.overfitting_spread import BUNDLE, LINEAR, LOG, bundle_chart, spread_charts
from plots.overfitting_stopping import stopping_charts

SINE = TRUTHS[0]
POINTS = drawn(SINE, 10, 20, 0.3, 0)


def line(chart, name: str):
    return next(one for one in chart.lines if one.name == name)


def errors_of(points, degree: int = 9, strength: float = 0.0):
    return error_charts(over_degrees(points, strength), over_strengths(points, degree, STRENGTHS), degree, strength)


@pytest.mark.parametrize(("x", "degree"), [(-1, 0), (3.4, 3), (3.6, 4), (99, TOP)])
def test_a_mark_stands_for_the_nearest_degree(x, degree):
    assert degree_at(x) == degree


@pytest.mark.parametrize("strength", [0.0, LOWEST, 1e-3, HIGHEST])
def test_a_mark_set_to_a_lambda_stands_for_it(strength):
    assert strength_at(float(place(strength))) == pytest.approx(strength)


def test_left_of_the_scale_lambda_is_0_and_right_of_it_the_largest():
    assert strength_at(ZERO / 2) == strength_at(1.05 * ZERO) == 0
    assert strength_at(0.95 * LOWEST) == LOWEST
    assert strength_at(1e5) == HIGHEST


def test_a_short_logarithmic_axis_has_ticks_between_the_powers_of_10():
    assert [text for _, text in logarithmic("", 0.09, 1.1).ticks] == ["0.1", "0.2", "0.5", "1"]
    assert logarithmic("", 1e-3, 10).ticks is None


def test_the_axis_of_y_keeps_still_until_a_point_leaves_it():
    assert tall(np.array([0.5]), np.zeros(0)).span == tall().span == (-2, 2)
    low, high = tall(np.array([-1.0, 5.0])).span
    assert (low, high > 5) == (-2, True)


def test_the_fit_is_drawn_over_truth_and_others_and_own_points_take_the_hand():
    w = fit(POINTS.x, POINTS.y, 9)
    known = fit_chart(POINTS, w, [fit(POINTS.x, POINTS.y, 1)], SINE, own=False)
    assert [one.name for one in known.lines] == ["truth", "straight line", "your fit"]
    assert not known.adds
    own = fit_chart(POINTS, w, [], None, own=True)
    assert [one.name for one in own.lines] == ["your fit"]
    assert own.adds
    assert all(dots.grip for dots in own.dots)


def test_the_best_degree_and_lambda_are_starred():
    for chart, errors in zip(errors_of(POINTS), (over_degrees(POINTS, 0.0), over_strengths(POINTS, 9, STRENGTHS)), strict=True):
        (star,) = chart.dots
        assert star.y == [errors.validation.min()]
        assert star.x == [place(errors.along[errors.validation.argmin()])]
        low, high = chart.y.span
        assert low < star.y[0] < high


def test_a_training_error_of_0_leaves_the_chart_below_and_that_is_said():
    degrees, strengths = errors_of(POINTS)
    assert strengths.hint == "Cut below."  # with a little λ it is not 0
    assert degrees.hint == "Below the chart: 0."
    assert line(degrees, "training").y[9] < degrees.y.span[0]
    smooth, _ = errors_of(drawn(SINE, 60, 20, 0.3, 0))
    assert smooth.hint == ""
    small, _ = errors_of(drawn(SINE, 50, 20, 0.0, 0), 7)
    assert small.hint == "Cut below."  # 3·10⁻⁸ is small, but not 0


def test_without_validation_points_there_is_no_line_and_no_star():
    for chart in errors_of(together(read("0:1,1:2"))):
        assert [one.name for one in chart.lines] == ["training"]
        assert not chart.dots


@pytest.mark.parametrize("scale", [LINEAR, LOG])
def test_the_areas_add_up_and_the_measured_error_lies_on_them(scale):
    sets = draw(SINE, 12, 0.3, False, 0)
    degrees = spread_over_degrees(SINE, 0.3, sets, 1e-4)
    charts = spread_charts(degrees, spread_over_strengths(SINE, 0.3, sets, 9, STRENGTHS), 9, 1e-4, scale)
    chart = charts[0]
    assert [one.name for one in chart.lines if one.fill] == ["noise", "bias²", "variance"]
    np.testing.assert_allclose(line(chart, "noise").y, 0.09)
    np.testing.assert_allclose(line(chart, "bias²").y - line(chart, "noise").y, degrees.bias, atol=1e-12)
    np.testing.assert_allclose(line(chart, "variance").y, degrees.bias + degrees.variance + degrees.noise)
    np.testing.assert_allclose(line(chart, "measured").y, line(chart, "variance").y, rtol=0.1)
    assert [one.y.log for one in charts] == [scale == LOG] * 2
    assert chart.y.span[0] == (0 if scale == LINEAR else pytest.approx(degrees.total.min() / 3, rel=0.2))


def test_an_exploding_variance_is_cut_and_that_is_said():
    sets = draw(SINE, 20, 0.3, True, 0)
    degrees = spread_over_degrees(SINE, 0.3, sets, 0.0)
    chart, other = spread_charts(degrees, spread_over_strengths(SINE, 0.3, sets, 9, STRENGTHS), 9, 0.0, LOG)
    assert chart.hint == "Cut above."
    assert other.hint.startswith("Log scale: read heights, not areas.")
    assert chart.y.span[1] == pytest.approx(1e3 * degrees.total[0])


def test_the_bundle_is_of_some_fits_about_the_mean_fit():
    weights = np.random.default_rng(0).standard_normal((200, 4))
    chart = bundle_chart(weights, weights.mean(0), SINE, "")
    assert sum(one.faint for one in chart.lines) == BUNDLE
    np.testing.assert_allclose(line(chart, "mean fit").y, np.polynomial.Polynomial(weights.mean(0))(np.linspace(-1, 1, 401)), atol=1e-12)


def test_the_plane_holds_both_ways_from_0_to_least_squares_and_ties_of_equal_alpha_k_and_lambda():
    descent = descend(drawn(SINE, 12, 20, 0.3, 0, random=True), 2, 0.5, 5000, 500)
    *_, plane = stopping_charts(descent, SINE)
    target = descent.ground.target
    for name in ("ridge", "descent"):
        one = line(plane, name)
        ends = sorted([(one.x[0], one.y[0]), (one.x[-1], one.y[-1])])
        np.testing.assert_allclose(ends[0], [0, 0], atol=1e-3)
        np.testing.assert_allclose(ends[1], target, rtol=1e-3)
    ties = [one for one in plane.lines if one.name == "the same αk = 1/λ"]
    assert len(ties) >= 3
    for tie in ties:
        k = int(tie.hover.split()[1].rstrip(","))
        np.testing.assert_allclose([tie.x[0], tie.y[0]], (1 - (1 - 0.5 * descent.ground.s) ** k) * target, rtol=1e-9)
        np.testing.assert_allclose([tie.x[1], tie.y[1]], descent.ground.s / (descent.ground.s + 1 / (0.5 * k)) * target, rtol=1e-9)


def test_the_shares_are_those_of_the_step_that_is_kept():
    descent = descend(POINTS, 9, 0.5, 20_000, 500)
    _, _, shares, _ = stopping_charts(descent, SINE)
    (dots,) = shares.dots
    np.testing.assert_allclose(dots.y, 1 - (1 - 0.5 * descent.ground.s) ** descent.best, atol=1e-9)
    assert shares.marks[0].at == pytest.approx(1 / (0.5 * descent.best))


def test_stop_and_divergence_are_marked():
    marks = stopping_charts(descend(POINTS, 9, 0.5, 20_000, 500), SINE)[0].marks
    assert [mark.label for mark in marks] == ["stopped at 3364"]
    lost = descend(POINTS, 9, 2.0, 20_000, 500)
    charts = stopping_charts(lost, SINE)
    assert [mark.label for mark in charts[0].marks] == [f"diverged at {lost.diverged}"]
    assert "least squares" not in [one.name for one in charts[1].lines]


def test_a_level_ground_has_no_plane():
    (only,) = stopping_charts(descend(together(read("0:1,0:2,1:0:v")), 5, 0.5, 10, 2), None)
    assert [one.name for one in only.lines] == ["kept"]
    *_, plane = stopping_charts(descend(POINTS, 1, 0.5, 10, 2), None)
    assert not plane.lines
    assert plane.hint == "It takes a degree of 2 and three different x."


def test_the_plane_shows_a_direction_not_yet_learnt_or_the_one_that_diverges():
    descent = descend(POINTS, 9, 0.5, 20_000, 500)
    *_, plane = stopping_charts(descent, SINE)
    kept, end = plane.dots
    assert kept.y[0] < 0.5 * end.y[0]  # the diamond does not hide the star
    lost = descend(POINTS, 9, 2.0, 20_000, 500)
    *_, plane = stopping_charts(lost, SINE)
    assert plane.x.title == "w, direction 1"
    x = line(plane, "descent").x
    assert (np.diff(np.sign(np.diff(x)))[:4] != 0).all()  # it doubles back at every step
    assert "ties" not in plane.hint
