"""What a gradient costs: counted, and stopped in the middle."""

import numpy as np
import pytest

from studies import gradient_cost
from studies.gradient_cost import SIZES, differences, measure, programs


def test_differences_ask_for_two_losses_a_weight_and_agree_with_the_pass_back():
    cost = measure(100)
    assert cost.sizes.tolist() == [n for n in SIZES if n <= 100]
    assert (cost.error < 1e-8).all()
    assert (cost.numeric > 0).all()
    assert (cost.backward > 0).all()
    asked = []

    def counted(theta):
        asked.append(theta.copy())
        return theta @ theta

    theta = np.arange(7.0)
    assert differences(counted, theta, lambda share: None) == pytest.approx(2 * theta)
    assert len(asked) == 14
    assert cost.evaluations.tolist() == (2 * cost.sizes).tolist()


def test_the_pass_back_is_jaxs_gradient():
    import jax

    random = np.random.default_rng(1)
    loss, back = programs(random.normal(size=(20, 4)), random.integers(0, 2, 20))
    theta = random.normal(size=10)
    assert np.asarray(back(theta)) == pytest.approx(np.asarray(jax.grad(loss)(theta)), abs=1e-12)


def test_progress_rises_to_the_end_and_may_stop_it(monkeypatch):
    monkeypatch.setattr(gradient_cost, "TELL", 0.0)
    monkeypatch.setattr(gradient_cost, "ROUNDS", 1)
    shares = []
    measure(32, shares.append)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.1
    assert 0.9 < shares[-1] <= 1

    def stop(share):
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure(32, stop)
