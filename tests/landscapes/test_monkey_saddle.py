"""Three valleys, three ridges, and no curvature in the middle."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

MONKEY = landscape("Monkey saddle")
RULES = ["SGD", "Momentum", "Nesterov", "AdaGrad", "RMSprop", "Adam", "AdamW"]


def test_at_the_saddle_slope_and_curvature_are_zero():
    loss = lambda q: MONKEY.loss(q[0], q[1])  # noqa: E731
    assert (np.asarray(jax.grad(loss)(np.zeros(2))) == 0).all()
    assert (np.asarray(jax.hessian(loss)(np.zeros(2))) == 0).all()  # surfaces.md


def test_three_valleys_go_down_and_three_ridges_up(evaluate):
    # In polar coordinates x³ − 3xy² is r³ cos 3φ.
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    loss, _ = evaluate(MONKEY, (), np.stack([np.cos(turns), np.sin(turns)], 1))
    assert loss == pytest.approx(np.cos(3 * turns), abs=1e-14)


def test_plain_descent_slows_down_at_the_saddle_and_then_leaves():
    paths = descend(MONKEY, [Run("SGD")], steps=MONKEY.steps)
    slope = np.linalg.norm(paths.grad[0], axis=1)
    slowest = int(slope.argmin())
    assert 0.2 * MONKEY.steps < slowest < 0.8 * MONKEY.steps
    assert slope[slowest] < slope[0] / 5
    assert paths.loss[0, -1] < -1


@pytest.mark.parametrize("start", MONKEY.starts)
def test_no_rule_overflows_before_the_race_ends(start):
    paths = descend(MONKEY, [Run(rule, start=MONKEY.starts[start]) for rule in RULES], steps=MONKEY.steps)
    assert (paths.diverged_at == -1).all()
