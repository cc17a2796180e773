"""Noise is Gaussian, the same for all runs, and belongs to the gradient alone."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import OPTIMIZERS, Run, descend
from optimizers.answers import answers
from optimizers.engine import drawn as normals
from optimizers.engine import evenly

VALLEY = landscape("Narrow valley")
SLOPE = np.array([1.0, 100.0])  # ∇f = (x, 100y) at κ = 100, angle 0
PARAMS = {"kappa": 100.0, "angle": 0.0}


def drawn(seed=0, noise=0.5, lr=0.001, steps=2000, rule="SGD"):
    """What was added to the gradients of a run."""
    paths = descend(VALLEY, [Run(rule, lr=lr)], steps=steps, noise=noise, seed=seed, params=PARAMS)
    return paths.grad[0] - SLOPE * paths.theta[0, :-1], paths


def test_a_seed_repeats_itself():
    (first, _), (second, _) = drawn(seed=5), drawn(seed=5)
    assert (first == second).all()


def test_seeds_differ():
    (first, _), (second, _) = drawn(seed=5), drawn(seed=6)
    assert (np.abs(first - second).max(0) > 0.1).all()


@pytest.mark.parametrize("noise", [0.01, 0.5, 20.0])
def test_noise_is_normal_with_the_standard_deviation_asked_for(noise):
    z = drawn(noise=noise)[0] / noise
    # 4000 numbers: the mean's own deviation is 1/√4000 = 0.016, the standard deviation's 0.011, a correlation's 0.022.
    assert np.abs(z.mean()) < 4 * 0.016
    assert z.std() == pytest.approx(1, abs=4 * 0.011)
    assert np.abs(np.mean(z[:, 0] * z[:, 1])) < 4 * 0.022  # the two coordinates
    assert np.abs(np.mean(z[1:] * z[:-1])) < 4 * 0.016  # one step and the next
    assert np.mean(np.abs(z) < 1) == pytest.approx(0.6827, abs=4 * 0.0074)  # a Gaussian's share within 1σ


def test_all_runs_of_a_race_see_the_same_noise():
    other = {"Nesterov", "Random search"}  # one asks elsewhere, so its slope is not the one at its point; one asks for none
    rules = [rule for rule in OPTIMIZERS if rule.name not in other]
    paths = descend(VALLEY, [Run(rule, lr=1e-3) for rule in rules], steps=50, noise=0.5, seed=3, params=PARAMS)
    added = paths.grad - SLOPE * paths.theta[:, :-1]
    assert added == pytest.approx(np.broadcast_to(added[:1], added.shape), abs=1e-12)  # slopes up to 150 round at 3e-14


def test_twice_the_noise_is_the_same_noise_twice():
    (once, _), (twice, _) = drawn(noise=0.5, lr=0.0, steps=50), drawn(noise=1.0, lr=0.0, steps=50)
    assert twice == pytest.approx(2 * once, abs=1e-12)


def test_the_loss_is_free_of_noise():
    _, paths = drawn(lr=0.0)
    assert (paths.loss == paths.loss[0, 0]).all()  # the point rests, so its loss does


def test_the_step_uses_the_noisy_gradient():
    _, paths = drawn(lr=0.001, steps=50)
    assert np.diff(paths.theta[0], axis=0) == pytest.approx(-0.001 * paths.grad[0], rel=1e-9, abs=1e-14)


def test_no_noise_is_no_noise():
    still, noisy = (descend(VALLEY, [Run("SGD")], steps=50, noise=0.0, seed=s) for s in (0, 1))
    assert (still.theta == noisy.theta).all()


def test_noise_shakes_a_run_out_of_an_exact_saddle():
    paths = descend("Saddle", [Run("SGD", start=(0.0, 0.0), lr=0.1)], steps=300, noise=0.01)
    assert np.abs(paths.theta[0, -1, 1]) == pytest.approx(1, abs=0.05)


def test_the_loss_and_the_slope_that_a_rule_is_told_belong_to_one_tilted_surface():
    def loss(q):
        return q[0] ** 2 + 3 * q[0] * q[1]

    tilt, q = np.array([0.3, -0.7]), np.array([2.0, 5.0])
    told = answers(loss, jax.value_and_grad(loss), jax.hessian(loss), tilt, np.inf, None)
    f, (value, g) = told["f"](None), told["fg"](None)(q)
    assert float(f(q)) == float(value) == pytest.approx(4 + 30 + 0.6 - 3.5)
    assert np.asarray(g) == pytest.approx(np.asarray(jax.grad(f)(q)), rel=1e-14)


def test_random_search_compares_two_points_under_the_same_noise():
    paths = descend(VALLEY, [Run("Random search", lr=1.0)], steps=200, noise=20.0, seed=3, params=PARAMS)
    tilt, tried, best = 20 * normals(200, seed=3), evenly(VALLEY, 200, seed=3), paths.theta[0, :-1]

    def tilted(q):
        return (SLOPE * q**2).sum(1) / 2 + (tilt * q).sum(1)

    taken = tilted(tried) < tilted(best)
    assert paths.theta[0, 1:] == pytest.approx(np.where(taken[:, None], tried, best), abs=1e-12)
    assert (np.diff(paths.loss[0]) > 0).any()  # without the noise some of them were no better
