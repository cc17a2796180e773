"""Proximal gradient lands on the penalty's kink; subgradient descent jumps about it."""

from itertools import pairwise

import numpy as np
import pytest

from landscapes.penalised import PENALISED, hessian, numbers
from landscapes.penalties import PENALTIES
from landscapes.penalties.plane import least
from optimizers import Run, descend
from optimizers.rules.proximal import PROXIMAL
from studies.exact_zeros import landed, swing

SHARES = [kind.shares(*(p.default for p in kind.parameters)) for kind in PENALTIES]
START = (-3.0, 3.0)


def both(H, c, strength, a, b, lr, steps):
    runs = [Run("SGD", START, lr), Run(PROXIMAL, START, lr, strength=strength, l1=a, l2=b)]
    return descend(PENALISED, runs, steps, params=numbers(H, c, strength, a, b))


@pytest.mark.parametrize("kind", PENALTIES, ids=lambda kind: kind.name)
def test_a_step_is_the_shelfs_prox_after_a_step_down_the_data_loss(kind):
    given = [p.default for p in kind.parameters]
    H, c, strength, lr = hessian(5, -60), np.array([2.6, 1.6]), 2.0, 0.1
    theta = both(H, c, strength, *kind.shares(*given), lr, 30).theta[1]
    for here, after in pairwise(theta):
        expected = kind.prox(here - lr * H @ (here - c), lr * strength, *given)
        assert after == pytest.approx(np.asarray(expected), abs=1e-13)


@pytest.mark.parametrize(("a", "b"), SHARES, ids=str)
def test_it_arrives_at_the_exact_minimum_with_its_zeros(a, b):
    for H, c in ((hessian(5, -60), np.array([2.6, 1.6])), (hessian(1, 0), np.array([2.6, 0.8])), (hessian(8, 70), np.array([-1.0, -2.0]))):
        for strength in (1.0, 7.171):
            goal = least(H, c, strength, a, b)
            end = both(H, c, strength, a, b, 1 / np.linalg.eigvalsh(H)[1], 400).theta[1, -1]
            assert end == pytest.approx(goal, abs=1e-6)
            assert np.array_equal(end == 0, goal == 0)


@pytest.mark.parametrize("lr", [0.1, 0.03, 0.01])
def test_subgradient_descent_jumps_about_the_kink_by_its_step(lr):
    """Round ellipses, c₂ = 0.8 < λ = 1: near 0 a step is −α(λ − 0.8) from above and α(λ + 0.8) from below, up to α · w."""
    strength = 1.0
    paths = both(hessian(1, 0), np.array([2.6, 0.8]), strength, 1, 0, lr, round(60 / lr))
    low, high = swing(paths.theta[0, :, 1])
    assert low < 0 < high
    assert 0.5 * lr * strength < high - low < 2 * lr * strength * 1.05
    assert landed(paths.theta[0, :, 1]) == -1
    assert landed(paths.theta[1, :, 1]) > 0


def test_it_lands_for_good_once_it_is_near():
    weights = both(hessian(1, 0), np.array([2.6, 0.8]), 1.0, 1, 0, 0.1, 100).theta[1, :, 1]
    since = landed(weights)
    assert since == 27
    assert (weights[since:] == 0).all()
    assert weights[since - 1] != 0


def test_landing_and_swing_of_plain_rows():
    assert landed(np.array([1.0, 0.0, 2.0, 0.0, 0.0])) == 3
    assert landed(np.zeros(4)) == 0
    assert landed(np.array([0.0, 1.0])) == -1
    assert swing(np.arange(10.0)) == (8, 9)


def test_without_a_strength_it_is_plain_descent():
    paths = both(hessian(5, -60), np.array([2.6, 1.6]), 0.0, 1, 0, 0.1, 50)
    assert paths.theta[1] == pytest.approx(paths.theta[0], abs=1e-14)


def test_too_high_a_rate_is_told():
    paths = both(hessian(100, 0), np.array([2.6, 1.6]), 1.0, 1, 0, 0.5, 100)
    assert (paths.diverged_at > 0).all()
