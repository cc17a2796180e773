"""The run report, on races whose outcome is known."""

import numpy as np
import pytest

from landscapes import formula, landscape
from optimizers import Run, descend
from studies.lost import FELL, NO_VALUE, THROWN
from studies.report import report


def reported(surface, *runs, **race):
    land = landscape(surface)
    return report(land, descend(land, runs, **race), race.get("params"))


def test_gd_on_the_bowl_arrives_at_the_step_the_closed_form_says():
    # f = x² + y² from (3, 4) at α = 0.1: θ_k = 0.8^k θ₀, so f_k / f₀ = 0.64^k ≤ 1e-5 first at k = ⌈ln(1e5)/−ln 0.64⌉ = 26
    (only,) = reported("Round bowl", Run("SGD", (3, 4), 0.1), steps=40)
    assert only.reached == 26
    assert only.nearest == (0, 0)
    assert only.distance == pytest.approx(5 * 0.8**40)
    assert only.loss == pytest.approx(25 * 0.64**40)
    assert (only.uphill, only.diverged) == (0, -1)


def test_a_run_that_doubles_its_distance_goes_uphill_at_every_step_until_it_is_lost():
    # α = 1.5: θ_k = (−2)^k θ₀; out of sight at 1000 windows of 8: 3 · 2^k > 8000 first at k = 12
    (only,) = reported("Round bowl", Run("SGD", (3, 0), 1.5), steps=40)
    assert only.diverged == 12
    assert only.uphill == 11
    assert only.left == 1


def test_a_start_at_the_minimum_is_there_at_step_zero():
    (only,) = reported("Rosenbrock", Run("Adam", (1, 1), 0.1), steps=5)
    assert (only.reached, only.distance, only.loss, only.uphill, only.left) == (0, 0, 0, 0, -1)


def test_the_nearest_minimum_may_be_a_local_one():
    (only,) = reported("Two wells", Run("SGD", (0.95, 0.05), 0.01), steps=300)
    assert only.nearest[0] > 0
    assert only.distance < 1e-4
    assert only.reached >= 0


def test_never_is_minus_one():
    (only,) = reported("Rosenbrock", Run("SGD", (-1.2, 1), 0.0), steps=5)
    assert (only.reached, only.left, only.diverged) == (-1, -1, -1)
    assert np.isfinite(only.distance)


def test_evaluations_are_counted_to_the_end_and_to_the_step_that_reached():
    # By hand: a gradient a step for SGD, which arrives at step 26 (above); for Newton a Hessian too, and a bowl takes it one step.
    sgd, newton = reported("Round bowl", Run("SGD", (3, 4), 0.1), Run("Newton", (3, 4)), steps=40)
    assert (sgd.spent, sgd.spent_to_reach) == ((0, 40, 0), 26)
    assert (newton.spent, newton.reached, newton.spent_to_reach) == ((0, 40, 40), 1, 2)


def test_a_run_that_never_reaches_has_spent_nothing_to_reach():
    (only,) = reported("Round bowl", Run("Random search", (3, 4), 0.0), steps=5)
    assert (only.spent, only.spent_to_reach) == ((6, 0, 0), -1)  # a loss a try, and the best one's once


AT_REST = [("SGD", (0.0, 0.0), 0.1, 5, "saddle"), ("SGD", (0.0, 1.0), 0.1, 5, ""), ("SGD", (-0.9, 0.3), 0.0, 5, "")]
STILL_COMING = ("SGD", (-1.8, 0.0), 0.5, 21, "")  # x halves every step, −1.8/2²¹ = −9e-7: flat by all we can see, but not at rest


@pytest.mark.parametrize(("rule", "start", "lr", "steps", "kind"), [*AT_REST, STILL_COMING])
def test_only_a_run_that_stands_still_where_it_is_flat_rests_on_a_saddle(rule, start, lr, steps, kind):
    # ½x² − ½y² + ¼y⁴: the saddle is at (0, 0), a minimum at (0, 1); at (−0.9, 0.3) it slopes, and a rate of 0 stands still.
    (only,) = reported("Saddle", Run(rule, start, lr), steps=steps)
    assert only.rests_on == kind


def test_a_saddle_that_bends_only_along_its_diagonals_is_one(surface):
    own = surface(lambda x, y: x * y)
    (only,) = report(own, descend(own, [Run("SGD", lr=0.1)], steps=3))
    assert only.rests_on == "saddle"


def test_a_run_at_rest_on_a_summit_is_told_from_one_on_a_saddle(surface):
    own = surface(lambda x, y: -(x**2) - y**2)
    (only,) = report(own, descend(own, [Run("SGD", lr=0.1)], steps=3))
    assert only.rests_on == "maximum"


def test_why_a_run_diverged_is_told_from_its_last_steps():
    (thrown,) = reported("Round bowl", Run("SGD", (3, 0), 1.5), steps=40)
    assert thrown.reason == THROWN
    (fell,) = reported("Monkey saddle", Run("BFGS"), steps=60)  # x³ − 3xy² has no bottom
    assert fell.diverged > 0
    assert fell.reason == FELL
    own = formula("log(x) + y**2", ((0.1, 4), (-2, 2)))
    (jumped,) = report(own, descend(own, [Run("SGD", (0.2, 1.0), 0.5)], steps=5))  # 0.2 − 0.5/0.2 < 0
    assert (jumped.diverged, jumped.reason) == (1, NO_VALUE)
