"""The sentences that say why a step is as it is: each quoted number found again from the run itself."""

import re

import numpy as np
import pytest

from digits import brief, percent
from landscapes import LANDSCAPES, formula
from optimizers import Optimizer, Run, Schedule, schedule
from optimizers.microscope import magnify
from optimizers.rules.base import rate
from optimizers.rules.momentum import B
from studies.why import why


def told(surface, run, steps=30, **setting):
    """The run under the microscope, and its sentences."""
    m = magnify(surface, run, steps, **setting)
    return m, why(m)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-1.714, "−1.71"), (999.7, "1000"), (12345.6, "12346"), (1.2e-5, "1.2·10⁻⁵"), (-3e11, "−3·10¹¹"), (9.999e-4, "0.001")],
)
def test_numbers_have_three_digits(value, text):
    assert brief(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.444, "44 %"), (0.00782, "0.78 %"), (3.456, "346 %"), (0.996, "99.6 %"), (1, "100 %"), (2.2e-6, "2.2·10⁻⁴ %")],
)
def test_shares_have_two_digits_and_only_all_is_all(share, text):
    assert percent(share) == text


def test_a_run_that_doubles_its_distance_is_thrown_out_and_nothing_is_said_after():
    # α = 1.5 on x² + y²: x_k = 3 (−2)^k is out of sight first at k = 12 (tests/studies/test_report.py); the step there is 3 · 3 · 2¹¹.
    _, said = told("Round bowl", Run("SGD", (3, 0), 1.5), 20)
    assert said[11] == "A step of length 18432, 2 times the last, throws the point out of sight: the run diverges."
    assert set(said[12:]) == {"The run had already diverged at step 12: from there on the numbers mean nothing."}


ABYSS = ((-2.0, 2.0), (-2.0, 2.0))
BLOWN_UP = {
    "log(x) + y**2": (Run("SGD", (0.2, 1.0), 0.5), "lands where the loss has no value"),  # 0.2 − 0.5/0.2 < 0
    "sqrt(x) + y**2": (Run("SGD", (0.0, 1.0), 0.1), "The gradient is not finite here"),  # 1/(2√0)
    "abs(x)**1.5 + y**2": (Run("Newton", (0.0, 1.0)), "The curvature is not finite here"),  # ¾/√0
    "x**2 + y**4": (Run("AdaGrad", (1.0, 0.0), 0.1, eps=0.0), "divides by 0, as it remembers no gradient and ε is 0"),  # 0/√0
    "x**3 - x*y**2": (Run("SGD", (-1.0, 0.0), 100.0), "The loss is at its lowest, −"),  # −x² · 100 from there: no bottom
}


@pytest.mark.parametrize("text", BLOWN_UP)
def test_what_blew_up_is_named(text):
    run, words = BLOWN_UP[text]
    m, said = told(formula(text, ABYSS), run, 5)
    (last,) = m.paths.diverged_at - 1
    assert words in said[last]
    assert said[last].endswith("the run diverges.") or said[last].endswith("diverges downhill.")


def test_a_start_without_a_loss_is_told_as_such():
    _, said = told(formula("log(x)", ABYSS), Run("SGD", (-1, 0), 0.1), 2)
    assert set(said) == {"The start is already out of sight or without a loss: from there on the numbers mean nothing."}


FLAT = {  # the curvatures at the start, by hand
    "x**2 + y**2": "in this minimum",  # 2, 2
    "x*y": "on this saddle",  # −1, 1, along the diagonals
    "-x**2 - x*y - y**2": "on this summit",  # −1, −3
    "x**2 + y**4": "a curvature",  # 2, 0
}


@pytest.mark.parametrize("text", FLAT)
def test_at_rest_the_curvatures_tell_where(text):
    _, said = told(formula(text), Run("SGD", (0, 0), 0.1), 3)
    assert all(FLAT[text] in s and s.endswith("so nothing moves.") for s in said)


def test_a_rate_of_zero_moves_nothing_but_the_velocity():
    assert told("Booth", Run("Adam", (0, 0), 0.0), 2)[1] == ["The rate is 0, so nothing moves."] * 2
    only_first = Schedule("Only first", lambda t, T: 1.0 * (t == 0), "-", "-", "-")
    form = {"lr": 0.01, "momentum": 0.9}
    assert (
        told("Booth", Run("Momentum", (0, 0), **form), 2, schedule=only_first)[1][1]
        == "The schedule sets the rate to 0 here, so nothing moves."
    )
    carried = told("Booth", Run("Momentum", (0, 0), form=B, **form), 2, schedule=only_first)[1][1]
    assert carried == "The schedule sets the rate to 0 here: only the velocity carries it on."


def test_a_velocity_carries_on_where_the_gradient_is_exactly_zero():
    # x² + y² at α = ½: the first step lands on (0, 0), and the velocity is −(3, 4).
    _, said = told("Round bowl", Run("Momentum", (3, 4), 0.5, momentum=0.5), 2)
    assert said[1] == "The gradient is exactly 0 here, but the velocity carries it on."
    assert told("Round bowl", Run("AdamW", (0, 0), 0.1), 1)[1] == ["The gradient is exactly 0 in this minimum, so nothing moves."]
    _, said = told(formula("x*0"), Run("AdamW", (3, 4), 0.1), 1)
    assert said == ["The gradient is exactly 0 here, but the pull is not."]


def test_a_step_that_rounding_swallows_leaves_the_point():
    # Far from 0 a double has steps of 1e-16 of its size: 1e-20 · slope is lost.
    _, said = told("Booth", Run("SGD", (1.5, 2.5), 1e-20), 1)
    assert said == ["The step is so short that rounding swallows it: the point stays."]


def test_clipping_is_quoted():
    # ∇(x² + y²) at (3, 4) is (6, 8), of length 10.
    _, said = told("Round bowl", Run("SGD", (3, 4), 0.1), 1, clip=2.0)
    assert said[0].startswith("Clipping cut the gradient from length 10 to 2, 5× shorter.")


def test_a_constant_push_adds_up_to_ten_of_itself():
    # lecture.md 3: gradient 1, ρ = 0.9: v = 1, 1.9, 2.71, … → 10; v_k = 10 (1 − 0.9^(k+1)) passes 9 first at k = 21.
    _, said = told(formula("x + y"), Run("Momentum", (0, 0), 0.01, momentum=0.9), 40)
    assert said[0].startswith("There is no velocity yet, so the first step is plain descent.")
    assert said[1] == "Velocity and gradient agree in x and y, so they add up: the step grew 1.9×."
    assert said[2] == f"Velocity and gradient agree in x and y, so they add up: the step grew {brief(2.71 / 1.9)}×."
    assert "at most" not in said[20]
    assert said[21] == (
        "In x and y the gradient hardly changes, so the pushes add up: the step has reached "
        f"{brief(10 * (1 - 0.9**22))} of at most 10 times the push."
    )


@pytest.mark.parametrize("form", ["A", "B"])
def test_pushes_that_alternate_cancel(form):
    # y is the clock, one down a step, and cos πy flips the push along x between +10 and −10: kept 9 against a push of 10.
    clock = formula("10*x*cos(pi*y) + 0.1*y + 0.9*max(y + 0.5, 0)", ((-60, 20), (-42, 3)))
    _, said = told(clock, Run("Momentum", (0, 0), 1.0, momentum=0.9, form=form), 3)
    assert said[1].startswith(
        "The gradient flipped sign in x (+10 → −10), so what is left of the velocity cancels 90 % of the push; in y they agree, and"
    )


CLOCK = "10*x*max(-1, min(1, 2*cos(pi*y))) + 0.1*y + 0.9*max(y + 0.5, 0)"  # lessons/optimization/microscope.toml


def test_a_large_first_push_that_decays_to_ten_of_a_small_one_has_added_nothing_up():
    # x flips between ±10; y is pushed by 1 once and by 0.1 ever after, so v_y = −1 from the first step on.
    _, said = told(formula(CLOCK, ((-60, 20), (-42, 3))), Run("Momentum", (0, 0), 1.0, momentum=0.9), 40)
    v = 10.0
    for k in range(1, 40):
        push, kept = 10.0 * (-1) ** k, 0.9 * v
        flip = "+10 → −10" if k % 2 else "−10 → +10"
        share = percent(abs(kept / push))  # never above 1, as v stays below 10
        assert said[k].startswith(
            f"The gradient flipped sign in x ({flip}), so what is left of the velocity cancels {share} of the push; "
            "in y they agree, and the step"
        )
        v = kept + push


def test_a_velocity_carries_on_in_the_larger_coordinate():
    # ½x² + 50y² at α = 0.004: 1 − 100 α = 0.6, so y goes 2.6, 1.56, 0.9 · −1.04 + 0.6 · 1.56 = 0 and the slope there is 0.
    m, said = told("Narrow valley", Run("Momentum", (-3.6, 2.6), 0.004, momentum=0.9), 3)
    assert m.paths.grad[0, 2, 1] == 0
    assert said[2].startswith("In y the gradient is exactly 0, so the velocity carries on alone and loses 10 %: the step shrank 1.11×.")


def test_a_push_smaller_than_what_the_velocity_loses_is_not_the_cause():
    m, said = told("Narrow valley", Run("Nesterov", (-3.6, 2.6), 0.004, momentum=0.9), 12)
    step = np.diff(m.paths.theta[0], axis=0)
    share = [abs(0.004 * m.paths.grad[0, k, 1] / step[k - 1, 1]) for k in range(1, 12)]
    assert said[6].startswith(
        f"In y the push is only {percent(share[5])} of the old velocity, which at every step loses 10 %: the step shrank"
    )
    # Momentum, step 7: y's push is about a tenth of the old velocity, as much as it loses anyway
    m, said = told("Narrow valley", Run("Momentum", (-3.6, 2.6), 0.004, momentum=0.9), 8)
    share = percent(abs(0.004 * m.paths.grad[0, 7, 1] / np.diff(m.paths.theta[0, 6:8, 1])[0]))
    assert f"so the push cancels {share} of the old velocity, on top of the 10 % that it loses, and the step shrank" in said[7]


CUT = schedule("Step", cut1=0.05, cut2=1.0, cut3=1.0)  # of 200 steps: at the tenth
KEEPS = "but the velocity keeps what it gathered before"
FATES = {"A": ("Momentum", "and the old velocity with it"), "B": ("Momentum", KEEPS), "": ("Nesterov", KEEPS)}


@pytest.mark.parametrize("form", FATES)
def test_a_cut_rate_is_named_before_the_gradient_and_what_it_does_to_the_velocity(form):
    # Form A multiplies its whole velocity by today's rate, B and Nesterov keep ρv (tests/rules/test_momentum_forms.py).
    rule, fate = FATES[form]
    run = Run(rule, (-3.6, 2.6), 0.004, momentum=0.9, **({"form": form} if form else {}))
    m, said = told("Narrow valley", run, 200, schedule=CUT)
    before, after = np.hypot(*np.diff(m.paths.theta[0], axis=0)[9:11].T)
    went = f"grew {brief(after / before)}×" if after > before else f"shrank {brief(before / after)}×"
    assert said[10].startswith(f"The schedule cut the rate 10×, {fate}; the step {went}. Velocity and gradient agree in x and y")
    assert said[10].count("the step") == 1  # of its length nothing else is to be blamed
    assert not any("schedule" in s for k, s in enumerate(said) if k != 10)


def test_a_whole_velocity_is_measured_at_todays_rate():
    # A gradient of 1: v = 1, 1.9 add up at either rate, though the step of form A shrinks 10/1.9 = 5.26×.
    cut = schedule("Step", every=1)
    _, said = told(formula("x"), Run("Momentum", (0, 0), 1.0, momentum=0.9), 2, schedule=cut)
    assert said[1] == (
        "The schedule cut the rate 10×, and the old velocity with it; the step shrank 5.26×. "
        "Velocity and gradient agree in x, so they add up."
    )


def test_a_changed_rate_is_named_where_it_counts_and_a_slow_change_is_not():
    _, said = told("Narrow valley", Run("SGD"), 40, schedule=schedule("Constant", warmup=0.1))  # ¼, ½, ¾, 1
    assert "schedule" not in said[0]
    assert said[1].startswith("The schedule raised the rate 2×. ")
    assert said[2].startswith("The schedule raised the rate by 50 %. ")
    assert said[3].startswith("The schedule raised the rate by 33 %. ")
    assert not any("schedule" in s for s in said[4:])
    assert not any("schedule" in s for s in told("Narrow valley", Run("SGD"), 200, schedule="Cosine")[1][:100])
    assert not any("schedule" in s for s in told("Booth", Run("BFGS"), 10, schedule=CUT)[1])  # its search finds its own length


def test_cancelled_shares_and_growth_are_those_of_the_velocity():
    m, said = told("Narrow valley", Run("Nesterov", (-3.6, 2.6), 0.004, momentum=0.9), 60)
    v = np.zeros(2)
    heard = 0
    for k, sentence in enumerate(said):
        kept, push = 0.9 * v, -0.004 * m.paths.grad[0, k]
        v, last = kept + push, v
        quoted = re.search(r"[Ii]n y .*?(velocity|push) cancels (\S+ %) of the (old velocity|push)", sentence)
        if quoted:
            wins = abs(push[1]) > abs(kept[1])
            assert kept[1] * push[1] < 0
            assert quoted[2] == percent(abs(kept[1] / push[1] if wins else push[1] / last[1]))
            assert (quoted[1], quoted[3]) == (("velocity", "push") if wins else ("push", "old velocity"))
            grew = float(np.linalg.norm(v) / np.linalg.norm(last))
            assert re.search(f"grew {brief(grew)}×|shrank {brief(1 / grew)}×|as long as the last", sentence)
            heard += 1
    assert heard > 8


def test_a_ball_that_climbs_the_other_side_is_told_so():
    # x² + y² along the line through (3, 4), α = 0.3, ρ = 0.9, by hand: place 1, 0.4, −0.38, −0.854; v = 2, 2.6, 0.9 · 2.6 − 0.76.
    _, said = told("Round bowl", Run("Momentum", (3, 4), 0.3, momentum=0.9), 3)
    share, shrank = percent(0.76 / 2.6), brief(2.6 / 1.58)
    assert said[2] == (
        f"The gradient is against the velocity, which cancels {share} of the old velocity in x and {share} of the "
        f"old velocity in y: the step shrank {shrank}×. The loss rose from {brief(25 * 0.38**2)} to {brief(25 * 0.854**2)}."
    )


def test_without_bias_correction_the_first_step_is_too_long():
    # lecture.md 9: (1 − β₁)/√(1 − β₂) = 0.1/√0.001 = 3.16; the second step 0.19/√(1 − 0.999²); with β₂ = 0.99 exactly 1.
    off = {"lr": 0.1, "eps": 0.0, "bias_correction": "off"}
    _, said = told(formula("x + y"), Run("Adam", (0, 0), **off), 2)
    for k, times in enumerate((0.1 / 0.001**0.5, 0.19 / (1 - 0.999**2) ** 0.5)):
        assert said[k].startswith(f"Without bias correction the scaled step is {brief(times)} times as long as the corrected one.")
    assert said[0].endswith(" Both coordinates go 3.16 α = 0.316, however steep each is.")
    _, said = told(formula("x + y"), Run("Adam", (0, 0), beta2=0.99, **off), 1)
    assert said[0].startswith("Bias correction is off, yet this first step is as long as the corrected one")
    _, said = told(formula("x + y"), Run("Adam", (0, 0), 0.1), 2)
    assert not any("correct" in s for s in said)


@pytest.mark.parametrize("rule", ["AdaGrad", "Adam", "AdamW"])
def test_the_first_adaptive_step_goes_the_rate_in_both_coordinates(rule):
    # test_first_steps.py; the slopes at the valley's start are −3.6 and 260
    _, said = told("Narrow valley", Run(rule, (-3.6, 2.6), 0.25), 1)
    go = "the scaled step goes α = 0.25 in both coordinates" if rule == "AdamW" else "both coordinates go α = 0.25"  # beside AdamW's pull
    assert said[0].startswith(f"The first gradient is divided by its own size: {go}, however steep each is.")


def test_a_first_gradient_is_divided_by_what_the_memory_has_of_it():
    # s = (1 − β) g², so the first step is α/√(1 − β): surfaces.md 3
    for decay, share, times in ((0.9, "0.1", "3.16"), (0.99, "0.01", "10")):
        _, said = told("Rosenbrock", Run("RMSprop", (-1.2, 1.0), 0.01, decay=decay), 1)
        assert said[0].startswith(
            f"The first gradient is divided by √{share} of its own size, as s holds only {percent(1 - decay)} of its square yet: "
            f"both coordinates go {times} α = {brief(0.01 / np.sqrt(1 - decay))}"
        )


def test_unequal_reach_has_the_gradient_as_its_reason():
    # Round bowl, AdaGrad: s and the steps again from the gradients of the path
    m, said = told("Round bowl", Run("AdaGrad"), 41)
    g = np.abs(m.paths.grad[0])
    root = np.sqrt((g**2).cumsum(axis=0))
    for k, end in ((5, f"x goes {brief(g[5, 0] / g[5, 1] * root[5, 1] / root[5, 0])}× as far as y"), (40, "y hardly moves")):
        slower = brief(root[k, 0] / root[k, 1])
        assert said[k].startswith(
            f"In x the remembered gradients are {slower}× as large, so its rate is {slower}× smaller, "
            f"yet today's gradient is {brief(g[k, 0] / g[k, 1])}× as large: {end}."
        )
    m, said = told("Rosenbrock", Run("RMSprop", (-1.2, 1.0), 0.01), 51)
    g = np.abs(m.paths.grad[0, 50])
    assert f", while today's gradient is only {brief(g[0] / g[1])}× as large: y goes " in said[50]


def test_one_shared_rate_is_no_reason_for_unequal_steps():
    m, said = told(formula("x**3 - x*y**2"), Run("RMSprop", (0, 0.3), 0.1, decay=0.9), 4)
    g = np.abs(m.paths.grad[0])
    (x, y), root = g[3], np.sqrt(0.1 * (0.9 ** np.arange(3, -1, -1)[:, None] * g**2).sum(axis=0))
    assert root[0] / root[1] == pytest.approx(1, abs=0.05)
    assert said[3].startswith(
        "Both coordinates remember gradients about as large, so they share one rate, "
        f"and today's gradient is {brief(y / x)}× as large in y: y goes {brief(y / root[1] / (x / root[0]))}× as far as x."
    )


def test_adams_memory_carries_it_uphill():
    m, said = told("Round bowl", Run("Adam"), 100)
    g, step = m.paths.grad[0], np.diff(m.paths.theta[0], axis=0)
    (uphill,) = np.nonzero(((g * step)[:, 0] > 0) & ((g * step)[:, 1] < 0) & (np.diff(m.paths.loss[0]) > 0))
    assert 41 in uphill
    rise = m.paths.loss[0, 42] / m.paths.loss[0, 41] - 1
    assert said[41] == f"In x m̂ still points the other way than today's gradient, so x goes uphill. The loss rose by {percent(rise)}."
    for k, sentence in enumerate(said):
        for i, letter in enumerate("xy"):
            if f"so {letter} goes uphill" in sentence:
                assert g[k, i] * step[k, i] > 0
        if "the step goes uphill" in sentence:
            assert (g[k] * step[k] > 0).all()


def test_own_rates_make_up_for_unequal_slopes():
    # lecture.md 3: constant gradients of 10 and 0.1: √s is 100 times as large in x.
    _, said = told(formula("10*x + 0.1*y"), Run("RMSprop", (0, 0), 0.1, decay=0.9), 10)
    assert said[9].startswith("In x the remembered gradients are 100× as large, so its rate is 100× smaller: both go about equally far.")
    _, said = told(formula("10*x"), Run("RMSprop", (0, 0), 0.1), 3)
    assert all(s.startswith("In y there is no gradient to follow, so only x moves.") for s in said)


def test_which_coordinate_goes_farther_is_seen_in_the_step():
    m, said = told("Rosenbrock", Run("RMSprop"), 150)
    step = np.abs(np.diff(m.paths.theta[0], axis=0))
    heard = set()
    for (x, y), sentence in zip(step, said, strict=True):
        farther = re.search(r": ([xy]) goes (\S+)× as far", sentence)
        if farther:
            far, near = (x, y) if farther[1] == "x" else (y, x)
            assert far / near > 1.5
            assert farther[2] == brief(far / near)
            heard.add(farther[1])
    assert heard == {"x", "y"}


def test_adagrads_rates_fall_like_one_over_the_root_of_the_steps():
    # A constant gradient: s = (k + 1) g², so the rate at step 3 is half the first; a schedule is no part of it.
    for plan in ("Constant", "Cosine"):
        _, said = told(formula("10*x + 0.1*y"), Run("AdaGrad", (0, 0), 0.1, eps=0.0), 100, schedule=plan)
        assert said[3].lower().endswith("the rates of both coordinates are down to 50 % of their first.")
        assert ("Apart from the schedule" in said[3]) == (plan == "Cosine")


def test_a_fallen_rate_says_whose_it_is():
    _, said = told(formula("x"), Run("AdaGrad", (0, 0), 0.1, eps=0.1), 4)  # y never has a gradient: its rate stays α/ε
    assert said[3].endswith(f" The rate in x is down to {percent(1.1 / 2.1)} of its first.")  # (√1 + ε)/(√4 + ε)
    m, said = told("Saddle", Run("AdaGrad"), 7)
    g = m.paths.grad[0]
    x, y = abs(g[0]) / np.sqrt((g**2).sum(axis=0))
    assert said[6].endswith(f" The rate in x is down to {percent(x)} of its first, in y to {percent(y)}.")


def test_newton_says_which_flat_point_it_heads_for():
    _, said = told("Round bowl", Run("Newton", (3, 4)), 2)
    assert said[0] == (
        "The curvatures it divides by are 2 and 2, both positive, so the step jumps to the minimum of that quadratic. "
        "The loss fell by 25, as the quadratic promised."
    )
    _, said = told("Round bowl", Run("Newton", (3, 4), 0.5), 1, clip=2.5)  # half of a quarter of the way, as |∇f| = 10
    assert "goes 12 % of the way to the minimum" in said[0]
    _, said = told("Saddle", Run("Newton", (0.5, 0.2)), 1)  # H = diag(1, −1 + 3 · 0.04)
    assert said[0].startswith(
        "The curvatures it divides by are −0.88 and 1, one negative, so the step jumps to the saddle of that quadratic."
    )
    _, said = told(formula("-x**2 - x*y - y**2"), Run("Newton", (1, 0.5)), 1)  # −1 and −3 along the diagonals
    assert said[0].startswith(
        "The curvatures it divides by are −3 and −1, both negative, so the step jumps to the summit of that quadratic."
    )


def test_newtons_promise_is_half_the_slope_times_the_step():
    m, said = told("Rosenbrock", Run("Newton", (-1.2, 1.0)), 2)
    for k in range(2):
        (x, y), step = m.paths.theta[0, k], m.paths.theta[0, k + 1] - m.paths.theta[0, k]
        g = np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])
        promised, drop = -g @ step / 2, m.paths.loss[0, k] - m.paths.loss[0, k + 1]
        went = "fell" if drop > 0 else "rose"
        assert said[k].endswith(f"It promised a drop in loss of {brief(promised)}; the loss {went} by {brief(abs(drop))}.")


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
def test_a_line_search_tells_its_trials_its_length_and_its_direction(rule):
    m, said = told("Rosenbrock", Run(rule, (-1.2, 1.0)), 15)
    g, step, trials = m.paths.grad[0], np.diff(m.paths.theta[0], axis=0), np.diff(m.paths.state["trials"][0])
    assert f"t = {brief(np.hypot(*step[0]) / np.hypot(*g[0]))}, straight down the slope." in said[0]  # d = −g
    for k in range(1, 15):
        cos = -(g[k] @ step[k]) / np.hypot(*g[k]) / np.hypot(*step[k])
        off = np.degrees(np.arccos(cos))
        assert ("straight down the slope." if off < 0.5 else f" {off:.0f}° off steepest descent.") in said[k]
        assert ("The first trial" if trials[k] == 1 else f"After {trials[k]:.0f} trials") in said[k]
    assert {t > 1 for t in trials} == {True, False}


def test_a_search_that_leads_nowhere_stays_and_is_not_repeated():
    m, said = told("Booth", Run("BFGS", lr=10.0), 8)
    trials, stays = np.diff(m.paths.state["trials"][0]), (np.diff(m.paths.theta[0], axis=0) == 0).all(axis=1)
    first = int(stays.argmax())
    assert said[first] == f"{trials[first]:.0f} trials found no lower point along d, so it stays."
    assert trials[first + 1] == 0
    assert said[first + 1] == "Nothing has changed since the last search led nowhere, so it stays."


def test_a_random_try_is_kept_or_refused_with_both_losses():
    m, said = told("Round bowl", Run("Random search", (3, 4)), 40)
    loss = m.paths.loss[0]
    kept = loss[1:] < loss[:-1]
    for k, sentence in enumerate(said):
        if kept[k]:
            assert sentence == f"The point tried has a loss of {brief(loss[k + 1])}, lower than {brief(loss[k])} here: it is kept."
        else:
            assert sentence.endswith(f", no lower than {brief(loss[k])} here: it is refused.")
    assert 1 < kept.sum() < 40


def test_a_pull_is_measured_against_what_it_joins():
    m, said = told("Round bowl", Run("AdamW", (3, 4), 0.1, weight_decay=0.3), 1)
    share = 0.1 * 0.3 * 5 / np.hypot(*(m.paths.theta[0, 1] - m.paths.theta[0, 0]))
    assert said[0].endswith(f"The pull is {percent(share)} as long as the whole step.")
    _, said = told("Round bowl", Run("Adam", (3, 4), 0.1, weight_decay=1.0), 1)  # λ x beside 2 x
    assert said[0].endswith("The pull is 50 % as long as the gradient it joins.")
    _, said = told("Round bowl", Run("Adam", (3, 4), 0.1, weight_decay=10.0), 1)  # 10 x beside 2 x
    assert said[0].endswith("The pull is 500 % as long as the gradient it joins.")


def test_a_pull_of_more_than_ten_times_is_no_longer_counted():
    _, said = told("Narrow valley", Run("Adam", (3, 0), 0.1, weight_decay=10.0), 1, params={"kappa": 1})
    assert said[0].endswith("The pull is 1000 % as long as the gradient it joins.")  # 10 x beside x
    _, said = told("Matyas", Run("Adam", (1, 1), 0.1, weight_decay=10.0), 1)  # 10 x beside 0.04 x
    assert said[0].endswith("The pull is many times as long as the gradient it joins.")


@pytest.mark.parametrize(
    ("lr", "now", "fate"),
    [(0.019, "−234", "above 1 a step lands on the other side"), (0.021, "−286", "above 2 a step lands further up the other side")],
)
def test_overshooting_is_rate_times_curvature(lr, now, fate):
    # ½x² + 50y² from y = 2.6: slope 260, multiplied by 1 − 100 α at each step
    _, said = told("Narrow valley", Run("SGD", (-3.6, 2.6), lr), 1)
    assert said[0].startswith(f"In y the slope flips (+260 → {now}): rate times curvature is {brief(100 * lr)}, and {fate}.")


def test_a_slope_that_flips_without_a_bowl_is_no_bottom():
    # The clock is linear in x: its slope there flips because y has moved.
    _, said = told(formula(CLOCK, ((-60, 20), (-42, 3))), Run("SGD", (0, 0), 1.0), 1)
    assert said[0].startswith("In x the slope flips (+10 → −10) on the way.")


def test_a_clipped_step_that_overshoots_blames_no_curvature():
    _, said = told("Narrow valley", Run("SGD", (0, 0.01), 0.03), 1, clip=0.9)  # slope 1 is cut to 0.9: 0.01 − 0.027 < 0
    assert said[0].endswith("In y the slope flips (+1 → −1.7): the step goes past the bottom.")


def test_plain_descent_is_rate_times_gradient():
    # |∇f| = 10 at (3, 4), α = 0.05: f shrinks by 0.9²
    _, said = told("Round bowl", Run("SGD", (3, 4), 0.05), 1)
    assert said == ["A gradient of length 10 times the rate 0.05 makes a step of 0.5, and the loss fell by 19 %."]


def test_noise_that_leads_uphill_is_told_and_only_then():
    m, said = told("Round bowl", Run("SGD", (0.5, 0.5), 0.05), 100, noise=1.0)
    true, seen = 2 * m.paths.theta[0, :-1], m.paths.grad[0]  # ∇(x² + y²)
    angle = np.degrees(np.arccos((true * seen).sum(1) / np.hypot(*true.T) / np.hypot(*seen.T)))
    for k, sentence in enumerate(said):
        assert (f"The noise turned the gradient {angle[k]:.0f}° away from the true one" in sentence) == (angle[k] > 90)
    assert 10 < (angle > 90).sum() < 90
    assert told("Round bowl", Run("SGD", (0, 0), 0.05), 1, noise=1.0)[1][0].startswith(
        "The true gradient is exactly 0 here: only the noise moves it."
    )


def test_noise_is_not_said_to_lead_uphill_where_the_loss_fell():
    m, said = told("Saddle", Run("SGD", (0, 0)), 30, noise=0.1)
    turned = np.array(["turned the gradient" in s for s in said])
    rose = np.diff(m.paths.loss[0]) > 0
    assert ["uphill" in s for s in said] == (turned & rose).tolist()
    assert (turned & ~rose)[4]


def test_a_slope_the_rule_was_not_told_is_called_the_true_one():
    _, said = told("Logistic regression", Run("SGD"), 100, batch=8)
    flips = [s for s in said if "slope flips" in s]
    assert flips
    assert all("the true slope flips" in s for s in flips)
    assert any("the slope flips" in s for s in told("Narrow valley", Run("SGD", (-3.6, 2.6), 0.019), 3)[1])


@pytest.mark.parametrize(
    ("surface", "setting", "words"),
    [
        ("Logistic regression", {"batch": 8}, "This mini-batch's gradient is {}× as long as that of all samples."),
        ("Round bowl", {"noise": 1.0}, "With the noise the gradient is {}× as long as the true one."),
    ],
)
def test_a_gradient_told_far_too_long_is_named(surface, setting, words):
    m, said = told(surface, Run("SGD"), 100, **setting)
    seen, true = m.paths.grad[0], m.gradient[:-1]
    times = np.hypot(*seen.T) / np.hypot(*true.T)
    long = (times >= 2) & ((seen * true).sum(axis=1) > 0)
    assert [s.startswith(words.format(brief(t))) for s, t in zip(said, times, strict=True)] == long.tolist()
    assert 5 < long.sum() < 95


def test_a_mini_batch_that_leads_uphill_is_told_and_only_then():
    m, said = told("Logistic regression", Run("SGD"), 200, batch=8)
    uphill = (m.gradient[:-1] * m.paths.grad[0]).sum(1) < 0
    assert [s.startswith("The mini-batch turned the gradient") for s in said] == uphill.tolist()
    assert uphill.any()
    assert not any("mini-batch" in s for s in told("Logistic regression", Run("SGD"), 200)[1])


def test_a_loss_below_zero_is_told_from_where_to_where():
    # x + y falls by 0.1 in each coordinate
    _, said = told(formula("x + y"), Run("SGD", (0, 0), 0.1), 1)
    assert said[0].endswith("and the loss fell from 0 to −0.2.")
    _, said = told(formula("x + y - 1000000"), Run("SGD", (0, 0), 0.1), 1)
    assert said[0].endswith("and the loss fell by 0.2.")


def sign_descent(x, g, state, lr):
    return x - lr * g / abs(g), state


def test_a_rule_nobody_has_described_is_spoken_of_too():
    # |x| falls by 0.1 a step, so f = x² + y² from (1, 2) goes 5, 0.81 + 3.61, …
    own = Optimizer("Signs", sign_descent, (rate(0.1),), "-", "-", "-")
    assert told("Round bowl", Run(own, (1, 2), 0.1), 1)[1] == [f"The loss fell by {percent(0.58 / 5)}."]


ROUGH = {"noise": 1.0, "clip": 1.0, "schedule": "Cosine"}
CHANGE = re.compile(r"loss (rose|fell) by (\S+ %)\.")


@pytest.mark.parametrize("setting", [{}, ROUGH], ids=["plain", "rough"])
def test_every_step_of_every_run_gets_a_sentence(rule, setting):
    for land in LANDSCAPES:
        m, said = told(land, Run(rule), 60, **setting)
        assert len(said) == 60
        check(m, said)


@pytest.mark.parametrize("start", [None, (0, 0)], ids=["default", "saddle"])
def test_hostile_settings_raise_nothing(rule, start):
    settings = [{"lr": 0.0}, {"lr": rule.lr.high}, *({"eps": 0.0} for p in rule.hyper if p.name == "eps")]
    for hyper in settings:
        for steps in (1, 25):
            for surface in ("Saddle", "Cliff", "Monkey saddle"):
                check(*told(surface, Run(rule, start, **hyper), steps))


def check(m, said):
    loss = m.paths.loss[0]
    for k, sentence in enumerate(said):
        assert sentence.endswith(".")
        assert len(sentence) < 240, sentence
        assert "nan" not in sentence
        if "diverge" not in sentence and "out of sight" not in sentence:
            assert "inf" not in sentence
        change = CHANGE.search(sentence)
        if change:
            assert change[2] == percent(abs(loss[k + 1] - loss[k]) / loss[k])
            assert (change[1] == "rose") == (loss[k + 1] > loss[k])
