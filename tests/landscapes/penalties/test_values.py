"""The lecture's numbers (lecture.md 6) and the gradients."""

import jax
import numpy as np
import pytest

from landscapes.penalties import penalty

L1, L2, NET = penalty("L1"), penalty("L2"), penalty("Elastic net")

# weights: (Σ|w|, Σw²). The lecture's L2 is Σw²; ours is half of it, so that its gradient is w.
LECTURE = {
    (1, 0, 0, 0): (1, 1),
    (0.25, 0.25, 0.25, 0.25): (1, 0.25),
    (0.9, 0.1, 0, 0): (1.0, 0.82),
    (10, 0, 0, 0): (10, 100),
    (2.5, 2.5, 2.5, 2.5): (10, 25),
}


@pytest.mark.parametrize(("w", "l1", "squares"), [(w, *sums) for w, sums in LECTURE.items()])
def test_the_lectures_weight_vectors(w, l1, squares, verified):
    w = np.array(w)
    for kind, numbers, expected in ((L1, (), l1), (L2, (), squares / 2), (NET, (0.5,), l1 / 2 + squares / 4)):
        difference = abs(float(kind.value(w, *numbers)) - expected)
        assert difference <= 1e-15 * expected
        verified("penalties", kind.name, "CS231n's weight vectors", difference, "value")


def test_l2_prefers_spread_weights_where_l1_sees_a_tie():
    # Both score 1 on x = (1, 1, 1, 1).
    one, spread = np.array([1.0, 0, 0, 0]), np.full(4, 0.25)
    assert one.sum() == spread.sum() == 1
    assert L1.value(one) == L1.value(spread)
    assert L2.value(one) == 4 * L2.value(spread)


def test_l1_pulls_with_one_force_and_l2_with_the_weights_own():
    w = np.array([-3.0, -0.01, 0.0, 0.01, 3.0])
    assert L1.gradient(w).tolist() == [-1, -1, 0, 1, 1]
    assert L2.gradient(w).tolist() == w.tolist()
    assert NET.gradient(w, 0.25) == pytest.approx([-2.5, -0.2575, 0, 0.2575, 2.5], rel=1e-15)  # ¼ sign w + ¾ w


def test_a_step_down_l2_multiplies_the_weights():
    # With R = Σw² the lecture's factor is 1 − 2αλ; with the ½ it is 1 − αλ, here 1 − 0.1 · 0.5.
    w = np.array([4.0, -2.0])
    assert w - 0.1 * 0.5 * L2.gradient(w) == pytest.approx(0.95 * w, rel=1e-15)


def test_away_from_zero_the_gradient_is_jaxs(setting, verified):
    kind, numbers = setting
    signs, sizes = np.random.default_rng(0).choice([-1, 1], (200, 3)), np.random.default_rng(1).uniform(0.01, 5, (200, 3))
    theirs = jax.vmap(jax.grad(kind.value), in_axes=(0, *(None for _ in numbers)))(signs * sizes, *numbers)
    difference = np.abs(kind.gradient(signs * sizes, *numbers) - theirs).max()
    assert difference <= 1e-14
    verified("penalties", kind.name, "jax.grad", difference, "gradient at 200 points of three weights")


def test_at_zero_the_gradient_is_the_subgradient_zero(setting):
    kind, numbers = setting
    assert (kind.gradient(np.zeros(3), *numbers) == 0).all()


def test_the_gradient_is_a_slope_below_the_penalty(setting):
    # A subgradient's definition, kinks included: R(u) ≥ R(w) + g(w)·(u − w).
    kind, numbers = setting
    w, u = np.random.default_rng(2).normal(size=(2, 300, 3))
    w[::2, 0] = w[::5] = 0
    below = kind.value(w, *numbers) + (kind.gradient(w, *numbers) * (u - w)).sum(-1)
    assert (kind.value(u, *numbers) >= below - 1e-14).all()
