"""The lecture's other ways to write momentum and Nesterov, as rules of one's own beside the shelf's."""

import numpy as np
import pytest

from optimizers import Optimizer, Run, descend, optimizer, schedule

STILL = {"v": (0.0, 0.0)}


def form_b(x, g, state, lr, momentum):
    v = momentum * state["v"] - lr * g
    return x + v, {"v": v}


def shifted(x, g, state, lr, momentum):
    v = momentum * state["v"] - lr * g
    return x + v + momentum * (v - state["v"]), {"v": v}


FORM_B = Optimizer("Form B", form_b, optimizer("Momentum").parameters[:2], "-", "-", "lecture.md 1", memory=STILL)
SHIFTED = Optimizer("Shifted", shifted, optimizer("Nesterov").parameters, "-", "-", "lecture.md 1", memory=STILL)
SETTING = {"start": (-1.2, 1.0), "lr": 5e-4, "momentum": 0.9}


def test_forms_a_and_b_walk_the_same_path_at_a_constant_rate():
    paths = descend("Rosenbrock", [Run("Momentum", **SETTING), Run(FORM_B, **SETTING)], steps=200)
    a, b = paths.theta
    assert np.abs(a - b).max() <= 1e-12


def test_forms_a_and_b_part_once_the_rate_changes():
    # The second step is the first to remember: A moves by α₁(ρg₀ + g₁), B by ρα₀g₀ + α₁g₁, so they part by ρ(α₀ − α₁)g₀.
    halving = schedule("Step", gamma=0.5, every=1)
    paths = descend("Rosenbrock", [Run("Momentum", **SETTING), Run(FORM_B, **SETTING)], steps=200, schedule=halving)
    a, b = paths.theta
    assert (a[:2] == b[:2]).all()
    assert a[2] - b[2] == pytest.approx(0.9 * (5e-4 - 2.5e-4) * paths.grad[0, 0], rel=1e-9)
    assert np.abs(a[2] - b[2]).min() > 0.01


def test_nesterovs_shifted_variable_is_x_plus_rho_v():
    paths = descend("Rosenbrock", [Run("Nesterov", **SETTING), Run(SHIFTED, **SETTING)], steps=200)
    x, tilde = paths.theta
    v = paths.state["v"][0]
    assert np.abs(tilde - (x + 0.9 * v)).max() <= 1e-12
    assert (tilde - x)[1] == pytest.approx(-0.9 * 5e-4 * paths.grad[0, 0], rel=1e-12)  # and it is another point
    assert np.abs(tilde - x)[1].min() > 0.01


def test_nesterov_asks_for_the_gradient_where_the_velocity_carries_it():
    paths = descend("Round bowl", [Run("Nesterov", start=(3.0, 2.0), lr=0.05, momentum=0.9)], steps=20)
    ahead = paths.theta[0] + 0.9 * paths.state["v"][0]
    assert paths.grad[0] == pytest.approx(2 * ahead[:-1], rel=1e-14)  # ∇(x² + y²) = 2(x, y)
