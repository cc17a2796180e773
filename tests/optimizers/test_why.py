"""The sentences that say why a step is as it is: each quoted number found again from the run itself."""

import re

import numpy as np
import pytest

from landscapes import LANDSCAPES, formula
from optimizers import Optimizer, Run, Schedule
from optimizers.base import rate
from optimizers.microscope import magnify
from optimizers.momentum import B
from optimizers.why import why
from optimizers.why.words import digits, percent


def told(surface, run, steps=30, **setting):
    """The run under the microscope, and its sentences."""
    m = magnify(surface, run, steps, **setting)
    return m, why(m)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-1.714, "−1.71"), (999.7, "1000"), (12345.6, "12346"), (1.2e-5, "1.2·10⁻⁵"), (-3e11, "−3·10¹¹"), (9.999e-4, "0.001")],
)
def test_numbers_have_three_digits(value, text):
    assert digits(value) == text


def test_a_run_that_doubles_its_distance_is_thrown_out_and_nothing_is_said_after():
    # α = 1.5 on x² + y²: x_k = 3 (−2)^k is out of sight first at k = 12 (tests/optimizers/test_report.py); the step there is 3 · 3 · 2¹¹.
    _, said = told("Round bowl", Run("SGD", (3, 0), 1.5), 20)
    assert said[11] == "A step of length 18432, 2 times the last, throws the point out of sight: the run diverges."
    assert set(said[12:]) == {"The run had already diverged at step 12: from there on the numbers mean nothing."}


ABYSS = ((-2.0, 2.0), (-2.0, 2.0))
BLOWN_UP = {
    "log(x) + y**2": (Run("SGD", (0.2, 1.0), 0.5), "lands where the loss has no value"),  # 0.2 − 0.5/0.2 < 0
    "sqrt(x) + y**2": (Run("SGD", (0.0, 1.0), 0.1), "The gradient is not finite here"),  # 1/(2√0)
    "x + y**2": (Run("Newton", (1.0, 1.0)), "determinant is 0"),  # H = diag(0, 2)
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
    # lecture.md, worked numbers: gradient 1, ρ = 0.9: v = 1, 1.9, 2.71, … → 10; v_k = 10 (1 − 0.9^(k+1)) passes 9 first at k = 21.
    _, said = told(formula("x + y"), Run("Momentum", (0, 0), 0.01, momentum=0.9), 40)
    assert said[0].startswith("There is no velocity yet, so the first step is plain descent.")
    assert said[1] == "Velocity and gradient agree in x and y, so they add up: the step grew 1.9×."
    assert said[2] == f"Velocity and gradient agree in x and y, so they add up: the step grew {digits(2.71 / 1.9)}×."
    assert "at most" not in said[20]
    assert said[21] == (
        "In x and y the gradient hardly changes, so the pushes add up: the step has reached "
        f"{digits(10 * (1 - 0.9**22))} of at most 10 times the push."
    )


@pytest.mark.parametrize("form", ["A", "B"])
def test_pushes_that_alternate_cancel(form):
    # y is the clock, one down a step, and cos πy flips the push along x between +10 and −10: kept 9 against a push of 10.
    clock = formula("10*x*cos(pi*y) + 0.1*y + 0.9*max(y + 0.5, 0)", ((-60, 20), (-42, 3)))
    _, said = told(clock, Run("Momentum", (0, 0), 1.0, momentum=0.9, form=form), 3)
    assert said[1].startswith(
        "The gradient flipped sign in x (+10 → −10), so the old velocity cancels 90 % of the push; in y they agree, and"
    )


def test_cancelled_shares_and_growth_are_those_of_the_velocity():
    m, said = told("Narrow valley", Run("Nesterov", (-3.6, 2.6), 0.004, momentum=0.9), 60)
    v = np.zeros(2)
    heard = 0
    for k, sentence in enumerate(said):
        kept, push = 0.9 * v, -0.004 * m.paths.grad[0, k]
        v, last = kept + push, v
        quoted = re.search(r"(velocity|push) cancels (\S+ %) of the (old velocity|push); in x", sentence)
        if quoted:
            shorter, longer = sorted(abs(np.array([kept[1], push[1]])))
            assert kept[1] * push[1] < 0
            assert quoted[2] == percent(shorter / longer)
            assert (quoted[1] == "velocity") == (abs(push[1]) > abs(kept[1]))
            grew = float(np.linalg.norm(v) / np.linalg.norm(last))
            assert re.search(f"grew {digits(grew)}×|shrank {digits(1 / grew)}×|as long as the last", sentence)
            heard += 1
    assert heard > 15


def test_a_ball_that_climbs_the_other_side_is_told_so():
    # x² + y² along the line through (3, 4), α = 0.3, ρ = 0.9, by hand: place 1, 0.4, −0.38, −0.854; v = 2, 2.6, 0.9 · 2.6 − 0.76.
    _, said = told("Round bowl", Run("Momentum", (3, 4), 0.3, momentum=0.9), 3)
    share, shrank = percent(0.76 / 2.34), digits(2.6 / 1.58)
    assert said[2] == (
        f"The gradient is against the velocity, which cancels {share} of the velocity in x and {share} of the velocity in y: "
        f"the step shrank {shrank}×. The loss rose from {digits(25 * 0.38**2)} to {digits(25 * 0.854**2)}."
    )


def test_without_bias_correction_the_first_step_is_too_long():
    # lecture.md, errata: (1 − β₁)/√(1 − β₂) = 0.1/√0.001 = 3.16; the second step 0.19/√(1 − 0.999²); with β₂ = 0.99 exactly 1.
    off = {"lr": 0.1, "eps": 0.0, "bias_correction": "off"}
    _, said = told(formula("x + y"), Run("Adam", (0, 0), **off), 2)
    for k, times in enumerate((0.1 / 0.001**0.5, 0.19 / (1 - 0.999**2) ** 0.5)):
        assert said[k].startswith(f"Without bias correction the scaled step is {digits(times)} times as long as the corrected one.")
    assert "both coordinates go 3.16 α = 0.316" in said[0]
    _, said = told(formula("x + y"), Run("Adam", (0, 0), beta2=0.99, **off), 1)
    assert said[0].startswith("Bias correction is off, yet this first step is as long as the corrected one")
    _, said = told(formula("x + y"), Run("Adam", (0, 0), 0.1), 2)
    assert not any("correct" in s for s in said)


@pytest.mark.parametrize("rule", ["AdaGrad", "Adam", "AdamW"])
def test_the_first_adaptive_step_goes_the_rate_in_both_coordinates(rule):
    # test_first_steps.py; the slopes at the valley's start are −3.6 and 260
    _, said = told("Narrow valley", Run(rule, (-3.6, 2.6), 0.25), 1)
    assert said[0].startswith("The first gradient is divided by its own size: both coordinates go α = 0.25, however steep each is.")


def test_own_rates_make_up_for_unequal_slopes():
    # lecture.md, worked numbers: constant gradients of 10 and 0.1: √s is 100 times as large in x.
    _, said = told(formula("10*x + 0.1*y"), Run("RMSprop", (0, 0), 0.1, decay=0.9), 10)
    assert said[9].startswith("In x the remembered gradients are 100× as large, so its rate is 100× smaller: both go about equally far.")
    _, said = told(formula("10*x"), Run("RMSprop", (0, 0), 0.1), 3)
    assert all(s.startswith("In y there is no gradient to follow, so only x moves.") for s in said)


def test_which_coordinate_goes_farther_is_seen_in_the_step():
    m, said = told("Rosenbrock", Run("RMSprop"), 150)
    step = np.abs(np.diff(m.paths.theta[0], axis=0))
    heard = set()
    for (x, y), sentence in zip(step, said, strict=True):
        farther = re.search(r": (?:as good as only )?([xy]) (?:moves|goes (\S+)× as far)", sentence)
        if farther:
            far, near = (x, y) if farther[1] == "x" else (y, x)
            assert far / near > (1.5 if farther[2] else 1000)
            assert farther[2] in (None, digits(far / near))
            heard.add(farther[1])
    assert heard == {"x", "y"}


def test_adagrads_rates_fall_like_one_over_the_root_of_the_steps():
    # A constant gradient: s = (k + 1) g², so the rate at step 3 is half the first; a schedule is no part of it.
    for plan in ("Constant", "Cosine"):
        _, said = told(formula("10*x + 0.1*y"), Run("AdaGrad", (0, 0), 0.1, eps=0.0), 10, schedule=plan)
        assert said[3].lower().endswith("its rates are down to 50 % of their first.")
        assert ("Apart from the schedule" in said[3]) == (plan == "Cosine")


def test_newton_says_which_flat_point_it_heads_for():
    _, said = told("Round bowl", Run("Newton", (3, 4)), 2)
    assert said[0] == (
        "The curvatures it divides by are 2 and 2, both positive, so the step jumps to the minimum of that quadratic. "
        "The loss fell by 25, as the quadratic promised."
    )
    _, said = told("Round bowl", Run("Newton", (3, 4), 0.5), 1, clip=2.5)  # half of a quarter of the way, as |∇f| = 10
    assert "goes 12.5 % of the way to the minimum" in said[0]
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
        assert said[k].endswith(f"It promised a drop in loss of {digits(promised)}; the loss {went} by {digits(abs(drop))}.")


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
def test_a_line_search_tells_its_trials_its_length_and_its_direction(rule):
    m, said = told("Rosenbrock", Run(rule, (-1.2, 1.0)), 15)
    g, step, trials = m.paths.grad[0], np.diff(m.paths.theta[0], axis=0), np.diff(m.paths.state["trials"][0])
    assert f"t = {digits(np.hypot(*step[0]) / np.hypot(*g[0]))}, straight down the slope." in said[0]  # d = −g
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
            assert sentence == f"The point tried has a loss of {digits(loss[k + 1])}, lower than {digits(loss[k])} here: it is kept."
        else:
            assert sentence.endswith(f", no lower than {digits(loss[k])} here: it is refused.")
    assert 1 < kept.sum() < 40


def test_a_pull_is_measured_against_what_it_joins():
    m, said = told("Round bowl", Run("AdamW", (3, 4), 0.1, weight_decay=0.3), 1)
    share = 0.1 * 0.3 * 5 / np.hypot(*(m.paths.theta[0, 1] - m.paths.theta[0, 0]))
    assert said[0].endswith(f"The pull is {percent(share)} as long as the whole step.")
    _, said = told("Round bowl", Run("Adam", (3, 4), 0.1, weight_decay=1.0), 1)  # λ x beside 2 x
    assert said[0].endswith("The pull is 50 % as long as the gradient it joins.")


@pytest.mark.parametrize(
    ("lr", "now", "fate"),
    [(0.019, "−234", "above 1 a step lands on the other side"), (0.021, "−286", "above 2 a step lands further up the other side")],
)
def test_overshooting_is_rate_times_curvature(lr, now, fate):
    # ½x² + 50y² from y = 2.6: slope 260, multiplied by 1 − 100 α at each step
    _, said = told("Narrow valley", Run("SGD", (-3.6, 2.6), lr), 1)
    assert said[0].startswith(f"In y the slope flips (+260 → {now}): rate times curvature is {digits(100 * lr)}, and {fate}.")


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


def test_a_mini_batch_that_leads_uphill_is_told_and_only_then():
    m, said = told("Logistic regression", Run("SGD"), 200, batch=8)
    uphill = (m.gradient[:-1] * m.paths.grad[0]).sum(1) < 0
    assert [s.startswith("The mini-batch turned the gradient") for s in said] == uphill.tolist()
    assert uphill.any()
    assert not any("mini-batch" in s for s in told("Logistic regression", Run("SGD"), 200)[1])


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
