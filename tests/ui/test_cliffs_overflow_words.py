"""What is said of an overflow, computed anew in plain loops; and what libraries make of an infinite gradient, asked of them."""

import jax.numpy as jnp
import numpy as np
import optax
import pytest
import torch

from studies.overflow import PRECISIONS, overflow
from tests.ui.numbers import found as read
from tests.ui.numbers import printed
from ui.cliffs.overflow import ANSWERS, ours, sentences


def loop(real, start, rate, curvature):
    """The step at which the loss, x are first ∞, and x NaN; −1 for never."""
    x, a, c, seen = real(start), real(rate), real(curvature), {}
    with np.errstate(all="ignore"):
        for k in range(2001):
            for name, number in (("any", max(x * x, abs(c * x), abs(a * (c * x)), real(0.5) * c * (x * x))), ("x", abs(x))):
                if np.isinf(number):
                    seen.setdefault(name, k)
            if np.isnan(x):
                return seen.get("any", -1), seen.get("x", -1), k
            x = x - a * (c * x)
    return seen.get("any", -1), seen.get("x", -1), -1


@pytest.mark.parametrize("seed", range(60))
def test_what_is_infinite_first_and_when_it_is_no_number(seed):
    random = np.random.default_rng(seed)
    start, curvature = 10 ** random.uniform(-6, 6), 10 ** random.uniform(-2, 3)
    rate = float(np.clip(random.uniform(0.5, 6) / curvature, 0.01, 100))
    words = sentences([overflow(precision, start, rate, curvature) for precision in PRECISIONS], start, rate, curvature)
    grows = abs(1 - rate * curvature)
    assert printed(read("|1 − αλ| = #", words[0])[0], grows, 3)
    if grows <= 1:
        assert len(words) == 1
        assert printed(read("2/λ = #", words[0])[0], 2 / curvature, 3)
        return
    for real, sentence in zip((np.float32, np.float64), words[1:], strict=True):
        first, infinite, nan = loop(real, start, rate, curvature)
        if first < 0:
            assert "nothing has overflowed after 2000 steps" in sentence
        else:
            assert read("∞ first, at **step #**", sentence) == [first]
        if infinite >= 0:
            assert read("x is ∞ at step #", sentence) == [infinite]
            (law,) = read("|1 − αλ|ᵏ at #", sentence)
            beyond = (np.log(float(np.finfo(real).max)) - np.log(start)) / np.log(grows)
            assert law - 1 - 1e-6 < beyond <= law + 1e-6
            step = beyond - np.log(curvature * max(1.0, rate)) / np.log(grows)  # λx or αλx is beyond it, and x one step later
            assert abs(infinite - min(np.ceil(beyond), np.ceil(step) + 1)) <= 1
            if "takes x along" in sentence:
                assert read("αλx is ∞ at step # and", sentence) == [infinite - 1]
                assert infinite < law
        if nan >= 0:
            assert read("**NaN at step #**", sentence) == [nan]


def test_pytorch_and_optax_answer_what_the_table_says():
    asked = torch.nn.Parameter(torch.zeros(2, dtype=torch.float64))
    asked.grad = torch.tensor([np.inf, 2.0], dtype=torch.float64)
    with pytest.raises(RuntimeError, match="non-finite"):
        torch.nn.utils.clip_grad_norm_([asked], 1.0, error_if_nonfinite=True)
    torch.nn.utils.clip_grad_norm_([asked], 1.0)
    assert asked.grad.tolist() == pytest.approx(ANSWERS["PyTorch, clip_grad_norm_"][0], nan_ok=True)
    clipped, _ = optax.clip_by_global_norm(1.0).update(jnp.array([jnp.inf, 2.0]), optax.EmptyState())
    assert clipped.tolist() == pytest.approx(ANSWERS["Optax, clip_by_global_norm"][0], nan_ok=True)


def test_ours_is_what_a_growing_gradient_tends_to():
    g = np.array([1e12, 2.0])
    assert ours() == pytest.approx(g / np.hypot(*g), abs=1e-11)
