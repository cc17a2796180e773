"""The race's blob is the surface and the paths, to the last bit that is sent."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, heights, landscape
from optimizers import Run, descend, schedule
from optimizers.run import Entrant
from plots.race import GRID, Scene, Sight, ground, has_holes, holes, race_picture, surface_id, surface_picture, trace
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
def test_where_a_formula_is_infinite_the_map_is_as_high_as_it_gets(text):
    land = formula(text)
    sent = unpacked(surface_picture(land, {}))
    z = heights(land, {}, GRID)[2].ravel()
    assert np.isnan(z).any() or np.abs(z).max() > 1e300, "this formula has a value everywhere, and tests nothing"
    assert -np.inf < sent["low"] < sent["high"] < np.inf
    assert (sent["z"][z == np.inf] == 65535).all()
    assert sent["z"].min() == 0


def called(runs, *names):
    return [trace(Entrant(name, run)) for name, run in zip(names or [r.optimizer.name for r in runs], runs, strict=True)]


def test_the_paths_sent_are_the_paths():
    land = landscape("Rosenbrock")
    runs = [Run("Adam", lr=0.05), Run("SGD", lr=0.001)]
    paths = descend(land, runs, steps=50)
    sent = unpacked(race_picture(Scene(land, {}, called(runs, "Adam", "SGD 2"), paths, np.ones(50)), Sight(["Adam"], "2-D", "steps")))
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
    sent = unpacked(race_picture(Scene(land, {}, called(runs), paths, np.ones(land.steps)), Sight([], "2-D", "steps")))
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
    assert unpacked(race_picture(Scene(land, {}, called(runs), paths, np.ones(5)), Sight([], "2-D", "steps")))["span"] is None


def test_a_surface_that_stands_otherwise_in_3d_is_another_for_the_browser():
    """The diamond draws its loss plain, conditioning the same one on a logarithm."""
    land = landscape("Round bowl")
    plain, soft = (unpacked(surface_picture(land, {}, linear)) for linear in (True, False))
    assert plain["relief"] != soft["relief"]
    assert plain["id"] != soft["id"]
    assert [plain["id"], soft["id"]] == [surface_id(land, {}, linear) for linear in (True, False)]


def test_a_formula_in_another_window_is_another_surface():
    one, other = formula("x**2 + y**2"), formula("x**2 + y**2", ((-1, 1), (-1, 1)))
    assert surface_id(one, {}) != surface_id(other, {})
    assert surface_id(one, {}) != surface_id(formula("x**2 + 2*y**2"), {})


def test_a_diverged_run_is_sent_up_to_the_step_before():
    runs = [Run("SGD", lr=1.0)]
    paths = descend("Rosenbrock", runs, steps=30)
    lost = int(paths.diverged_at[0])
    sent = unpacked(race_picture(Scene(landscape("Rosenbrock"), {}, called(runs), paths, np.ones(30)), Sight([], "2-D", "evaluations")))
    for name in ("x", "cost"):
        assert np.isfinite(sent[name][:lost]).all()
        assert np.isnan(sent[name][lost:]).all()
    assert sent["runs"][0]["diverged"] == lost


def test_evaluations_travel_only_when_the_loss_is_drawn_over_them():
    land, runs = landscape("Himmelblau"), [Run("SGD"), Run("BFGS")]
    paths = descend(land, runs, steps=20)
    steps, evaluations = (
        race_picture(Scene(land, {}, called(runs), paths, np.ones(20)), Sight([], "2-D", axis)) for axis in ("steps", "evaluations")
    )
    assert "cost" not in unpacked(steps)
    sent = unpacked(evaluations)
    assert sent["axis"] == "evaluations"
    np.testing.assert_array_equal(sent["cost"].reshape(2, 21), paths.evaluations)


def test_a_race_plays_unless_it_is_told_where_to_stand():
    land, runs = landscape("Himmelblau"), [Run("SGD")]
    paths = descend(land, runs, steps=20)
    scene = Scene(land, {}, called(runs), paths, np.ones(20))
    assert unpacked(race_picture(scene, Sight([], "2-D", "steps")))["stand"] is None
    assert unpacked(race_picture(scene, Sight([], "2-D", "steps", 0)))["stand"] == 0  # a place like any other


def test_the_opening_race_weighs_less_than_eighty_kilobytes():
    land = landscape("Narrow valley")
    runs = [Run(name) for name in ("SGD", "Momentum", "Nesterov", "Adam")]
    paths = descend(land, runs, steps=land.steps)
    race = race_picture(Scene(land, {}, called(runs), paths, schedule("Constant").multipliers(land.steps)), Sight([], "2-D", "steps"))
    assert len(race) + len(surface_picture(land, {})) < 80_000


def test_ground_without_a_loss_is_a_hole_and_no_high_ground():
    # x⁰·⁵ has no value left of 0: of 128 columns from −1 to 1, the first 64
    own = formula("x**0.5 + y**2", ((-1, 1), (-1, 1)))
    header = unpacked(surface_picture(own, {}))
    assert header["holes"] == [[row, 0, 63] for row in range(128)]
    z = header["z"].reshape(128, 128)
    assert (z[:, :64] == z[:, 64:65]).all()  # as high as the edge, so that no cliff is drawn
    assert has_holes(own, {})
    assert unpacked(surface_picture(landscape("Rosenbrock"), {}))["holes"] == []
    assert not has_holes(formula("x**(2/3) + y**2"), {})


def test_a_hole_takes_the_nearest_height_of_its_row_or_else_of_its_column():
    nan = np.nan
    z = np.array([[1, nan, nan, nan, 5], [nan] * 5, [2, 2, 2, nan, 3.0]])
    assert ground(z).tolist() == [[1, 1, 1, 5, 5], [1, 1, 1, 5, 5], [2, 2, 2, 2, 3]]
    assert holes(z) == [[0, 1, 3], [1, 0, 4], [2, 3, 3]]


def test_the_picture_in_words_says_where_each_run_ends():
    """½(x² + 100y²) by hand: SGD multiplies x by 1 − α and y by 1 − 100α a step; at α = 1 y is out of sight by step 2."""
    land = landscape("Narrow valley")
    runs = [Run("SGD", start=(-2.0, 1.0), lr=0.01), Run("SGD", start=(-2.0, 1.0), lr=1.0)]
    sent = unpacked(
        race_picture(Scene(land, {}, called(runs, "SGD", "SGD 2"), descend(land, runs, steps=10), np.ones(10)), Sight([], "2-D", "steps"))
    )
    assert sent["alt"] == "Contour map of Narrow valley. From (−2, 1), in 10 steps: SGD to (−1.81, 0), SGD 2 diverges at step 2."
