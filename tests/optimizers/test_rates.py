"""The rate a step uses is the run's own, times the schedule's multiplier for that step."""

import numpy as np
import pytest

from optimizers import Run, descend, schedule

RATES = [1e-4, 5e-4, 1e-3]


def test_the_rate_is_the_base_times_the_schedule(plan):
    warmed = schedule(plan, warmup=0.2)
    paths = descend("Rosenbrock", [Run("SGD", lr=lr) for lr in RATES], steps=40, schedule=warmed)
    assert (paths.lr == np.outer(RATES, warmed.multipliers(40))).all()


def test_every_step_uses_the_rate_it_reports(plan):
    paths = descend("Round bowl", [Run("SGD", lr=lr) for lr in RATES], steps=40, schedule=schedule(plan, warmup=0.2))
    moved = np.diff(paths.theta, axis=1)
    assert moved == pytest.approx(-paths.lr[..., None] * paths.grad, rel=1e-6, abs=1e-15)  # the difference of two rounded points
    assert np.abs(moved).max() > 1e-4


def test_a_schedule_may_be_given_by_its_name(plan):
    by_name, by_object = (descend("Rosenbrock", [Run("Adam")], steps=20, schedule=s) for s in (plan.name, plan))
    assert (by_name.theta == by_object.theta).all()
