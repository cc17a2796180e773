"""Slopes that are infinite or jump: what runs do there, and what is said of it."""

import numpy as np
import pytest

from landscapes import formula, landscape
from optimizers import Run, descend
from optimizers.microscope import magnify
from studies.lost import CURVATURE, FAR, OUTSIDE, SLOPE, START, THROWN
from studies.report import report
from studies.why import why


def ended(surface, run, steps=50, **setting):
    land = landscape(surface)
    paths = descend(land, [run], steps, **setting)
    return paths, report(land, paths, setting.get("params"))[0]


def test_a_run_that_starts_in_a_kinked_minimum_stays_there():
    own = formula("abs(x) + abs(y)")
    paths = descend(own, [Run(rule, (0, 0)) for rule in ("SGD", "Momentum", "Adam", "Newton", "BFGS", "L-BFGS")], 4)
    assert (paths.theta == 0).all()
    for one in report(own, paths):
        assert (one.uphill, one.diverged, one.stuck, one.reached) == (0, -1, -1, 0)


ROOT = "sqrt(abs(x)) + y**2"


def test_an_infinite_slope_is_flagged_and_is_the_reason():
    paths = descend(formula(ROOT), [Run(rule, (0, 1)) for rule in ("SGD", "Adam", "BFGS")], 5)
    assert paths.no_slope[:, 0].all()
    assert all((one.diverged, one.reason, one.no_slope) == (1, SLOPE, 0) for one in report(formula(ROOT), paths))
    assert not descend("Rosenbrock", [Run("SGD"), Run("Random search")], 5).no_slope.any()


def test_clipping_an_infinite_slope_gives_the_limit_of_its_direction():
    # g / ‖g‖ for g = (s, 2) tends to (1, 0) as s grows; for (s, s) to (1, 1)/√2
    paths, one = ended(formula(ROOT), Run("SGD", (0, 1), 0.1), 5, clip=1.0)
    assert paths.grad[0, 0].tolist() == [1, 0]
    assert paths.theta[0, 1].tolist() == [-0.1, 1]
    assert (one.diverged, one.no_slope) == (-1, 0)
    both = descend(formula("x**0.5 + y**0.5"), [Run("SGD", (0, 0), 0.1)], 1, clip=2.0)
    assert both.grad[0, 0] == pytest.approx([2**0.5, 2**0.5], rel=1e-15)
    said = why(magnify(formula(ROOT), Run("SGD", (0, 1), 0.1), 5, clip=1.0))
    assert said[0].startswith("The gradient is infinite here: clipping leaves its direction, with the length 1.")


def test_a_run_that_begins_without_a_loss_or_out_of_sight_has_not_stepped():
    for text in ("log(x)", "atan(y/x)"):
        _, one = ended(formula(text), Run("SGD", (0, 0), 0.1), 3)
        assert (one.diverged, one.reason) == (0, START)
    assert ended("Round bowl", Run("SGD", (9000, 0), 0.1), 3)[1].reason == OUTSIDE


NEWTONS = [
    ("Narrow valley", {"lr": 3.0}, None, 12, THROWN),  # 1 − α = −2: each step doubles the distance, whatever the curvatures
    ("Saddle", {"lr": 2.2, "saddle_free": True}, None, 43, THROWN),
    (formula("log(1 + x**2) + y**2"), {}, (2.0, 1.0), 12, FAR),  # bends down: x → 2x³/(x² − 1), about twice as far each time
    (formula("abs(x)**1.5 + y**2"), {}, (0.0, 1.0), 1, CURVATURE),  # ¾/√0
]


@pytest.mark.parametrize(("surface", "settings", "start", "step", "reason"), NEWTONS)
def test_newton_blames_the_curvature_only_where_its_flat_point_lies_out_of_sight(surface, settings, start, step, reason):
    _, one = ended(surface, Run("Newton", start, **settings), 60)
    assert (one.diverged, one.reason) == (step, reason)


def test_newtons_reason_holds_for_random_runs():
    """FAR if and only if the whole Newton step, solved anew by NumPy, leaves a thousand windows."""
    rng, heard = np.random.default_rng(2), set()
    for name in ("Himmelblau", "Gaussian pit", formula("log(1 + x**2) + y**2")):
        land = landscape(name)
        low, high = np.array(land.window).T
        runs = [Run("Newton", tuple(rng.uniform(low, high)), lr=float(rng.uniform(0.5, 5))) for _ in range(16)]
        paths = descend(land, runs, 60)
        for run, one, theta, grad in zip(runs, report(land, paths), paths.theta, paths.grad, strict=True):
            if one.reason not in (FAR, THROWN):
                continue
            k = one.diverged - 1
            away = theta[k] + (theta[k + 1] - theta[k]) / run.lr - (low + high) / 2
            assert (one.reason == FAR) == bool((np.abs(away) > 1000 * (high - low).max()).any()), run
            assert np.isfinite(grad[k]).all()
            heard.add(one.reason)
    assert heard == {FAR, THROWN}


STUCK = [((1.3, -0.2), 3), ((-1.1, 1.7), 3)]


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
@pytest.mark.parametrize(("start", "step"), STUCK)
def test_a_search_that_gave_up_beside_a_kink_is_called_stuck(rule, start, step):
    paths, one = ended(formula("abs(x) + abs(y)"), Run(rule, start))
    assert (paths.theta[0, step:] == paths.theta[0, -1]).all()
    assert (paths.theta[0, step - 1] != paths.theta[0, step]).any()
    assert (one.stuck, one.rests_on, one.reached) == (step, "", -1)
    said = why(magnify(formula("abs(x) + abs(y)"), Run(rule, start), 8))
    assert said[step].endswith("trials found no lower point along d, though the ground slopes: it is stuck.")
    assert said[step + 1].endswith("Nothing has changed since the last search led nowhere: it is stuck.")


def test_no_search_that_ends_in_a_smooth_minimum_is_called_stuck():
    everyone = [Run(rule, lr=lr) for rule in ("BFGS", "L-BFGS") for lr in (1.0, 10.0)]
    for surface, runs in (("Rosenbrock", everyone), ("Booth", everyone), (formula("x**2 + y**2/7 + 1000000"), everyone[:2])):
        land = landscape(surface)
        assert {one.stuck for one in report(land, descend(land, runs, 120))} == {-1}


def test_newton_is_stuck_where_the_ground_slopes_in_a_direction_without_curvature():
    paths, one = ended(formula("x + y**2"), Run("Newton", (0, 1)), 5)
    assert paths.theta[0, 1:].tolist() == [[0, 0]] * 5  # y is solved all the same
    assert one.stuck == 1
    said = why(magnify(formula("x + y**2"), Run("Newton", (0, 1)), 3))
    assert said[0].startswith("One direction has no curvature, so no single point of the quadratic is flat")
    assert said[1] == "The slope here points where there is no curvature. Newton takes no step in such a direction, so it stays."


def test_the_microscope_says_kink_at_a_max_and_a_norm():
    said = why(magnify(formula("max(x, 0) + y**2"), Run("SGD", (0, 1), 0.1), 3))
    assert said[0].startswith("This is a kink, where the slope jumps: (0, 2) is taken for it.")
    (still, *_) = why(magnify(formula("sqrt(x**2 + y**2)"), Run("SGD", (0, 0), 0.1), 3))
    assert still == "The slope jumps here, in a kink, and the one that is taken for it is 0, so nothing moves."


def test_arrival_is_judged_by_the_height_at_the_start_and_only_if_the_run_stays():
    # SGD multiplies the distance by 1 − 2α·scale: with α·scale = 0.1 by 0.8, whatever the scale, so 0.64^k ≤ 1e-5 at 26
    for scale in (1e-4, 1e6):
        _, one = ended(formula(f"{scale:g}*(x**2 + y**2)"), Run("SGD", (2, 2), min(1000.0, 0.1 / scale)), 60)
        assert one.reached == 26
    own = landscape("Round bowl")
    passing = descend(own, [Run("Momentum", (1, 0), 0.05, momentum=0.99)], 60)  # swings through the bottom and on
    low = (passing.loss[0] <= 1e-3).nonzero()[0]
    assert low.size
    assert report(own, passing)[0].reached == -1


def test_a_diverged_run_has_no_final_loss():
    _, one = ended("Narrow valley", Run("SGD", lr=0.0387), 200)
    assert one.diverged > 0
    assert np.isnan(one.loss)
    assert one.reached == -1
