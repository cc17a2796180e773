import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, heights, landscape
from optimizers import Run, descend, schedule
from plots.race import GRID, entrant, race_picture, surface_id, surface_picture
from tests.plots.blob import unpacked


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_the_surface_sent_is_the_surface(land):
    """Undoing the logarithm and the rounding to 16 bits gives the loss back."""
    sent = unpacked(surface_picture(land, {}))
    log = sent["low"] + (sent["high"] - sent["low"]) * sent["z"].astype(float) / 65535
    _, _, z = heights(land, {}, GRID)
    above = 10**log - sent["softening"]
    resolution = (10**log) * np.log(10) * (sent["high"] - sent["low"]) / 65535
    lowest = min([float(z.min()), *(float(land.loss(*m, *land.numbers())) for m in land.minima(*land.numbers()))])
    assert (np.abs(above.reshape(z.shape) - (z - lowest)) <= resolution.reshape(z.shape) + 1e-12).all()


@pytest.mark.parametrize("text", ["log(x) + y", "x**0.5 + y", "exp(exp(1.4*x)) + y", "exp(exp(1.4*x)) - exp(exp(-1.4*x)) + y"])
def test_where_a_formula_has_no_value_the_map_is_as_high_as_it_gets(text):
    land = formula(text)
    sent = unpacked(surface_picture(land, {}))
    z = heights(land, {}, GRID)[2].ravel()
    assert np.isnan(z).any() or np.abs(z).max() > 1e300, "this formula has a value everywhere, and tests nothing"
    assert -np.inf < sent["low"] < sent["high"] < np.inf
    assert (sent["z"][np.isnan(z) | (z == np.inf)] == 65535).all()
    assert sent["z"].min() == 0


def called(runs, *names):
    return [entrant(name, run) for name, run in zip(names or [r.optimizer.name for r in runs], runs, strict=True)]


def test_the_paths_sent_are_the_paths():
    land = landscape("Rosenbrock")
    runs = [Run("Adam", lr=0.05), Run("SGD", lr=0.001)]
    paths = descend(land, runs, steps=50)
    sent = unpacked(race_picture(land, {}, called(runs, "Adam", "SGD 2"), paths, np.ones(50), ["Adam"], "2-D", "steps"))
    np.testing.assert_array_equal(sent["x"].reshape(2, 51), paths.theta[..., 0].astype(np.float32))
    np.testing.assert_array_equal(sent["gap"].reshape(2, 51), paths.loss.astype(np.float32))  # Rosenbrock's lowest value is 0
    np.testing.assert_array_equal(sent["gx"].reshape(2, 51)[:, :50], paths.grad[..., 0].astype(np.float32))
    assert [run["second"] for run in sent["runs"]] == [False, True]
    assert [run["lr"] for run in sent["runs"]] == [0.05, 0.001]
    assert sent["surface"] == surface_id(land, {})
    assert sent["hidden"] == ["Adam"]


def test_where_no_minimum_is_known_the_loss_is_sent_above_the_lowest_ground_in_the_window():
    land, runs = landscape("Monkey saddle"), [Run("SGD"), Run("Adam")]
    paths = descend(land, runs, steps=land.steps)
    sent = unpacked(race_picture(land, {}, called(runs), paths, np.ones(land.steps), [], "2-D", "steps"))
    lowest = heights(land, points=GRID)[2].min()
    assert sent["lowest"] == lowest
    np.testing.assert_array_equal(sent["gap"].reshape(2, -1), (paths.loss - lowest).astype(np.float32))
    (low, high), (x0, x1), (y0, y1) = sent["span"], *land.window
    x, y = np.moveaxis(paths.theta, -1, 0)
    inside = paths.loss[(x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)]
    assert paths.loss.min() < low < inside.min() <= inside.max() < high  # the runs fall on, out of the picture


def test_where_a_minimum_is_known_the_loss_axis_is_logarithmic():
    land, runs = landscape("Rosenbrock"), [Run("SGD")]
    paths = descend(land, runs, steps=5)
    assert unpacked(race_picture(land, {}, called(runs), paths, np.ones(5), [], "2-D", "steps"))["span"] is None


def test_a_formula_in_another_window_is_another_surface():
    one, other = formula("x**2 + y**2"), formula("x**2 + y**2", ((-1, 1), (-1, 1)))
    assert surface_id(one, {}) != surface_id(other, {})
    assert surface_id(one, {}) != surface_id(formula("x**2 + 2*y**2"), {})


def test_a_diverged_run_is_sent_up_to_the_step_before():
    runs = [Run("SGD", lr=1.0)]
    paths = descend("Rosenbrock", runs, steps=30)
    lost = int(paths.diverged_at[0])
    sent = unpacked(race_picture(landscape("Rosenbrock"), {}, called(runs), paths, np.ones(30), [], "2-D", "evaluations"))
    for name in ("x", "cost"):
        assert np.isfinite(sent[name][:lost]).all()
        assert np.isnan(sent[name][lost:]).all()
    assert sent["runs"][0]["diverged"] == lost


def test_evaluations_travel_only_when_the_loss_is_drawn_over_them():
    land, runs = landscape("Himmelblau"), [Run("SGD"), Run("BFGS")]
    paths = descend(land, runs, steps=20)
    steps, evaluations = (race_picture(land, {}, called(runs), paths, np.ones(20), [], "2-D", axis) for axis in ("steps", "evaluations"))
    assert "cost" not in unpacked(steps)
    sent = unpacked(evaluations)
    assert sent["axis"] == "evaluations"
    np.testing.assert_array_equal(sent["cost"].reshape(2, 21), paths.evaluations)


def test_a_race_plays_unless_it_is_told_where_to_stand():
    land, runs = landscape("Himmelblau"), [Run("SGD")]
    paths = descend(land, runs, steps=20)
    setup = (land, {}, called(runs), paths, np.ones(20), [], "2-D", "steps")
    assert unpacked(race_picture(*setup))["stand"] is None
    assert unpacked(race_picture(*setup, 0))["stand"] == 0  # a place like any other


def test_the_opening_race_weighs_less_than_eighty_kilobytes():
    land = landscape("Narrow valley")
    runs = [Run(name) for name in ("SGD", "Momentum", "Nesterov", "Adam")]
    paths = descend(land, runs, steps=land.steps)
    race = race_picture(land, {}, called(runs), paths, schedule("Constant").multipliers(land.steps), [], "2-D", "steps")
    assert len(race) + len(surface_picture(land, {})) < 80_000
