"""Where torch and optax define the same curve, they draw the same curve.

Inverse square root has no ready-made scheduler in either; its formula is judged in test_formulas. torch's schedulers
compute each rate from the one before, so they gather some rounding: 500 steps of it stay below 1e-12.
"""

import jax.numpy as jnp
import numpy as np
import optax
import pytest
import torch
from torch.optim import lr_scheduler

from optimizers import schedule

T = 500
MILESTONES = {"gamma": 0.5, "cut1": 0.0, "cut2": 0.75, "cut3": 0.5}  # 0 falls on step 1, 0.5 of 500 on 250, 0.75 on 375


def torch_curve(make):
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    rule = torch.optim.SGD([weight], lr=1.0)
    plan = make(rule)
    curve = []
    for _ in range(T):
        curve.append(plan.get_last_lr()[0])
        rule.step()  # torch warns when the rate moves before the weights do
        plan.step()
    return np.array(curve)


def optax_curve(plan):
    return np.array([plan(jnp.float64(t)) for t in range(T)])


JUDGES = [
    ("Constant", {}, "torch", lambda: torch_curve(lambda r: lr_scheduler.ConstantLR(r, factor=1.0))),
    ("Constant", {}, "optax", lambda: optax_curve(optax.constant_schedule(1.0))),
    ("Cosine", {}, "torch", lambda: torch_curve(lambda r: lr_scheduler.CosineAnnealingLR(r, T_max=T))),
    ("Cosine", {}, "optax", lambda: optax_curve(optax.cosine_decay_schedule(1.0, T))),
    ("Linear", {}, "torch", lambda: torch_curve(lambda r: lr_scheduler.LinearLR(r, start_factor=1.0, end_factor=0.0, total_iters=T))),
    ("Linear", {}, "optax", lambda: optax_curve(optax.linear_schedule(1.0, 0.0, T))),
    ("Exponential", {"gamma": 0.99}, "torch", lambda: torch_curve(lambda r: lr_scheduler.ExponentialLR(r, gamma=0.99))),
    ("Exponential", {"gamma": 0.99}, "optax", lambda: optax_curve(optax.exponential_decay(1.0, 1, 0.99))),
    ("Step", {"gamma": 0.5, "every": 60}, "torch", lambda: torch_curve(lambda r: lr_scheduler.StepLR(r, step_size=60, gamma=0.5))),
    ("Step", {"gamma": 0.5, "every": 60}, "optax", lambda: optax_curve(optax.exponential_decay(1.0, 60, 0.5, staircase=True))),
    ("Step", {"gamma": 0.1}, "torch", lambda: torch_curve(lambda r: lr_scheduler.MultiStepLR(r, milestones=[150, 300, 450], gamma=0.1))),
    ("Step", {"gamma": 0.1}, "optax", lambda: optax_curve(optax.piecewise_constant_schedule(1.0, {150: 0.1, 300: 0.1, 450: 0.1}))),
    ("Step", MILESTONES, "torch", lambda: torch_curve(lambda r: lr_scheduler.MultiStepLR(r, milestones=[1, 250, 375], gamma=0.5))),
    ("Step", MILESTONES, "optax", lambda: optax_curve(optax.piecewise_constant_schedule(1.0, {1: 0.5, 250: 0.5, 375: 0.5}))),
]


@pytest.mark.parametrize(("name", "values", "judge", "curve"), JUDGES, ids=[f"{n} {v or ''} by {j}" for n, v, j, _ in JUDGES])
def test_the_judge_draws_the_same_curve(name, values, judge, curve, verified):
    difference = np.abs(schedule(name, **values).multipliers(T) - curve()).max()
    assert difference <= 1e-12
    verified("schedules", name, judge, difference, f"the rate's share over {T} steps")
