"""What every rule on the shelf promises."""

import inspect

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

BOWL = landscape("Round bowl")


def test_the_first_parameter_is_the_rate(rule):
    assert rule.lr.name == "lr"
    assert rule.parameters == (rule.lr, *rule.hyper)


def test_step_takes_point_what_it_is_told_state_rate_and_the_declared_hyperparameters(rule):
    assert list(inspect.signature(rule.step).parameters) == ["x", *rule.told, "state", "lr", *(p.name for p in rule.hyper)]


def test_where_takes_point_state_rate_and_the_declared_hyperparameters(rule):
    takes = inspect.signature(rule.where).parameters.values()
    if any(p.kind is p.VAR_POSITIONAL for p in takes):  # the default, `here`, ignores whatever there is
        assert [p.name for p in takes][:3] == ["x", "state", "lr"]
    else:
        assert [p.name for p in takes] == ["x", "state", "lr", *(p.name for p in rule.hyper)]


def told(rule):
    """What a rule might be told at (1, 2) of a quadratic with gradient (3, 4) there."""

    def f(q):
        return 1.5 * q[0] ** 2 + q[1] ** 2

    answers = {"g": jnp.array([3.0, 4.0]), "H": jnp.diag(jnp.array([3.0, 2.0])), "f": f, "fg": jax.value_and_grad(f), "u": jnp.zeros(2)}
    return [answers[letter] for letter in rule.told]


def test_step_returns_the_letters_it_was_given(rule):
    state = {name: jnp.array(value) for name, value in rule.memory.items()}
    x, after = rule.step(jnp.array([1.0, 2.0]), *told(rule), state, 0.1, *(p.default for p in rule.hyper))
    assert set(after) == set(rule.memory)
    assert np.shape(x) == (2,)
    assert {name: np.shape(value) for name, value in after.items()} == {name: np.shape(value) for name, value in rule.memory.items()}


def test_the_state_starts_as_declared(rule):
    paths = descend(BOWL, [Run(rule)], steps=3)
    assert set(paths.state) == set(rule.memory)
    for name, value in rule.memory.items():
        assert np.array_equal(paths.state[name][0, 0], value)


@pytest.mark.parametrize("lr", ["its own default", "the surface's"])
def test_every_rule_descends_the_bowl(rule, lr):
    rate = rule.lr.default if lr == "its own default" else None
    paths = descend(BOWL, [Run(rule, start=(3.0, 2.0), lr=rate)], steps=100)
    assert paths.loss[0, -1] < paths.loss[0, 0]
    assert (np.diff(paths.loss[0, :5]) <= 0).all()  # the first steps go downhill, or stay


def test_a_rate_of_zero_never_moves_the_point(rule):
    paths = descend("Rosenbrock", [Run(rule, lr=0.0)], steps=20)
    assert (paths.theta == paths.theta[:, :1]).all()


def test_at_rest_in_the_minimum_every_rule_stays(rule):
    paths = descend(BOWL, [Run(rule, start=(0.0, 0.0), lr=0.5)], steps=20)
    assert (paths.theta == 0).all()


def test_every_rule_treats_the_two_coordinates_alike(rule):
    if "u" in rule.told:
        pytest.skip("what is drawn at random differs between the coordinates")
    there = descend("Narrow valley", [Run(rule, start=(-3.0, 1.5))], steps=50, params={"kappa": 1})
    back = descend("Narrow valley", [Run(rule, start=(1.5, -3.0))], steps=50, params={"kappa": 1})
    assert there.theta == pytest.approx(back.theta[..., ::-1], rel=1e-12)


def test_hyperparameters_at_both_ends_give_finite_first_steps(rule):
    # eps = 0 included: every gradient coordinate of the bowl is nonzero at the start.
    runs = [Run(rule, start=(3.0, 2.0), lr=0.01, **{p.name: end}) for p in rule.hyper for end in (p.low, p.high)]
    paths = descend(BOWL, runs or [Run(rule)], steps=2)
    assert np.isfinite(paths.theta).all()
