"""Where implementations of one rule part: which side is taken here, by numbers worked by hand and by torch."""

import numpy as np
import pytest
import torch

from landscapes import LANDSCAPES, formula
from optimizers import Run, descend, optimizer, schedule
from optimizers.batches import batch_parameter, batches, epoch

CUT = schedule("Step", every=2, gamma=0.1)  # α₀, α₀, α₀/10, α₀/10, …


def torch_path(rule, slope, steps):
    """x after each step of a torch optimizer from x = 1, under the same cut."""
    x = torch.ones(1, dtype=torch.float64, requires_grad=True)
    rule = rule([x])
    plan, seen = torch.optim.lr_scheduler.StepLR(rule, step_size=2, gamma=0.1), []
    for _ in range(steps):
        x.grad = slope(x.detach())
        rule.step()
        plan.step()
        seen.append(float(x.detach()))
    return seen


def test_nesterov_is_torchs_at_the_look_ahead_point_until_the_rate_changes():
    # f = ½x², ρ = 0.9, rates 0.1, 0.1, 0.01, by hand: v = −0.1, −0.171, −0.159651. The bowl x² is twice as steep, so half the rate.
    paths = descend("Round bowl", [Run("Nesterov", (1, 0), lr=0.05, momentum=0.9)], 3, CUT)
    x = paths.theta[0, :, 0]
    ahead = x[1:] + 0.9 * np.diff(x)
    assert x[1:] == pytest.approx([0.9, 0.729, 0.569349], rel=1e-12)
    assert ahead == pytest.approx([0.81, 0.5751, 0.4256631], rel=1e-12)
    theirs = torch_path(lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True), lambda x: x, 3)
    assert theirs[:2] == pytest.approx(ahead[:2], rel=1e-12)
    assert theirs[2] == pytest.approx(0.5503221, rel=1e-12)  # 0.5751 − 0.01 (0.5751 + 0.9 · 2.1141)
    assert "only while the rate is constant" in optimizer("Nesterov").reference


def test_adam_adds_epsilon_after_the_bias_correction():
    # m̂ = g and √v̂ = |g| at the first step: 0.1 · 10⁻⁶/(10⁻⁶ + 10⁻⁷) = 0.1/1.1.
    paths = descend("Round bowl", [Run("Adam", (5e-7, 0), lr=0.1, eps=1e-7)], 1)  # g = 2x
    assert np.diff(paths.theta[0, :, 0]) == pytest.approx(-0.1 / 1.1, rel=1e-12)
    before = 1e-6 * 0.001**0.5 / (1e-6 * 0.001**0.5 + 1e-7)  # ε beside √v: √v = |g| √(1 − β₂)
    assert before == pytest.approx(0.24, abs=5e-3)  # as the lesson says
    assert "after the bias correction" in optimizer("Adam").reference


def test_rmsprop_adds_epsilon_outside_the_root():
    # s = 0.1 g²: 0.01 · 0.001/(0.001 √0.1 + 0.01).
    paths = descend("Round bowl", [Run("RMSprop", (5e-4, 0), lr=0.01, decay=0.9, eps=0.01)], 1)  # g = 2x
    (step,) = np.diff(paths.theta[0, :, 0])
    assert step == pytest.approx(-9.69347e-4, rel=1e-6)
    inside = 0.01 * 0.001 / (0.1 * 0.001**2 + 0.01) ** 0.5
    assert -step / inside == pytest.approx(9.7, abs=0.05)  # as the lesson says
    assert "outside the root" in optimizer("RMSprop").reference


def test_adamw_pulls_with_the_whole_scheduled_rate_as_torch_does():
    # No slope, α = λ = 0.1, the rate cut to a tenth after two steps: x ← (1 − α_t λ) x.
    paths = descend(formula("0*x + 0*y"), [Run("AdamW", (1, 0), lr=0.1, weight_decay=0.1)], 4, CUT)
    assert paths.theta[0, 1:, 0] == pytest.approx([0.99, 0.9801, 0.9791199, 0.9781407801], rel=1e-12)
    theirs = torch_path(lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1), torch.zeros_like, 4)
    assert paths.theta[0, 1:, 0] == pytest.approx(theirs, rel=1e-12)
    assert "the paper’s is η_t λ x" in optimizer("AdamW").reference


@pytest.mark.parametrize(
    ("samples", "size", "said"),
    [
        (100, 8, "An epoch is 12 steps of 8 of the 100 samples; the 4 that fill no batch sit it out, by lot."),
        (150, 76, "An epoch is 1 step of 76 of the 150 samples; the 74 that fill no batch sit it out, by lot."),
        (150, 149, "An epoch is 1 step of 149 of the 150 samples; the 1 that fills no batch sits it out, by lot."),
        (150, 50, "An epoch is 3 steps of 50 of the 150 samples."),
    ],
)
def test_what_fills_no_batch_is_said_to_sit_the_epoch_out(samples, size, said):
    assert epoch(samples, size) == said


@pytest.mark.parametrize("land", [land for land in LANDSCAPES if land.samples], ids=lambda land: land.name)
def test_what_is_said_of_an_epoch_is_what_happens(land):
    assert "what fills no batch sits that epoch out" in batch_parameter(land).help
    for size in range(1, land.samples + 1):
        steps, left = divmod(land.samples, size)
        seen = batches(land.samples, size, 2 * steps, seed=size, room=land.samples).reshape(2, steps, -1).sum(1)
        assert ((seen == 0).sum(1) == left).all()
        words = epoch(land.samples, size)
        assert f"is {steps} step" in words
        assert (f"the {left} that" in words) == (left > 0)
