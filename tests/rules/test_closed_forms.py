"""What theory says of quadratics (lecture.md 3, surfaces.md 2), measured on the Narrow valley with κ = 100."""

import math

import numpy as np
import pytest

from optimizers import Run, descend

START = (3.0, 2.0)
KAPPA = {"kappa": 100.0, "angle": 0.0}  # so λ = 1 along x and 100 along y


def valley(*runs, steps, params=KAPPA):
    return descend("Narrow valley", list(runs), steps=steps, params=params).theta


@pytest.mark.parametrize("kappa", [1.0, 9.0, 100.0, 10_000.0])
def test_plain_descent_is_stable_just_when_the_rate_is_below_2_over_the_largest_curvature(kappa):
    edge = 2 / kappa
    runs = [Run("SGD", start=START, lr=factor * edge) for factor in (0.99, 1.01)]
    below, above = np.abs(valley(*runs, steps=400, params={"kappa": kappa, "angle": 0.0})[:, :, 1])
    # Along the steep axis each step multiplies by 1 − αλ = −0.98 or −1.02.
    assert below[-1] == pytest.approx(2 * 0.98**400, rel=1e-9)
    assert above[-1] == pytest.approx(2 * 1.02**400, rel=1e-9)


def test_a_rate_of_exactly_2_over_the_curvature_swings_for_ever():
    theta = descend("Round bowl", [Run("SGD", start=START, lr=1.0)], steps=101).theta  # λ = 2
    assert theta[0, -1].tolist() == [-3, -2]


def test_the_best_constant_rate_contracts_both_axes_alike():
    theta = np.abs(valley(Run("SGD", start=START, lr=2 / 101), steps=100))
    ratios = theta[0, 1:] / theta[0, :-1]
    assert ratios == pytest.approx(np.full((100, 2), 0.9801980198), rel=1e-10)  # (κ − 1)/(κ + 1), as printed


@pytest.mark.parametrize("factor", [0.9, 0.99, 1.01])
def test_no_other_constant_rate_does_better(factor):
    theta = np.abs(valley(Run("SGD", start=START, lr=factor * 2 / 101), steps=100))
    assert (theta[0, 1:] / theta[0, :-1]).max() > 0.9801980199


def rate_at_a_double_root(distance):
    """The r of (a + bk)·rᵏ from the distances at k = 0, n and 2n."""
    n = len(distance) // 2
    a, near, far = distance[0], distance[n], distance[2 * n]
    ratio = far / near**2  # (a + 2bn)/(a + bn)², a quadratic equation for a + bn
    return (near * ratio / (1 + math.sqrt(1 - ratio * a))) ** (1 / n)


def test_the_heavy_balls_best_rate():
    # surfaces.md 2 for eigenvalues (1, 100). Both axes have a double root there.
    theta = np.abs(valley(Run("Momentum", start=START, lr=(2 / 11) ** 2, momentum=(9 / 11) ** 2), steps=1200))
    assert pytest.approx([0.0330578512, 0.6694214876], abs=5e-11) == [(2 / 11) ** 2, (9 / 11) ** 2]  # as printed
    for axis in (0, 1):
        assert rate_at_a_double_root(theta[0, :, axis]) == pytest.approx(0.8181818182, abs=1e-9)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_the_heavy_ball_is_stable_just_when_rate_times_curvature_is_below_2_plus_2_momentum(momentum):
    edge = (2 + 2 * momentum) / 100
    runs = [Run("Momentum", start=(0.0, 2.0), lr=factor * edge, momentum=momentum) for factor in (0.99, 1.01)]
    below, above = np.abs(valley(*runs, steps=2000)[:, :, 1])
    assert below[-1] < 2e-2
    assert above[-1] > 1e2


def test_the_heavy_ball_shrinks_by_the_root_of_momentum_while_its_roots_are_complex():
    # x_{k+1} = (1 + β − αλ)x_k − βx_{k−1}: the quadratic form that the companion matrix preserves up to β per step.
    momentum, lr = 0.8, 0.02  # αλ = 0.02 and 2 on the two axes, both between (1 ∓ √β)² = 0.011 and 3.6
    theta = valley(Run("Momentum", start=START, lr=lr, momentum=momentum), steps=400)[0]
    for axis, curvature in ((0, 1.0), (1, 100.0)):
        trace = 1 + momentum - lr * curvature
        now, before = theta[1:, axis], theta[:-1, axis]
        energy = now**2 - trace * now * before + momentum * before**2
        assert (energy > 0).all()
        assert np.sqrt(energy[1:] / energy[:-1]) == pytest.approx(np.full(399, math.sqrt(momentum)), rel=1e-6)


def test_nesterovs_worst_rate():
    # surfaces.md 2: α = 1/L, β = (√κ − 1)/(√κ + 1) gives 1 − 1/√κ, on the flat axis (a double root).
    theta = np.abs(valley(Run("Nesterov", start=START, lr=0.01, momentum=9 / 11), steps=2000))
    assert rate_at_a_double_root(theta[0, :, 0]) == pytest.approx(0.9, abs=1e-9)
    assert theta[0, 3:, 1].max() < 1e-12  # αλ = 1 on the steep axis: the look-ahead step lands on the floor
