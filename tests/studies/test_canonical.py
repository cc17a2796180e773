"""The four canonical curves: on endings written down by hand, on the lecture's picture, and on every surface."""

from itertools import pairwise

import jax
import numpy as np
import pytest
from scipy.optimize import minimize

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run, descend, optimizer
from studies.canonical import CLOSE, Ending, endings, verdicts
from studies.rate_fan import default_span, fan_rates

INF = float("inf")


def fan_of(surface, rule, rates=None, params=None, start=None, steps=None, **disturbed):
    """How a fan of rates ended, and what is said of it; without `rates` the default fan and the surface's own rate."""
    land, rule = landscape(surface), optimizer(rule)
    own = Run(rule, start or land.start, lr=land.rates.get(rule.name, rule.lr.default))
    rates = rates or [*fan_rates(*default_span(land, params, own), 5), own.lr]
    runs = [Run(rule, own.start, lr=rate) for rate in rates]
    ended = endings(land, params, rates, descend(land, runs, steps or land.steps, params=params, **disturbed), bool(disturbed))
    return ended, verdicts(ended)


def ending(rate, end, falls=1.0, rests="", bounces=False, diverged=-1, **more) -> Ending:
    """A run that began at a height of 10."""
    return Ending(rate, 10.0, end, end, falls, rests, bounces, diverged, **({"lost": 1 - end / 10} | more))


def test_each_of_the_four_curves_is_told_by_its_ending():
    fan = [ending(0.001, 9.9), ending(0.01, 4.0, 0.95), ending(0.1, 0.5), ending(0.3, 2.0, bounces=True), ending(1.0, INF, diverged=7)]
    assert [(v.curve, v.why) for v in verdicts(fan)] == [
        ("too low", "hardly moves"),
        ("too low", "still on its way"),
        ("good", "the lowest of the fan"),
        ("high", "drops, then bounces"),
        ("too high", "diverges at step 7"),
    ]


@pytest.mark.parametrize(
    ("one", "curve", "why"),
    [
        (ending(0.2, 0.5009), "good", "nearly as low as the best"),  # within 10⁻³
        (ending(0.2, 0.5), "good", "the lowest of the fan"),  # as well
        (ending(0.2, 0.9, 0.5), "good", "nearly as low as the best"),  # another tenth of the run, and it is there
        (ending(0.2, 0.9, 0.8), "high", "falls, but a lower rate falls faster"),
        (ending(0.2, 0.9, 0.95), "high", "drops, then stalls"),
        (ending(0.2, 9.8), "high", "hardly comes down"),
        (ending(0.2, 12.0), "too high", "ends higher than it began"),
        (ending(0.2, 6.0, rests="minimum"), "good", "reaches a minimum"),  # not the lowest one
        (ending(0.2, 6.0, rests="saddle"), "stuck", "rests on a saddle"),
        (ending(0.05, 3.0, bounces=True), "high", "drops, then bounces"),  # a lower rate, 0.02, ended at 2
        (ending(0.01, 3.0, bounces=True), "too low", "still on its way"),  # no lower rate did
        (ending(0.01, 9.8, went=0.2), "too low", "still on its way"),  # it lost no height, and went a fifth of the window
        (ending(0.01, 3.0, lingers=True), "good", "moves about a minimum"),
        (ending(0.2, -INF, diverged=9), "falls", "the ground has no bottom: out of sight at step 9"),
        (ending(0.2, INF, diverged=9, broke="the loss has no value"), "breaks off", "step 9: the loss has no value"),
        (ending(0.2, 12.0, climbs=True), "uphill", "its steps lead upwards: not the rate’s doing"),
        (ending(0.2, 4.0, 0.95, climbs=True), "high", "drops, then stalls"),  # it came down all the same
    ],
)
def test_every_other_ending_has_its_words(one, curve, why):
    rest = [ending(0.02, 2.0), ending(0.1, 0.5)]
    (said,) = [v for v, e in zip(verdicts([*rest, one]), [*rest, one], strict=True) if e is one]
    assert (said.curve, said.why) == (curve, why)


def test_beyond_the_losses_domain_a_rate_is_too_high_only_if_a_lower_one_finds_a_minimum():
    gone = ending(0.2, INF, diverged=9, broke="the loss has no value")
    assert [v.curve for v in verdicts([ending(0.1, 0.0, rests="minimum"), gone])] == ["good", "too high"]
    assert [v.curve for v in verdicts([ending(0.1, 0.5), gone])] == ["good", "breaks off"]


def test_the_lectures_four_curves_stand_on_a_noisy_valley():
    _, said = fan_of("Narrow valley", "SGD", params={"kappa": 10.0}, noise=3.0)
    assert [v.curve for v in said] == ["too low", "too low", "good", "high", "too high", "good"]


def test_on_a_quadratic_a_rate_just_past_two_over_the_curvature_is_too_high_and_one_on_it_never_comes_down():
    ended, said = fan_of("Round bowl", "SGD", [0.3, 0.99, 1.0, 1.01, 1.1], steps=2000)  # λ = 2
    assert [v.curve for v in said] == ["good", "good", "high", "too high", "too high"]
    assert said[2].why == "hardly comes down"
    assert ended[2].bounces


def test_where_the_ground_has_no_bottom_a_fast_run_falls():
    _, said = fan_of("Monkey saddle", "SGD")
    assert [v.curve for v in said][3:5] == ["falls", "falls"]


def test_newton_climbs_out_of_the_pit_at_every_rate():
    """On the pit's shoulder −exp(−r²/2) bends down, and −H⁻¹g points up the gradient: no rate mends that."""
    ended, said = fan_of("Gaussian pit", "Newton")
    assert {v.curve for v in said} == {"uphill"}
    assert not any(e.loss <= -1e-3 for e in ended)  # no number where a run was lost


def test_newton_breaks_off_where_a_curvature_is_not_finite():
    ended, said = fan_of(formula("abs(x)**1.5 + y**2"), "Newton", start=(0.0, 1.0))  # ¾/√0
    assert {(v.curve, v.why) for v in said} == {("breaks off", "step 1: the curvature is not finite")}
    assert np.isnan([e.loss for e in ended]).all()


def test_with_an_epsilon_of_0_adam_divides_0_by_0_on_a_flat_axis():
    paths = descend(formula("x**2"), [Run("Adam", (1.0, 1.0), lr=0.1, eps=0.0)], 5)
    (said,) = verdicts(endings(formula("x**2"), {}, [0.1], paths))
    assert (said.curve, said.why) == ("breaks off", "step 1: divides 0 by 0")


@pytest.mark.parametrize("rule", ["SGD", "Adam"])
def test_the_logarithm_falls_until_it_has_no_value_and_no_rate_is_blamed(rule):
    """log x falls without end towards x = 0, and every step across it ends where there is no logarithm."""
    ended, said = fan_of(formula("log(x)"), rule)
    assert {v.curve for v in said} <= {"good", "breaks off"}
    assert {v.why for v in said if v.curve != "good"} == {f"step {e.diverged}: the loss has no value" for e in ended if e.broke}


def test_ground_without_a_minimum_has_none_to_reach():
    for text in ("exp(x)", "x + y"):
        ended, said = fan_of(formula(text), "SGD")
        assert not {v.why for v in said} & {"reaches a minimum"}
        assert {e.reached for e in ended} == {-1}


def test_a_runs_loss_at_the_end_is_infinite_if_it_diverged_and_minus_infinite_if_it_fell():
    ended, _ = fan_of("Narrow valley", "SGD")
    assert ended[4].loss == INF
    ended, _ = fan_of("Monkey saddle", "SGD")
    assert ended[4].loss == -INF


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_a_run_that_reaches_a_minimum_says_when_and_no_other_does(land):
    """Rastrigin has its local minima, the two wells are crossed at the height of another's bottom: neither may contradict the verdict."""
    for rule in ("SGD", "Momentum", "Adam"):
        ended, said = fan_of(land, rule)
        assert [e.reached >= 0 for e in ended] == [v.why == "reaches a minimum" for v in said], rule


def test_the_step_at_which_a_minimum_is_reached_is_the_first_within_a_thousandth():
    """On x² + y² from (1, 0) descent at α = 0.1 has the loss 0.8²ᵏ: below 10⁻³ from k = 16 on, as 0.8³⁰ = 0.0012."""
    ended, _ = fan_of("Round bowl", "SGD", [0.1], start=(1.0, 0.0), steps=100)
    assert ended[0].reached == 16


def test_a_run_without_a_rate_is_too_low_and_one_at_the_minimum_is_good():
    _, said = fan_of("Himmelblau", "SGD", [0.0, 0.01])
    assert (said[0].curve, said[0].why) == ("too low", "hardly moves")
    _, said = fan_of("Narrow valley", "SGD", [1e-4, 0.01], start=(0.0, 0.0))
    assert [v.curve for v in said] == ["good", "good"]


def test_a_saddle_is_not_the_rates_doing():
    _, said = fan_of("Saddle", "SGD", [0.1, 0.5], start=(-1.8, 0.0), steps=400)
    assert [(v.curve, v.why) for v in said] == [("stuck", "rests on a saddle")] * 2


@pytest.mark.parametrize("text", ["x + y", "log(x) + y**2", "x**2", "exp(exp(x)) + y**2"])
@pytest.mark.parametrize("start", [(-1.0, 0.5), (2.0, 1.0)])
def test_formulas_without_minima_or_values_get_a_word_each(text, start):
    _, said = fan_of(formula(text), "SGD", [0.0, 1e-3, 0.1, 10.0], start=start, steps=50)
    assert all(v.curve and v.why for v in said)


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_good_is_said_only_of_a_minimum_or_of_the_best_of_the_fan(land):
    """Whether it is a minimum SciPy's simplex says, which must not find ground that is lower by more than twice the tolerance nearby."""
    loss = jax.jit(lambda q: land.loss(q[0], q[1], *land.numbers()))
    for rule in ("SGD", "Momentum", "Adam"):
        own = Run(rule, land.start, lr=land.rates.get(rule))
        rates = [*fan_rates(*default_span(land, {}, own), 5), own.lr]
        paths = descend(land, [Run(rule, land.start, lr=rate) for rate in rates], land.steps)
        ended = endings(land, {}, rates, paths)
        lowest = min(e.end for e in ended)
        for e, said, theta in zip(ended, verdicts(ended), paths.theta[:, -1], strict=True):
            if said.why == "reaches a minimum":
                hair = theta + 1e-4 * np.array([[0, 0], [1, 0], [0, 1]])
                found = minimize(loss, theta, method="Nelder-Mead", options={"initial_simplex": hair, "maxfev": 200, "fatol": 1e-6})
                assert found.fun >= float(loss(theta)) - 2 * CLOSE, (land.name, rule, e.rate)
            elif said.curve == "good":
                assert e.end * min(1, e.falls) <= lowest + CLOSE, (land.name, rule, e.rate)
            elif said.curve != "falls":
                assert e.end > lowest, (land.name, rule, e.rate)


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if rule.told == ("g",)], ids=lambda rule: rule.name)
def test_the_default_fan_is_telling_on_every_surface(rule):
    """It has a run that gets there, or falls where there is no bottom, and a run that does not."""
    for land in LANDSCAPES:
        _, said = fan_of(land, rule)
        curves = {v.curve for v in said}
        assert {"good", "falls"} & curves, land.name
        assert len(curves) > 1, land.name


def test_what_a_fan_says_of_random_runs_is_so():
    """Told again from the paths alone, and from the same runs going on four times as long; half of them under noise."""
    draw, heard = np.random.default_rng(13), set()
    lands = [land for land in LANDSCAPES if not land.samples]
    for seed in range(20):
        land, rule = lands[draw.integers(len(lands))], ("SGD", "Momentum", "Adam", "RMSprop")[draw.integers(4)]
        low, high = np.array(land.window).T
        start, noise, steps = tuple(draw.uniform(low, high)), float(draw.choice([0.0, 1.0])), land.steps
        rates = fan_rates(*default_span(land, None, Run(rule)), 5)
        ended, said = fan_of(land, rule, rates, start=start, **({"noise": noise, "seed": seed} if noise else {}))
        paths = descend(land, [Run(rule, start, lr=rate) for rate in rates], 5 * steps, noise=noise, seed=seed)
        ends = [one.loss for one in ended]
        for theta, loss, end, told in zip(paths.theta, paths.loss, ends, said, strict=True):
            went = np.abs(theta[: steps + 1] - theta[0]).max(0) / (high - low)
            heard.add(told.why)
            if told.why == "hardly moves":
                assert went.max() <= 0.05
            if told.why == "still on its way":
                later = loss[steps:][np.isfinite(loss[steps:])]
                assert later.mean() < end, (land.name, rule, noise, seed)
            if told.why == "moves about a minimum":
                assert loss[steps:].mean() > end - 0.5 * np.ptp(loss[steps // 2 : steps])
            if told.curve == "high":
                assert min(ends[: ends.index(end)], default=INF) < end
            if told.why == "drops, then bounces":
                way = [np.hypot(*(b - a)) for a, b in pairwise(theta[steps - max(10, steps // 10) : steps + 1])]
                assert sum(way) >= 3 * np.hypot(*(theta[steps] - theta[steps - len(way)]))
    assert {"hardly moves", "still on its way", "moves about a minimum", "drops, then bounces"} <= heard


@pytest.mark.parametrize(
    ("surface", "rule", "rate", "noise", "why"),
    [
        ("Monkey saddle", "Adam", 0.0065, 0.0, "still on its way"),  # from 4.09 to −15, half of the window away
        ("Monkey saddle", "Adam", 0.0116, 0.0, "still on its way"),
        ("Monkey saddle", "SGD", 0.0055, 1.0, "still on its way"),  # from 4.09 to 0.03
        ("Six-hump camel", "SGD", 0.00632, 0.5, "moves about a minimum"),  # at 2.1043, which it passes by chance only
    ],
)
def test_a_run_is_measured_by_its_own_way_and_not_by_the_run_that_fell_furthest(surface, rule, rate, noise, why):
    ended, said = fan_of(surface, rule, **({"noise": noise} if noise else {}))
    (told,) = {v.why for e, v in zip(ended, said, strict=True) if e.rate == rate}
    assert told == why
