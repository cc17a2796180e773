"""A share of the run becomes a step: cuts at the first step at or after it, warm-up to the nearest, halves up.

Judged by exact fractions of the share as it is written: Fraction("0.07") · 100 is 7, where 0.07 * 100 is 7.000000000000001.
"""

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest

from optimizers import SCHEDULES, schedule
from optimizers.schedules.shares import first_at, nearest

SHARES = [f"{n / 1000:g}" for n in range(1001)] + [f"{n / 1e8:.8f}" for n in (1, 33333333, 66666667, 12345678, 99999999)]
LENGTHS = [1, 2, 3, 5, 15, 25, 45, 50, 97, 100, 101, 200, 999, 1000, 2000]


def test_both_rules_are_those_of_exact_arithmetic():
    for text in SHARES:
        for steps in LENGTHS:
            exact = Fraction(text) * steps
            assert first_at(float(text), steps) == ceil(exact), (text, steps)
            assert nearest(float(text), steps) == floor(exact + Fraction(1, 2)), (text, steps)


@pytest.mark.parametrize(("share", "T", "cut"), [(0.5, 5, 3), (0.5, 15, 8), (0.5, 25, 13), (0.5, 45, 23), (0.07, 100, 7), (0.58, 50, 29)])
def test_a_cut_comes_at_the_first_step_at_or_after_its_share(share, T, cut):
    rates = schedule("Step", cut1=share, cut2=1, cut3=1).multipliers(T)
    assert rates.tolist() == [1.0] * cut + [0.1] * (T - cut)


def test_a_cut_whose_first_step_lies_behind_the_run_is_never():
    # 0.99 of 50 is 49.5, and step 50 is not taken any more; of 100 it is step 99, the last.
    for T in range(1, 51):
        assert (schedule("Step", cut1=0.99, cut2=1, cut3=1).multipliers(T) == 1).all()
    assert schedule("Step", cut1=0.99, cut2=1, cut3=1).multipliers(100)[-2:].tolist() == [1, 0.1]


@pytest.mark.parametrize(("T", "W"), [(5, 1), (15, 2), (25, 3), (35, 4), (4, 0)])  # 0.1 T = 0.5, 1.5, 2.5, 3.5: a half counts up
def test_the_warm_up_takes_the_nearest_number_of_steps(T, W):
    rates = schedule("Constant", warmup=0.1).multipliers(T)
    assert np.flatnonzero(rates < 1).tolist() == list(range(W - 1))
    assert rates[0] == 1 / max(W, 1)


def test_the_peak_of_a_warm_up_comes_twice_and_its_first_rate_is_not_zero():
    # Linear, 10 steps, half of them warm-up, by hand.
    assert schedule("Linear", warmup=0.5).multipliers(10) == pytest.approx([0.2, 0.4, 0.6, 0.8, 1, 1, 0.8, 0.6, 0.4, 0.2], rel=1e-15)
    help = schedule("Linear").parameters[-1].help
    assert "α₀/W, not at 0" in help
    assert "the peak comes twice" in help


@pytest.mark.parametrize("name", [plan.name for plan in SCHEDULES if plan.name != "Inverse square root"])
def test_behind_a_warm_up_every_other_decay_begins_at_the_whole_rate(name):
    assert schedule(name, warmup=0.1).multipliers(100)[9:11].tolist() == [1, 1]


def test_the_inverse_square_root_follows_its_source_behind_a_warm_up():
    # Vaswani et al. (2017), (3): min(s^-½, s W^-3/2) at step s = 1, 2, …, here as a share of its peak W^-½.
    rates, s = schedule("Inverse square root", warmup=0.1).multipliers(1000), np.arange(1, 1001)
    assert rates == pytest.approx(np.minimum(s**-0.5, s * 100**-1.5) * 10, rel=1e-14)
    assert rates[[99, 100, 101, 110, 199, 399, 999]] == pytest.approx([1, 0.995, 0.990, 0.949, 0.7071, 0.5, 0.3162], abs=5e-4)


def test_the_warm_up_stands_in_the_formula():
    assert schedule("Cosine").warmed(100) == ""
    assert schedule("Cosine", warmup=0.004).warmed(100) == ""  # less than half a step
    shown = schedule("Cosine", warmup=0.1).warmed(25)
    assert shown.startswith("Warm-up over $W = 3$ steps: ")
    assert "(t + 1)/W$ while $t < W$" in shown
    assert r"\sqrt{W / (t + 1)}" in schedule("Inverse square root", warmup=0.1).warmed(25)


@pytest.mark.parametrize(("name", "last"), [("Cosine", 0.0954915), ("Linear", 0.2)])
def test_no_step_of_a_falling_rate_is_at_zero_and_no_story_says_so(name, last):
    # Cosine, 5 steps: ½(1 + cos(π t/5)) by hand; at α₀ = 0.5 these are .5, .4523, .3273, .1727, .0477.
    rates = schedule(name).multipliers(5)
    assert rates[-1] == pytest.approx(last, rel=1e-6)
    if name == "Cosine":
        assert 0.5 * rates == pytest.approx([0.5, 0.4523, 0.3273, 0.1727, 0.0477], abs=5e-5)
    assert "to zero." not in schedule(name).story
    assert "at zero." not in schedule(name).story
    assert "step T" in schedule(name).story


def test_half_of_what_a_warm_up_leaves_is_half_the_rate():
    assert schedule("Cosine", warmup=0.1).multipliers(1000)[550] == pytest.approx(0.5, rel=1e-12)  # t = 450 of 900
