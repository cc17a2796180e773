"""The run report, on races whose outcome is known."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from optimizers.report import report


def reported(surface, *runs, **race):
    land = landscape(surface)
    return report(land, descend(land, runs, **race), race.get("params"))


def test_gd_on_the_bowl_reaches_a_thousandth_at_the_step_the_closed_form_says():
    # f = x² + y² from (3, 4) at α = 0.1: θ_k = 0.8^k θ₀, so f_k = 25 · 0.64^k ≤ 1e-3 first at k = ⌈ln(25e3)/−ln 0.64⌉ = 23
    (only,) = reported("Round bowl", Run("SGD", (3, 4), 0.1), steps=40)
    assert only.reached == 23
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
