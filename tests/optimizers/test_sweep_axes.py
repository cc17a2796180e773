"""What else a sweep may range over, how it tells of its progress, and where it runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from landscapes import Landscape, formula, landscape, minima_values
from optimizers import Run, descend, knots, sweep
from optimizers.sweep import CHUNK, CRAWLING, DIVERGED, ELSEWHERE, FEW, bottoms
from parameter import Parameter

ROOT = Path(__file__).parents[2]
KAPPAS, RATES = [3.0, 10.0, 40.0], [1e-3, 4e-3]


def test_a_surfaces_parameter_is_an_axis_like_any_other():
    swept = sweep("Narrow valley", "Momentum", {"kappa": KAPPAS, "lr": RATES}, steps=60)
    assert swept.loss.shape == (3, 2)
    for i, kappa in enumerate(KAPPAS):
        for j, lr in enumerate(RATES):
            paths = descend("Narrow valley", [Run("Momentum", lr=lr)], steps=60, params={"kappa": kappa})
            assert swept.loss[i, j] == pytest.approx(paths.loss[0, -1], rel=1e-3)
            assert swept.theta[i, j] == pytest.approx(paths.theta[0, -1], rel=1e-3, abs=1e-4)


def test_axes_keep_the_order_they_are_given_in():
    one = sweep("Narrow valley", "SGD", {"angle": [0.0, 30.0], "lr": RATES, "kappa": KAPPAS}, steps=40)
    other = sweep("Narrow valley", "SGD", {"kappa": KAPPAS, "angle": [0.0, 30.0], "lr": RATES}, steps=40)
    np.testing.assert_array_equal(one.loss, other.loss.transpose(1, 2, 0))
    np.testing.assert_array_equal(one.steps, other.steps.transpose(1, 2, 0))


def test_noise_is_an_axis():
    swept = sweep("Booth", "SGD", {"noise": [0.0, 0.5, 3.0]}, steps=50, seed=4)
    for i, noise in enumerate([0.0, 0.5, 3.0]):
        assert swept.loss[i] == pytest.approx(descend("Booth", [Run("SGD")], steps=50, noise=noise, seed=4).loss[0, -1], rel=1e-3, abs=1e-5)


def test_the_goal_is_each_surfaces_own_minimum():
    """x² + y² + p reaches p + tol after as many steps whatever p is."""
    p = Parameter("p", 0.0, -10.0, 10.0, help="-")
    land = Landscape(
        "Lifted",
        lambda x, y, p: x**2 + y**2 + p,
        ((-2, 2), (-2, 2)),
        {"Start": (1.5, 1.0)},
        lambda p: ((0.0, 0.0),),
        "-",
        "-",
        "-",
        "-",
        (p,),
    )
    swept = sweep(land, "SGD", {"lr": [0.05, 0.2], "p": [0.0, 1.0, 2.0]}, steps=100, tol=0.01)
    # (1 − 2α)^2k (1.5² + 1²) ≤ 0.01 first at k = 28 and 6
    np.testing.assert_array_equal(swept.steps, [[28, 28, 28], [6, 6, 6]])


def test_the_known_minima_are_found_for_every_combination():
    tried = {"angle": np.array([0.0, 45.0, 90.0]), "lr": np.ones(5), "kappa": np.array([1.0, 50.0])}
    points, values = bottoms(landscape("Narrow valley"), {"kappa": 100.0, "angle": 0.0}, tried)
    assert points.shape == (3, 1, 2, 1, 2)
    assert values == pytest.approx(np.zeros((3, 1, 2, 1)), abs=1e-12)
    for which in (0.0, 1.0):
        expected = minima_values(landscape("Logistic regression"), {"features": which})
        assert bottoms(landscape("Logistic regression"), {"features": which}, {})[1] == pytest.approx(expected, rel=1e-12)
    assert bottoms(landscape("Monkey saddle"), {}, {"lr": np.ones(2)})[1].shape == (1, 0)


def test_every_run_is_told_where_it_ended():
    """Two wells from seven starts: both wells, and on the ridge between them neither is reached in one step."""
    wells = sweep("Two wells", "SGD", {"x": [-1.0, 0.9], "lr": [0.02, 100.0]}, start=(0, 0), steps=300)
    assert wells.ended.tolist() == [[0, DIVERGED], [1, DIVERGED]]
    assert sweep("Two wells", "SGD", {"x": [0.4]}, start=(0, 0.3), steps=1).ended.tolist() == [CRAWLING]
    # Under way to Rosenbrock's one minimum: the loss is 1.07e-3, and the bottom of the quadratic 0.97e-3 lower, still less than 1e-3.
    near = sweep("Rosenbrock", "SGD", {"lr": [0.0]}, start=(0.983, 0.983**2 - 0.0028), steps=1)
    assert near.loss == pytest.approx(0.017**2 + 100 * 0.0028**2, rel=1e-3)
    assert near.ended.tolist() == [CRAWLING]
    # Rastrigin lists (0, 0) alone; its dents lie near whole numbers.
    assert sweep("Rastrigin", "SGD", {"x": [0.1, 2.1], "lr": [1e-3]}, start=(0, 0), steps=300).ended.ravel().tolist() == [0, ELSEWHERE]
    # On the plateau nothing moves, yet the curvature is no dent's.
    assert sweep("Gaussian pit", "SGD", {"x": [5.0]}, start=(5, 5), steps=50).ended.tolist() == [CRAWLING]


def test_a_sweep_counts_evaluations_as_a_race_does():
    for rule in ("SGD", "Newton", "BFGS", "L-BFGS", "Random search"):
        swept = sweep("Rosenbrock", rule, {"x": [-1.2, 0.5], "y": [1.0]}, steps=6)
        runs = [Run(rule, start=(x, 1.0)) for x in (-1.2, 0.5)]
        assert swept.evaluations.ravel().tolist() == descend("Rosenbrock", runs, steps=6).evaluations[:, -1].tolist(), rule


def test_the_batch_size_is_an_axis():
    sizes = [1, 8, 50, landscape("Least squares").samples]
    swept = sweep("Least squares", "SGD", {"batch": sizes, "lr": [0.01, 0.05]}, steps=40, seed=3)
    for i, size in enumerate(sizes):
        paths = descend("Least squares", [Run("SGD", lr=lr) for lr in (0.01, 0.05)], steps=40, seed=3, batch=size)
        assert swept.loss[i] == pytest.approx(paths.loss[:, -1], rel=1e-3)


def test_a_parameter_out_of_range_is_refused_by_its_name():
    with pytest.raises(ValueError, match="kappa"):
        sweep("Narrow valley", "SGD", {"kappa": [0.5]}, steps=3)
    with pytest.raises(ValueError, match="can be swept over"):
        sweep("Round bowl", "SGD", {"kappa": [2.0]}, steps=3)


def test_progress_is_told_chunk_by_chunk():
    heard = []
    sweep("Round bowl", "SGD", {"lr": np.linspace(0.01, 0.1, 3 * CHUNK)}, steps=5, progress=heard.append)
    assert heard == pytest.approx([1 / 3, 2 / 3, 1.0])


def test_a_sweep_is_stopped_by_what_progress_raises():
    class EnoughError(Exception):
        pass

    heard = []

    def stop(share):
        heard.append(share)
        raise EnoughError

    with pytest.raises(EnoughError):
        sweep("Round bowl", "SGD", {"lr": np.linspace(0.01, 0.1, 8 * CHUNK)}, steps=5, progress=stop)
    assert heard == [1 / 8]


MANY = """
import json, sys
import numpy as np
import jax
from optimizers import sweep
from optimizers.sweep import CHUNK
found = sweep("Rosenbrock", "Adam", {"lr": np.geomspace(1e-3, 1e-2, 2 * CHUNK + 5)}, steps=50)
json.dump({"devices": len(jax.local_devices()), "loss": found.loss.tolist(), "steps": found.steps.tolist()}, sys.stdout)
"""


def test_two_devices_share_a_sweep_and_find_the_same():
    """The same code, on two forced host devices, as it would run on two GPUs."""

    def on(devices: int) -> dict:
        flags = {"XLA_FLAGS": f"--xla_force_host_platform_device_count={devices}"}
        done = subprocess.run(
            [sys.executable, "-c", MANY], cwd=ROOT, env={**os.environ, **flags}, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    one, two = on(1), on(2)
    assert (one["devices"], two["devices"]) == (1, 2)
    np.testing.assert_allclose(two["loss"], one["loss"], rtol=1e-6)
    assert two["steps"] == one["steps"]


def test_starts_may_be_points_instead_of_a_grid():
    points = [(-1.2, 1.0), (0.5, -0.5), (2.0, 2.0)]
    swept = sweep("Rosenbrock", "Momentum", {"lr": [1e-4, 1e-3], "start": points}, steps=40)
    assert swept.loss.shape == (2, 3)
    for i, point in enumerate(points):
        alone = sweep("Rosenbrock", "Momentum", {"lr": [1e-4, 1e-3]}, start=point, steps=40)
        assert (swept.theta[:, i] == alone.theta).all()


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"start": [(0, 0)], "x": [1.0]}, "'x' beside 'start'"),
        ({"start": 3}, "= 3 is not a list of points"),
        ({"start": []}, "'start'.* is empty"),
        ({"start": [1.0, 2.0]}, "start = 1.0 is not a pair"),
        ({"start": [(0, float("nan"))]}, "start y = nan is not a finite"),
    ],
)
def test_starts_that_are_no_points_are_refused(over, words):
    with pytest.raises(ValueError, match=words):
        sweep("Round bowl", "SGD", over)


def test_a_sweep_of_few_runs_ends_where_one_of_many_does():
    rates = np.geomspace(1e-4, 1e-3, FEW + 1)
    many = sweep("Rosenbrock", "Adam", {"lr": rates}, steps=60)
    few = sweep("Rosenbrock", "Adam", {"lr": rates[:FEW]}, steps=60)
    assert few.theta == pytest.approx(many.theta[:FEW], rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("surface", ["Least squares", "Logistic regression"])
@pytest.mark.parametrize("batch", [None, 30])
def test_rules_with_a_line_search_are_swept_on_data_too(surface, batch):
    # Once their loss came back in float64, as the data are, and the line search refused.
    for rule in ("BFGS", "L-BFGS", "Random search"):
        swept = sweep(surface, rule, {"lr": [0.5, 1.0]}, steps=4, batch=batch)
        paths = descend(surface, [Run(rule, lr=lr) for lr in (0.5, 1.0)], steps=4, batch=batch)
        assert swept.loss.dtype == np.float32
        assert swept.loss == pytest.approx(paths.loss[:, -1], rel=2e-3), rule


def test_a_run_that_was_lost_on_the_way_has_diverged_even_if_it_comes_back():
    """As `descend` has it: log(x) has no value left of 0; on x² + y² two steps of rate 1000 lead to 3 · 1999², and one of ½ to 0."""
    land, starts = formula("log(x)"), [-1.0, 0.2, 3.0]
    ended = sweep(land, "Adam", {"x": starts, "lr": [0.5]}, start=(0, 0), steps=60).diverged.ravel()
    paths = descend(land, [Run("Adam", start=(x, 0.0), lr=0.5) for x in starts], steps=60)
    assert ended.tolist() == (paths.diverged_at >= 0).tolist()
    assert ended[0]
    plan = knots([(0, 1), (0.1, 1), (0.2, 5e-4), (1, 5e-4)])
    back = sweep("Round bowl", "SGD", {"lr": [1000.0, 1.0]}, start=(3, 3), steps=10, schedule=plan)
    assert back.loss[0] == 0
    assert back.diverged.tolist() == [True, False]
    assert back.ended[0] == DIVERGED
