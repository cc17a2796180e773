"""What every penalty on the shelf promises."""

import inspect

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes.penalties import PENALTIES

WEIGHTS = np.random.default_rng(3).normal(size=(40, 5))
WEIGHTS[::3, 1] = 0  # some lie on a kink


@pytest.mark.parametrize(
    ("function", "first", "last"), [("value", ["w"], []), ("gradient", ["w"], []), ("prox", ["w", "step"], []), ("ball", ["t"], ["points"])]
)
def test_each_function_takes_the_declared_parameters(kind, function, first, last):
    names = [*first, *(p.name for p in kind.parameters), *last]
    assert list(inspect.signature(getattr(kind, function)).parameters) == names


def test_the_value_adds_up_the_last_axis_and_the_others_keep_the_shape(setting):
    kind, numbers = setting
    assert kind.value(WEIGHTS, *numbers).shape == (40,)
    assert kind.gradient(WEIGHTS, *numbers).shape == kind.prox(WEIGHTS, 0.3, *numbers).shape == WEIGHTS.shape
    assert float(kind.value(WEIGHTS[7], *numbers)) == pytest.approx(float(kind.value(WEIGHTS, *numbers)[7]), rel=1e-15)


def test_no_weights_cost_nothing_and_any_weight_costs_something(setting):
    kind, numbers = setting
    assert kind.value(np.zeros(4), *numbers) == 0
    assert (kind.value(WEIGHTS, *numbers) > 0).all()


def test_the_sign_of_a_weight_does_not_matter(setting):
    kind, numbers = setting
    assert np.array_equal(kind.value(-WEIGHTS, *numbers), kind.value(WEIGHTS, *numbers))
    assert np.array_equal(kind.gradient(-WEIGHTS, *numbers), -kind.gradient(WEIGHTS, *numbers))
    assert np.array_equal(kind.prox(-WEIGHTS, 0.3, *numbers), -kind.prox(WEIGHTS, 0.3, *numbers))


def test_value_gradient_and_prox_run_inside_a_compiled_program(setting):
    kind, numbers = setting

    @jax.jit
    def all_three(w, step, numbers):
        return kind.value(w, *numbers), kind.gradient(w, *numbers), kind.prox(w, step, *numbers)

    plain = kind.value(WEIGHTS, *numbers), kind.gradient(WEIGHTS, *numbers), kind.prox(WEIGHTS, 0.3, *numbers)
    for compiled, expected in zip(all_three(jnp.asarray(WEIGHTS), 0.3, numbers), plain, strict=True):
        assert np.asarray(compiled) == pytest.approx(np.asarray(expected), rel=1e-14, abs=1e-15)


def test_the_ends_of_the_mix_are_the_other_two():
    l1, l2, net = PENALTIES
    for end, kind in ((1.0, l1), (0.0, l2)):
        assert np.array_equal(net.value(WEIGHTS, end), kind.value(WEIGHTS))
        assert np.array_equal(net.gradient(WEIGHTS, end), kind.gradient(WEIGHTS))
        assert np.asarray(net.prox(WEIGHTS, 0.3, end)) == pytest.approx(np.asarray(kind.prox(WEIGHTS, 0.3)), rel=1e-15)
        assert net.ball(0.7, end) == pytest.approx(kind.ball(0.7), rel=1e-15, abs=1e-15)
