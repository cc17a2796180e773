"""What the lessons ask a visitor to try turns out as they say: on the runs that the pages open."""

from pathlib import Path

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, optimizer, schedule
from optimizers.microscope import magnify
from optimizers.sweep import CRAWLING
from studies.canonical import endings
from studies.outcome_map import outcome_map
from studies.range_test import range_test
from studies.rate_fan import default_span, fan_rates
from tests.studies.outcome_maps import question

LESSONS = Path(__file__).parents[2] / "lessons" / "optimization"


def test_at_kappa_10_noise_takes_the_best_rate_far_from_the_edge():
    """Learning rate, Try 3: the fan as the page opens it, with nine rates; the edge is 2/λmax = 0.2."""
    land, params, best = landscape("Narrow valley"), {"kappa": 10.0, "angle": 0.0}, {}
    rates = fan_rates(*default_span(land, params, Run("SGD")), 9)
    for noise in (0.0, 3.0):
        paths = descend(land, [Run("SGD", lr=rate) for rate in rates], land.steps, params=params, noise=noise)
        best[noise] = min(endings(land, params, rates, paths), key=lambda one: one.end).rate / 0.2
    assert best[0.0] > 0.5
    assert best[3.0] < 0.2


def test_with_form_b_momentum_and_nesterov_differ_at_step_1_in_where_the_slope_is_asked_for_alone():
    """Microscope, Try 2."""
    ball, ahead = (
        magnify("Narrow valley", Run(rule, lr=0.004, **form), 3) for rule, form in (("Momentum", {"form": "B"}), ("Nesterov", {}))
    )
    for letter in ("x", "old v", "kept"):
        np.testing.assert_array_equal(ball.letters[letter][1], ahead.letters[letter][1])
    assert (ball.letters["at"][1] == ball.letters["x"][1]).all()
    assert (ahead.letters["at"][1] != ahead.letters["x"][1]).all()
    assert [one.formula for one in ball.lines if one.role in ("velocity", "gradient", "step")][1:] == [
        one.formula for one in ahead.lines if one.role in ("velocity", "gradient", "step") and one.letter not in ("at", "next at")
    ][1:]


def test_with_2000_steps_the_inverse_square_root_gets_nearer_and_exponential_has_stopped():
    """Schedules, Try 1, as the page opens: noise 3, γ = 0.95, whose rates add up to 20 steps."""
    for plan, more in ((schedule("Exponential", gamma=0.95), 0.01), (schedule("Inverse square root"), 0.3)):
        short, long = (
            np.abs(descend("Narrow valley", [Run("SGD", lr=0.019)], steps, plan, noise=3.0).theta[0, -1, 0]) for steps in (200, 2000)
        )
        assert short > 1.5  # of 3.6: neither arrives
        assert (short - long) / 3.6 == pytest.approx(more, abs=0.01) if more < 0.1 else (short - long) / 3.6 > more


def test_nesterovs_usual_settings_are_not_the_fastest_and_come_near():
    """Maps. At κ = 100 the usual ones have the factor 1 − 1/√κ = 0.9; the best, by Lessard, Recht and Packard (2016), 1 − 2/√(3κ + 1)."""
    theory, root = optimizer("Nesterov").theory, np.sqrt(301)
    usual = theory.best(1.0, 100.0)
    assert theory.worst(usual["lr"], (1.0, 100.0), momentum=usual["momentum"]) == pytest.approx(0.9)
    best = theory.worst(4 / 301, (1.0, 100.0), momentum=(root - 2) / (root + 2))
    assert best == pytest.approx(1 - 2 / root, abs=1e-6)
    lr, rho = np.meshgrid(np.linspace(0.005, 0.0199, 300), np.linspace(0.5, 0.99, 300))
    assert theory.worst(lr, (1.0, 100.0), momentum=rho).min() > best - 1e-9


def test_in_a_range_test_descent_turns_up_at_the_edge_and_a_heavy_ball_near_it():
    """Learning rate: over random valleys, from random starts, beside the edge that theory gives."""
    draw = np.random.default_rng(1)
    off = {"SGD": [], "Momentum": []}
    for rule, gaps in off.items():
        for _ in range(8):
            kappa, start = float(10 ** draw.uniform(1, 3)), draw.uniform(-3, 3, 2)
            hyper, edge = ({}, 2 / kappa) if rule == "SGD" else ({"momentum": (rho := draw.uniform(0.5, 0.99))}, (2 + 2 * rho) / kappa)
            found = range_test("Narrow valley", Run(rule, tuple(start), **hyper), edge / 100, min(20 * edge, 1e3), params={"kappa": kappa})
            gaps.append(found.turn_up - int(np.searchsorted(found.paths.lr[0], edge)))
    assert set(off["SGD"]) <= {0, 1}
    assert max(map(abs, off["Momentum"])) <= 4
    assert min(off["Momentum"]) < 0  # it may stand before the edge


def test_of_the_cells_in_no_minimum_some_rest_on_a_saddle_some_bounce_about_and_some_are_on_their_way_as_the_lesson_says():
    """Maps, “Four ways to end”; once: all that are in no minimum are still on their way."""
    lesson = (LESSONS / "maps.md").read_text(encoding="utf-8")
    assert "some are still on their way, some bounce about, some rest on a saddle for ever" in lesson
    saddle = outcome_map(question(surface="Saddle", rule="Newton", across="x", up="y"))
    starts = [Run("Newton", start=(x, y)) for (j, i) in np.argwhere(saddle.ended == CRAWLING) for x, y in [(saddle.x[i], saddle.y[j])]]
    assert len(starts) > 256 / 6  # about a fifth
    ends = descend("Saddle", starts, 200).theta
    np.testing.assert_allclose(ends[:, [100, 200]], 0, atol=1e-9)  # at rest on (0, 0), where no more steps help
    jumpy, slow = descend("Narrow valley", [Run("Adam", lr=5.0, beta1=0.1), Run("SGD", lr=1e-4)], 200).loss
    assert min(jumpy[-1], slow[-1]) > 1e-3  # the map's tolerance
    assert jumpy[150:].min() > jumpy[50:100].min()
    assert (np.diff(slow) < 0).all()
