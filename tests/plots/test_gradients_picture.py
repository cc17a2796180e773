"""The pictures of a gradient check, read back: level lines, slopes, marks and the floor."""

import numpy as np
import pytest

from landscapes import formula, landscape, loss_at
from models.nine_points import B, W, X, Y
from plots.gradients import (
    FLOOR,
    POINT,
    STEP,
    arrow,
    errors_chart,
    gradient_arrows,
    level_lines,
    map_chart,
    nine_points_chart,
    slice_chart,
)
from plots.gradients_cost import cost_charts
from plots.gradients_direction import ANGLE, TIP, direction_chart, direction_map, tip_at
from plots.theme import GREEN
from studies.directions import directions
from studies.gradient_check import WAYS, check, look_of
from studies.gradient_cost import Cost
from studies.step_errors import STEPS, step_errors, thumb

ROSENBROCK = landscape("Rosenbrock")


def checks(land, point, h=1e-3, dtype="float64"):
    return {way: check(land, point, h, dtype, way) for way in WAYS}


def slope_of(line) -> float:
    return (line.y[-1] - line.y[0]) / (line.x[-1] - line.x[0])


@pytest.mark.parametrize("name", ["Rosenbrock", "Himmelblau"])
def test_along_a_level_line_the_loss_stays(name):
    land = landscape(name)
    line = level_lines(land, {})
    pieces = np.split(np.arange(len(line.x)), np.flatnonzero(np.isnan(line.x)))
    longest = max(pieces, key=len)[2:-2]
    z = loss_at(land, None, line.x[longest], line.y[longest])
    whole = loss_at(land, None, *np.random.default_rng(0).uniform(*np.array(land.window).T, (500, 2)).T)
    assert np.ptp(z) < 0.05 * np.ptp(whole)
    (x0, x1), (y0, y1) = land.window
    edge = (line.x <= x0) | (line.x >= x1) | (line.y <= y0) | (line.y >= y1)
    assert not (edge[1:] & edge[:-1] & np.isin(line.x[1:], (x0, x1)) & np.isin(line.x[:-1], (x0, x1))).any()  # no walk along the edge


def test_the_hand_finds_the_point_on_the_map_and_the_arrow_lies_along_the_gradient():
    point = np.array([-1.2, 1.0])
    ways = checks(ROSENBROCK, (-1.2, 1.0))
    arrows = gradient_arrows(ROSENBROCK, ways)
    assert [one.name for one in arrows] == ["analytic", "forward", "central"]
    chart = map_chart(ROSENBROCK, {}, point, arrows)
    (dot,) = [one for one in chart.dots if one.grip]
    assert (dot.name, dot.x[0], dot.y[0]) == (POINT, -1.2, 1.0)
    along = np.array([arrows[0].x[1] - arrows[0].x[0], arrows[0].y[1] - arrows[0].y[0]])
    g = ways["central"].analytic
    assert along / np.linalg.norm(along) == pytest.approx(g / np.linalg.norm(g))
    assert gradient_arrows(ROSENBROCK, checks(ROSENBROCK, (1.0, 1.0))) == []  # there is none
    tip = arrow("v", point, np.array([0.0, 2.0]), GREEN)
    assert (tip.x[1], tip.y[1]) == (-1.2, 3.0)


@pytest.mark.parametrize("i", [0, 1])
def test_the_lines_along_a_weight_have_the_slopes_of_the_table(i):
    ways = checks(ROSENBROCK, (-1.2, 1.0), 0.05)
    chart = slice_chart(look_of(ROSENBROCK), ways, i, "xy"[i], 0.3)
    lines = {line.name: line for line in chart.lines}
    assert slope_of(lines["analytic"]) == pytest.approx(ways["central"].analytic[i])
    assert slope_of(lines["forward"]) == pytest.approx(ways["forward"].numeric[i])
    assert slope_of(lines["central"]) == pytest.approx(ways["central"].numeric[i])
    at = [-1.2, 1.0][i]
    for name, through in (("forward", (at, at + 0.05)), ("central", (at - 0.05, at + 0.05))):  # a secant meets the loss twice
        loss = np.interp(through, lines["loss"].x, lines["loss"].y)
        assert np.interp(through, lines[name].x, lines[name].y) == pytest.approx(loss, abs=1e-6 * np.ptp(lines["loss"].y))


def test_at_a_kink_a_fan_goes_from_the_left_slope_to_the_right_one_and_no_endless_slope_is_drawn():
    land = formula("max(x, 0) + y**2")
    chart = slice_chart(look_of(land), checks(land, (0, 1)), 0, "x", 0.3)
    fan = [slope_of(line) for line in chart.lines if line.name == "subgradient"]
    assert fan == pytest.approx(np.linspace(0, 1, len(fan)), abs=1e-6)
    root = formula("sqrt(x) + y**2", ((0, 4), (-2, 2)))
    names = {line.name for line in slice_chart(look_of(root), checks(root, (0, 1)), 0, "x", 0.3).lines}
    assert names == {"loss", "forward"}
    nothing = formula("log(x)")
    span = slice_chart(look_of(nothing), checks(nothing, (-3, 1)), 0, "x", 0.3).y.span
    assert np.isfinite(span).all()


def test_the_errors_stand_over_their_steps_and_0_on_the_floor():
    square = formula("x**2 + 0*y")
    errors = step_errors(look_of(square), np.array([3.0, 0.0]))
    chart = errors_chart(errors, "float32", 1e-3)
    lines = {line.hover.partition(":")[0]: line for line in chart.lines}
    for (dtype, way), error in errors.error.items():
        shown = lines[f"{way}, {dtype}"].y
        assert (shown == np.where(error > FLOOR, error, FLOOR)).all()
    marks = {mark.name: mark.at for mark in chart.marks}
    assert marks == {STEP: 1e-3, "√ε": thumb("float32", "forward"), "∛ε": thumb("float32", "central")}
    for star, (dtype, way) in zip(chart.dots, errors.error, strict=True):
        error = errors.error[dtype, way]
        assert max(error[np.searchsorted(STEPS, star.x[0] * 0.999)], FLOOR) == star.y[0] == max(error.min(), FLOOR)
    theory = lines["theory"]
    assert np.nanmax(theory.y) < 1


def test_the_nine_points_stand_in_their_classes_and_a_line_is_where_a_score_is_0():
    chart = nine_points_chart(W, B)
    for k, dots in enumerate(chart.dots):
        assert np.stack([dots.x, dots.y], 1) == pytest.approx(X[k == Y])
    for k, line in enumerate(chart.lines):
        assert W[k] @ np.array([line.x, line.y]) + B[k] == pytest.approx(0, abs=1e-9)
    assert len(nine_points_chart(W[:1], B[:1]).dots) == 1
    assert nine_points_chart(0 * W, B).lines == []


def test_the_direction_is_drawn_where_it_points():
    found = directions(look_of(ROSENBROCK), np.array([-1.2, 1.0]), 1e-5, "float64")
    chart = direction_map(ROSENBROCK, {}, found, 90.0)
    grips = {dot.name: (dot.x[0], dot.y[0]) for dot in chart.dots if dot.grip}
    assert grips[TIP] == pytest.approx((-1.2, 1.0 + tip_at(ROSENBROCK)))
    assert chart.equal  # or an angle is not what it looks like
    over = direction_chart(found, 90.0)
    assert [(mark.name, mark.at) for mark in over.marks] == [(ANGLE, 90.0)]
    assert over.lines[0].y == pytest.approx(found.slopes)
    assert over.dots[0].y[0] == pytest.approx(np.linalg.norm(found.gradient))


def test_the_cost_is_two_lines_in_two_charts():
    n = np.array([2, 10, 100])
    asked, seconds = cost_charts(Cost(n, 2 * n, n * 1e-5, n * 0 + 1e-5, n * 0.0))
    assert [line.y.tolist() for line in asked.lines] == [[4, 20, 200], [1, 1, 1]]
    assert [line.y.tolist() for line in seconds.lines] == [pytest.approx([2e-5, 1e-4, 1e-3]), pytest.approx([1e-5] * 3)]
