"""The measured factor: on losses whose factor is known, and on runs, against the closed forms."""

import itertools

import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from optimizers import OPTIMIZERS, Run, descend
from optimizers.curvature import constant_bend
from studies.contraction import measured_factor
from studies.rate_fan import default_span, fan_rates

K = np.arange(201)
# From eigenvalues 1 and 100: surfaces.md 2; Polyak (1964), Nesterov (2004).
PUBLISHED = {
    "SGD": ({"lr": 2 / 101}, 99 / 101),
    "Momentum": ({"lr": 0.0330578512, "momentum": 0.6694214876}, 0.8181818182),
    "Nesterov": ({"lr": 0.01, "momentum": 9 / 11}, 0.9),
}


@pytest.mark.parametrize("factor", [0.2, 0.9, 0.999, 1.3])
def test_a_straight_loss_gives_its_factor(factor):
    assert measured_factor(7 * factor ** (2.0 * K[:80])) == pytest.approx(factor, rel=1e-9)


def test_once_the_fast_direction_has_died_out_the_slow_one_is_measured():
    assert measured_factor(1000 * 0.8 ** (2.0 * K) + 0.97 ** (2.0 * K)) == pytest.approx(0.97, rel=1e-3)


def test_before_that_nothing_is_said():
    assert measured_factor(1000 * 0.97 ** (2.0 * K) + 0.999 ** (2.0 * K)) is None


def test_one_step_to_the_minimum_is_a_factor_of_0():
    assert measured_factor(np.array([4.0, 0.0, 0.0])) == 0
    assert measured_factor(np.array([4.0, 1e-17, 1e-18])) == 0


@pytest.mark.parametrize("gap", [[], [1.0], [0.0, 0.0, 0.0], [4.0, 1.0, 0.5], [np.nan, np.nan, np.nan]])
def test_too_short_a_run_says_nothing(gap):
    assert measured_factor(np.array(gap)) is None


def test_a_loss_that_swings_never_lies():
    """r²ᵏ cos²(ωk + φ), whatever the swing: a line whose halves' slopes differ by a twentieth at most is off by a tenth, or by 0.004."""
    said = 0
    for factor, swing, phase in itertools.product((0.7, 0.9487, 0.99), np.geomspace(0.01, 1.5, 40), (0.0, 0.7, 1.4)):
        found = measured_factor(factor ** (2.0 * K) * np.cos(swing * K + phase) ** 2 + 1e-300)
        if found is not None:
            said += 1
            assert abs(np.log(found / factor)) < max(0.1 * abs(np.log(factor)), 0.004), (factor, swing, phase, found)
    assert said > 150  # of 360


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if rule.theory], ids=lambda rule: rule.name)
@pytest.mark.parametrize("surface", [land for land in LANDSCAPES if constant_bend(land)], ids=lambda land: land.name)
def test_every_factor_measured_on_a_default_fan_is_the_predicted_one(rule, surface):
    """To a twelfth of its logarithm; a heavy ball near two equal roots is up to 0.007 above or below."""
    bend = constant_bend(surface)
    own = Run(rule, surface.start)
    rates = fan_rates(*default_span(surface, {}, own), 9)
    paths = descend(surface, [Run(rule, surface.start, lr=rate) for rate in rates], surface.steps)
    low = float(surface.loss(*surface.minima(*surface.numbers())[0], *surface.numbers()))
    said = 0
    for rate, loss, diverged in zip(rates, paths.loss, paths.diverged_at, strict=True):
        found, factor = (
            measured_factor(loss[: diverged if diverged >= 0 else None] - low),
            float(rule.theory.worst(rate, bend, **own.hyper)),
        )
        if found is not None:
            said += 1
            assert abs(np.log(found / factor)) < max(abs(np.log(factor)) / 12, 0.007), (rate, found, factor)
    assert said >= 4


@pytest.mark.parametrize("rule", PUBLISHED)
def test_at_the_best_settings_the_measured_factor_is_the_published_one(rule):
    """Two equal roots make k rᵏ of rᵏ (Nesterov's and the heavy ball's): over 55 to 165 steps that is a factor 1.02 too slow at most."""
    settings, factor = PUBLISHED[rule]
    paths = descend("Narrow valley", [Run(rule, **settings)], 400)
    assert measured_factor(paths.loss[0]) == pytest.approx(factor, rel=1e-6 if rule == "SGD" else 0.02)


def test_noise_is_measured_as_it_is():
    paths = descend(landscape("Narrow valley"), [Run("SGD", lr=0.015)], 400, noise=1.0)
    found = measured_factor(paths.loss[0])
    assert found is None or abs(found - 1) < 0.01  # it has come to the noise's floor


def test_one_step_that_is_enough_has_the_factor_0_and_two_steps_are_too_few_to_tell():
    """0 times any distance is 0. After a quarter the run has a factor above 0, which two points do not settle."""
    assert measured_factor(np.array([1.0, 0.0, 0.0, 0.0])) == 0
    assert measured_factor(np.array([1.0, 0.25, 0.0, 0.0])) is None
