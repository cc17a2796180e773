"""The exact first steps of surfaces.md 3, with ε = 0."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

START = (-1.2, 1.0)
SIGN = np.array([-1.0, -1.0])  # of ∇f = (−215.6, −88) there
LR = 0.01


def first_step(rule, **hyper):
    paths = descend("Rosenbrock", [Run(rule, start=START, lr=LR, eps=0.0, **hyper)], steps=1, params={"b": 100})
    assert (np.sign(paths.grad[0, 0]) == SIGN).all()
    return paths.theta[0, 1] - paths.theta[0, 0], paths


@pytest.mark.parametrize("hyper", [{}, {"beta1": 0.0, "beta2": 0.5}, {"beta1": 0.99, "beta2": 0.9}], ids=str)
def test_adam_moves_each_coordinate_by_the_rate(hyper):
    step, _ = first_step("Adam", **hyper)
    assert step == pytest.approx(-LR * SIGN, rel=1e-13)


def test_adagrad_moves_each_coordinate_by_the_rate():
    step, _ = first_step("AdaGrad")
    assert step == pytest.approx(-LR * SIGN, rel=1e-13)


@pytest.mark.parametrize(("decay", "times"), [(0.9, 3.16227766), (0.99, 10.0), (0.75, 2.0), (0.0, 1.0)])
def test_rmsprop_moves_each_coordinate_by_the_rate_over_the_root_of_what_is_new(decay, times):
    step, _ = first_step("RMSprop", decay=decay)
    assert step == pytest.approx(-times * LR * SIGN, rel=1e-9)  # 1/√(1 − β) to the digits printed


@pytest.mark.parametrize(("beta2", "times"), [(0.999, 3.16227766), (0.99, 1.0)])
def test_without_its_hats_adams_first_step_would_be_too_long(beta2, times):
    # lecture.md 9: (1 − β₁)/√(1 − β₂), 3.16 for 0.9/0.999 and exactly 1 for 0.9/0.99.
    _, paths = first_step("Adam", beta1=0.9, beta2=beta2)
    m, v = paths.state["m"][0, 1], paths.state["v"][0, 1]
    assert m / np.sqrt(v) == pytest.approx(times * SIGN, rel=1e-9)


def test_adamw_adds_the_pull_to_the_origin_outside_the_scale():
    (adamw, _), (adam, _) = first_step("AdamW", weight_decay=0.5), first_step("Adam")
    assert adamw - adam == pytest.approx(-LR * 0.5 * np.array(START), rel=1e-12)


def test_momentum_and_nesterov_start_like_plain_descent():
    runs = [Run(name, start=START, lr=1e-4) for name in ("SGD", "Momentum", "Nesterov")]
    theta = descend(landscape("Rosenbrock"), runs, steps=1).theta
    assert theta[1] == pytest.approx(theta[0], rel=1e-15)
    assert theta[2] == pytest.approx(theta[0], rel=1e-15)
