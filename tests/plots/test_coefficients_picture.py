"""The charts of coefficient paths and of vectors, and the two descents of one picture."""

import numpy as np
import pytest

from landscapes.penalised import PENALISED, hessian, numbers
from landscapes.penalties import penalty
from models.coefficients import fit_paths
from models.split import split
from models.tables import DIABETES, made
from models.vectors import costs, same_score
from optimizers import Run, descend
from plots.chart import charts_picture
from plots.coefficients import HEADROOM, HIGHEST, LOWEST, ZERO, coefficient_charts, place, strength_at
from plots.conditioning import conditioning_picture
from plots.race import Sight, Trace
from plots.theme import LOOKS
from plots.vectors import vectors_chart
from tests.plots.blob import unpacked

LAMBDAS = [0.0, *np.geomspace(LOWEST, HIGHEST, 31)]


def paths(table=DIABETES, share=0.3, name="L1"):
    return fit_paths(table, *split(len(table.y), share, 0), penalty(name), None, LAMBDAS)


@pytest.mark.parametrize(("x", "strength"), [(ZERO, 0), (1e-5, 0), (6e-5, LOWEST), (1.23456, 1.23), (99.99, 100), (1e6, HIGHEST)])
def test_a_place_on_the_axis_is_a_strength_of_three_digits_and_left_of_the_scale_it_is_0(x, strength):
    assert strength_at(x) == strength


def test_0_has_its_place_left_of_every_other_strength():
    assert place(0.0) == ZERO < LOWEST == place(LOWEST)


def test_a_mark_runs_through_all_three_charts_and_the_names_stand_where_the_paths_begin():
    charts = coefficient_charts(paths(), 0.0, "λ = 0")
    assert [(mark.at, mark.grip) for chart in charts for mark in chart.marks] == [(ZERO, True)] * 3
    assert charts[0].ends == "left"
    assert [line.label for line in charts[0].lines] == list(DIABETES.names)
    header = unpacked(charts_picture(charts))
    assert [chart["ends"] for chart in header["charts"]] == ["left"] * 3


def test_the_star_stands_at_the_least_validation_error():
    found = paths()
    (star,) = coefficient_charts(found, 1.0, "λ = 1")[1].dots
    assert (star.x[0], star.y[0]) == (found.lambdas[found.best], found.validation.min())


def test_what_a_path_is_at_0_stands_apart_from_the_rest():
    """With fewer rows than features it jumps there: the shortest least squares is not where the lasso's path leads."""
    found = paths(made(12, 3, 20.0, 0.0, seed=0))
    for line, weights in zip(coefficient_charts(found, 1.0, "λ = 1")[0].lines, found.weights.T, strict=True):
        np.testing.assert_array_equal(line.y, [weights[0], weights[0], np.nan, *weights[1:]])
        assert line.x[0] == ZERO
        assert line.x[1] < line.x[3] == LOWEST


def test_without_validation_rows_there_is_one_curve_and_no_star():
    _, errors, _ = coefficient_charts(paths(share=0.0), 1.0, "λ = 1")
    assert [line.name for line in errors.lines] == ["training"]
    assert errors.dots == []


def test_an_error_that_dwarfs_all_others_leaves_the_chart_and_that_is_said():
    """Eight training rows and ten features: least squares is 13 times as bad as the best."""
    wild = paths(made(12, 3, 20.0, 0.0, seed=0))
    _, errors, _ = coefficient_charts(wild, 1.0, "λ = 1")
    least = max(wild.training.min(), wild.validation.min())
    assert wild.validation.max() > 10 * least
    assert errors.y.span[1] == pytest.approx(HEADROOM * least, rel=0.1)
    assert "cut off" in errors.hint


def test_the_dip_of_the_validation_error_takes_a_share_of_the_chart_that_can_be_seen():
    """From 2762 to 2710: of all errors, up to 6200, that is a 70th."""
    found = paths()
    low, high = coefficient_charts(found, 1.0, "λ = 1")[1].y.span
    assert found.validation[0] - found.validation.min() > 0.03 * (high - low)
    assert found.validation.min() - low > 0.08 * (high - low)  # the star stands clear of the grip


def test_where_every_coefficient_is_0_the_star_stands_at_the_first_such_strength():
    """λmax = max |x_jᵀy|/N = 3.474 for this noise."""
    (star,) = coefficient_charts(paths(made(60, 0, 20.0, 0.0, seed=2)), 1.0, "λ = 1")[1].dots
    assert star.x[0] == pytest.approx(3.474, rel=1e-3)


def test_the_truth_stands_at_the_left_edge():
    found = paths(made(60, 3, 20.0, 0.0, seed=0))
    coefficients, _, counts = coefficient_charts(found, 1.0, "λ = 1")
    assert [(dot.x[0], dot.y[0]) for dot in coefficients.dots] == [(ZERO, weight) for weight in found.truth]
    assert counts.lines[1].y == [3, 3]


def test_lines_join_vectors_of_one_score_and_a_penalty_of_0_has_no_place_on_a_logarithm():
    W = np.array([(1, 0, 0, 0), (0, 0, 0, 0), (0.25,) * 4])
    chart = vectors_chart(["w₁", "w₂", "w₃"], [(cost, cost.value(W)) for cost in costs()], same_score(W.sum(1).tolist()))
    np.testing.assert_array_equal(chart.lines[0].x, [1, 3, np.nan])
    np.testing.assert_array_equal(chart.lines[0].y, [1, 1, np.nan])
    np.testing.assert_array_equal(chart.dots[1].y, [1, np.nan, 0.25])


@pytest.mark.parametrize("shown", [0, 1])
def test_each_loss_is_drawn_above_its_own_minimum_whichever_surface_is_shown(shown):
    """½ (x − m)ᵀ (H + added) (x − m), the height of a quadratic above its minimum m."""
    H, centre, added = hessian(9, 20), (2.0, 1.5), 3.0
    surfaces = [numbers(H, centre, strength, 0, 1) for strength in (0.0, added)]
    runs = [descend(PENALISED, [Run("SGD", (-3.0, 3.0), lr=0.1)], 20, params=params) for params in surfaces]
    traces = [Trace(name, LOOKS[name], 0.1) for name in ("Momentum", "SGD")]
    arrays = unpacked(conditioning_picture(PENALISED, surfaces, shown, traces, runs, Sight([], "2-D", "steps")))
    assert arrays["inspects"] is False
    for k, (params, one) in enumerate(zip(surfaces, runs, strict=True)):
        off = one.theta[0] - np.array(PENALISED.minima(*PENALISED.numbers(params))[0])
        gap = 0.5 * np.einsum("ti,ij,tj->t", off, H + k * added * np.eye(2), off)
        np.testing.assert_allclose(arrays["gap"].reshape(2, 21)[k], gap, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("shown", [0, 1])
def test_in_3d_only_the_run_of_the_shown_surface_is_drawn_and_both_losses_stay(shown):
    surfaces = [numbers(hessian(9, 20), (2.0, 1.5), strength, 0, 1) for strength in (0.0, 3.0)]
    runs = [descend(PENALISED, [Run("SGD", (-3.0, 3.0), lr=0.1)], 20, params=params) for params in surfaces]
    traces = [Trace(name, LOOKS[name], 0.1) for name in ("Momentum", "SGD")]
    arrays = unpacked(conditioning_picture(PENALISED, surfaces, shown, traces, runs, Sight([], "3-D", "steps")))
    assert np.isfinite(arrays["x"].reshape(2, 21)).all(1).tolist() == [shown == 0, shown == 1]
    assert np.isfinite(arrays["gap"]).all()


def test_of_a_run_that_climbs_the_map_shows_what_lies_before_it_left():
    surfaces = [numbers(hessian(9, 0), (2.0, 1.5), 0.0, 0, 1)] * 2
    runs = [descend(PENALISED, [Run("SGD", (-3.0, 3.0), lr=lr)], 40, params=surfaces[0]) for lr in (0.1, 0.24)]  # the edge is 2/9
    traces = [Trace(name, LOOKS[name], 0.1) for name in ("Momentum", "SGD")]
    arrays = unpacked(conditioning_picture(PENALISED, surfaces, 0, traces, runs, Sight([], "2-D", "steps")))
    calm, wild = arrays["y"].reshape(2, 41)
    assert np.isfinite(calm).all()
    inside = np.flatnonzero(np.abs(runs[1].theta[0, :, 1]) <= 4)[-1]
    assert np.isfinite(wild[: inside + 2]).all()
    assert np.isnan(wild[inside + 2 :]).all()
    assert inside + 2 < 41
