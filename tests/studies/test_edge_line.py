"""Theory's line on a map lies where the map's own runs begin to diverge."""

import numpy as np
import pytest

from landscapes import formula
from optimizers import schedule
from optimizers.sweep import DIVERGED
from studies.edge_line import best_point, edge_line, is_exact, largest_curvature
from studies.outcome_map import outcome_map
from tests.studies.outcome_maps import question

LONG = {"side": 64, "steps": 2000}  # long enough for a run a cell beyond the edge to leave
BORDERS = {
    "SGD, rate and κ": question("Narrow valley", "SGD", up="kappa", **LONG),
    "SGD, rate and start": question("Booth", "SGD", up="x", **LONG),
    "heavy ball, rate and momentum": question(spans=((0.005, 0.08), (0, 0.95)), **LONG),
    "heavy ball, κ and momentum": question(across="kappa", spans=(None, (0, 0.95)), lr=0.004, **LONG),
    "Nesterov, rate and momentum": question(rule="Nesterov", spans=((0.005, 0.08), (0, 0.95)), **LONG),
    "Nesterov, turned valley, rate and κ": question(rule="Nesterov", up="kappa", params={"angle": 30.0}, **LONG),
}


@pytest.mark.parametrize("name", BORDERS)
def test_the_line_is_the_maps_own_border_within_a_cell(name):
    q = BORDERS[name]
    found, line = outcome_map(q), edge_line(q)
    gone = found.ended == DIVERGED
    assert 0.1 < gone.mean() < 0.9
    scale = np.log if q.across.parameter.log else np.asarray
    low, high = scale(q.across.low), scale(q.across.high)
    height = np.log(line[1]) if q.up.parameter.log else line[1]
    for row, y in zip(gone, np.log(found.y) if q.up.parameter.log else found.y, strict=True):
        if not height.min() <= y <= height.max():
            continue
        border = row.argmax()  # the first cell from which on all diverge
        assert row[border:].all()
        predicted = (scale(np.interp(y, height, line[0])) - low) / (high - low) * len(found.x)
        assert abs(predicted - border) <= 1.0


def test_the_line_is_the_closed_form():
    """Heavy ball: (2 + 2ρ)/λmax; plain descent: 2/κ (surfaces.md 2, Polyak 1964)."""
    x, y = edge_line(question())
    np.testing.assert_allclose(x, (2 + 2 * y) / 100, rtol=2e-4)
    x, y = edge_line(question(rule="SGD", up="kappa"))
    np.testing.assert_allclose(x, 2 / y, rtol=1e-9)
    x, y = edge_line(question(across="kappa", lr=0.004))
    np.testing.assert_allclose(x, (2 + 2 * y) / 0.004, rtol=2e-3)


def test_where_the_edge_lies_along_the_other_axis_it_is_found_too():
    x, y = edge_line(question(rule="SGD", across="x", up="lr"))
    np.testing.assert_allclose(y, 0.02, rtol=1e-9)
    assert (x.min(), x.max()) == (-4, 4)


@pytest.mark.parametrize(
    "q",
    [
        question(rule="Adam", up="beta1"),
        question("Rosenbrock"),
        question(formula("x + y"), "SGD", up="x"),
        question(formula("x**2 - y**2"), "SGD", up="x", lr=0.1, params={}, across="y"),
        question(spans=((1e-5, 1e-4), (0, 0.9))),  # below the edge everywhere
        question(rule="SGD", across="x", up="y", lr=0.0),
    ],
    ids=lambda q: f"{q.run.optimizer.name} on {q.land.name}, {q.across.low:g}",
)
def test_where_theory_knows_none_there_is_no_line(q):
    assert edge_line(q) is None


def test_the_largest_curvature_of_a_turned_valley_is_κ():
    table = largest_curvature(question(across="angle", up="kappa"))
    np.testing.assert_allclose(table, np.geomspace(1, 1e4, 65)[:, None] * np.ones(65), rtol=1e-9)


def test_the_best_point_is_polyaks():
    """κ = 100: α = (2/11)², ρ = (9/11)² (surfaces.md 2)."""
    assert best_point(question()) == pytest.approx((4 / 121, 81 / 121))
    assert best_point(question(across="momentum", up="lr")) == pytest.approx((81 / 121, 4 / 121))
    assert best_point(question(rule="SGD", up="kappa")) is None
    assert best_point(question(up="kappa")) is None
    assert best_point(question(spans=((1e-5, 1e-4), None))) is None
    assert best_point(question("Rosenbrock")) is None


def test_theory_speaks_of_constant_rates_and_exact_gradients():
    assert is_exact(question())
    for changed in ({"noise": 0.1}, {"clip": 1.0}, {"schedule": schedule("Cosine")}, {"schedule": schedule("Constant", warmup=0.1)}):
        assert not is_exact(question(**changed))
    assert not is_exact(question(up="noise"))
    assert not is_exact(question("Least squares", up="batch"))
    assert not is_exact(question("Least squares", batch=8))
