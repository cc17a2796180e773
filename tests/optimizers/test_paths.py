"""What descend hands back: shapes, types, and that the columns belong together."""

import jax
import numpy as np
import pytest

from optimizers import OPTIMIZERS, Run, descend

EVERYONE = [Run(rule) for rule in OPTIMIZERS]


@pytest.mark.parametrize("steps", [1, 2, 77])
def test_shapes_and_types(steps):
    n = len(EVERYONE)
    paths = descend("Rosenbrock", EVERYONE, steps=steps)
    for array, shape in (
        (paths.theta, (n, steps + 1, 2)),
        (paths.loss, (n, steps + 1)),
        (paths.lr, (n, steps)),
        (paths.grad, (n, steps, 2)),
    ):
        assert array.shape == shape
        assert array.dtype == np.float64
    assert paths.diverged_at.shape == (n,)
    assert paths.evaluations.shape == (n, steps + 1)
    assert np.issubdtype(paths.diverged_at.dtype, np.integer)
    assert np.issubdtype(paths.evaluations.dtype, np.integer)
    assert {name: a.shape for name, a in paths.state.items()} == {
        name: (n, steps + 1, *np.shape(value)) for rule in OPTIMIZERS for name, value in rule.memory.items()
    }
    assert all(a.dtype == np.float64 for a in paths.state.values())


def test_a_path_begins_at_its_start():
    starts = [(-1.2, 1.0), (0.0, 0.0), (1.6, 2.8)]
    paths = descend("Rosenbrock", [Run("SGD", start=s) for s in starts], steps=5)
    assert paths.theta[:, 0].tolist() == [list(s) for s in starts]


def test_without_a_start_a_run_begins_at_the_surfaces_first(land):
    paths = descend(land, [Run("SGD")], steps=1)
    assert tuple(paths.theta[0, 0]) == next(iter(land.starts.values()))


def test_without_a_rate_a_run_takes_the_surfaces_rate_for_its_rule(land, rule):
    paths = descend(land, [Run(rule)], steps=1)
    assert paths.lr[0, 0] == land.rates.get(rule.name, rule.lr.default)


def test_a_surface_without_a_rate_for_the_rule_uses_the_rules_own(surface, rule):
    paths = descend(surface(lambda x, y: x**2 + y**2, start=(1.0, 1.0)), [Run(rule)], steps=1)
    assert paths.lr[0, 0] == rule.lr.default


def test_the_loss_is_the_surfaces_at_every_point(land):
    paths = descend(land, EVERYONE, steps=60, noise=0.1)
    alive = paths.diverged_at < 0
    assert alive.any()
    theta = paths.theta[alive]
    here = np.asarray(land.loss(theta[..., 0], theta[..., 1], *land.numbers()))
    assert paths.loss[alive] == pytest.approx(here, rel=1e-9, abs=1e-12)  # two programs: rounding


def test_the_gradient_is_the_slope_at_the_point_of_its_step(land):
    gradient = jax.jit(jax.vmap(jax.grad(lambda q: land.loss(q[0], q[1], *land.numbers()))))
    paths = descend(land, [Run("Adam", lr=0.01)], steps=60)
    slopes = np.asarray(gradient(paths.theta[0, :-1]))
    assert paths.grad[0] == pytest.approx(slopes, rel=1e-9, abs=1e-12 * np.abs(slopes).max())


def test_the_parameters_of_the_surface_reach_the_loss():
    paths = descend("Rosenbrock", [Run("SGD", start=(-1.2, 1.0))], steps=1, params={"b": 1.0})
    assert paths.loss[0, 0] == pytest.approx(4.84 + 0.1936, rel=1e-14)  # (1 − x)² + (y − x²)² by hand


def test_state_is_nan_for_runs_whose_rule_has_no_such_letter():
    names = [rule.name for rule in OPTIMIZERS]
    paths = descend("Rosenbrock", EVERYONE, steps=5)
    for letter, values in paths.state.items():
        has = np.array([letter in rule.memory for rule in OPTIMIZERS])
        known = ~np.isnan(values.reshape(len(names), -1))
        assert known[has].all(), letter
        assert not known[~has].any(), letter


def test_a_race_of_one_rule_keeps_that_rules_letters_only(rule):
    assert set(descend("Rosenbrock", [Run(rule)], steps=2).state) == set(rule.memory)


def test_starts_may_be_any_pair_of_numbers():
    paths = descend("Round bowl", [Run("SGD", start=s) for s in ([1, 2], (1.0, 2.0), np.array([1, 2]))], steps=3)
    assert (paths.theta == paths.theta[:1]).all()
