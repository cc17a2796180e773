"""The lecture's worked examples (lecture.md 3), digit by digit."""

import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import Optimizer, Run, descend, optimizer

WORKED = [0.0, -1.6, -1.92, -1.984, -1.9968]  # w² + 4w + 4 from 0 with η = 0.4; the limit is −2


def test_the_worked_example_in_one_dimension(surface):
    parabola = surface(lambda w, _: w**2 + 4 * w + 4)
    paths = descend(parabola, [Run("SGD", start=(0.0, 0.0), lr=0.4)], steps=50)
    assert paths.theta[0, :5, 0] == pytest.approx(WORKED, rel=1e-14)
    assert paths.theta[0, -1, 0] == pytest.approx(-2, rel=1e-14)


def test_the_worked_example_in_two_dimensions(surface):
    bowl = surface(lambda w1, w2: w1**2 + w2**2 + 4 * w1 + 4 * w2 + 8)
    paths = descend(bowl, [Run("SGD", start=(0.0, 0.0), lr=0.4)], steps=4)
    assert paths.theta[0, :, 0] == pytest.approx(WORKED, rel=1e-14)
    assert paths.theta[0, :, 1] == pytest.approx(WORKED, rel=1e-14)


@pytest.fixture(scope="module")
def steady(surface):
    """A slope of 10 along x and 0.1 along y, everywhere."""
    return surface(lambda x, y: 10 * x + 0.1 * y)


def test_rmsprop_divides_a_large_gradient_and_magnifies_a_small_one(steady):
    paths = descend(steady, [Run("RMSprop", lr=0.01, decay=0.9, eps=0.0)], steps=300)
    s = paths.state["s"][0]
    assert s[:4, 0] == pytest.approx([0, 10, 19, 27.1], rel=1e-14)
    assert s[-1] == pytest.approx([100, 0.01], rel=1e-12)
    assert np.diff(paths.theta[0], axis=0)[-1] == pytest.approx([-0.01, -0.01], rel=1e-9)  # 10 ÷ 10 and 0.1 × 10, times the rate


def test_adams_mean_creeps_up_but_its_hat_is_the_gradient_at_once(surface):
    paths = descend(surface(lambda x, y: x + y), [Run("Adam", beta1=0.9)], steps=50)
    m, beta1_t = paths.state["m"][0, 1:, 0], paths.state["beta1_t"][0, 1:]
    assert m[:2] == pytest.approx([0.1, 0.19], rel=1e-14)
    assert beta1_t == pytest.approx(0.9 ** np.arange(1, 51), rel=1e-13)
    assert m / (1 - beta1_t) == pytest.approx(np.ones(50), rel=1e-12)


def test_adagrads_step_can_only_shrink(steady):
    paths = descend(steady, [Run("AdaGrad", lr=0.5, eps=0.0)], steps=100)
    moves = np.abs(np.diff(paths.theta[0, :, 0]))
    assert moves == pytest.approx(0.5 / np.sqrt(np.arange(1, 101)), rel=1e-11)  # s = 100t, so α·10/√(100t)


def test_momentum_gathers_a_steady_gradient_tenfold(surface):
    paths = descend(surface(lambda x, y: x + y), [Run("Momentum", momentum=0.9)], steps=300)
    v = paths.state["v"][0, :, 0]
    assert v[:4] == pytest.approx([0, 1, 1.9, 2.71], rel=1e-14)
    assert v[-1] == pytest.approx(10, rel=1e-12)


def alternate(x, g, state, lr, momentum, form):
    x, after = optimizer("Momentum").step(x, g, {"v": state["v"]}, lr, momentum, form)
    return x, {**after, "side": -state["side"]}


def test_momentum_cancels_an_alternating_gradient(surface):
    # A rule that asks for the gradient of 5x² at +1 and −1 in turn is told ±10.
    asks = Optimizer(
        "Alternating",
        alternate,
        optimizer("Momentum").parameters,
        "-",
        "-",
        "-",
        where=lambda x, state, lr, momentum, form: state["side"] * jnp.ones(2),
        memory={"v": (0.0, 0.0), "side": 1.0},
    )
    paths = descend(surface(lambda x, y: 5 * x**2 + 5 * y**2), [Run(asks, momentum=0.9)], steps=300)
    assert paths.grad[0, :4, 0].tolist() == [10, -10, 10, -10]
    v = paths.state["v"][0, :, 0]
    assert v[1:5] == pytest.approx([10, -1, 9.1, -1.81], rel=1e-12)
    assert np.abs(v[-2:]) == pytest.approx([10 / 1.9, 10 / 1.9], rel=1e-9)  # ±5.263
    assert np.abs(v).max() == 10
