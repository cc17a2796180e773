"""The fan as it is sent: colours, widths, the edge under the visitor's ball, and what the map leaves out."""

from itertools import pairwise

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from optimizers.curvature import sharpest
from optimizers.run import Entrant
from plots.fan import Edge, fan_looks, fan_picture, fan_traces
from plots.race import Scene, Sight, trace
from plots.theme import LOOKS
from tests.plots.blob import unpacked
from tests.plots.test_theme import EYES, JUST_NOTICEABLE, READABLE, luminance, seen, themed

EDGE = {"slider": "SGD.lr", "words": "2/λmax"}


def sent(surface, rates, steps, rule="SGD", start=None, factor=None):
    """The blob of a fan, the last rate being the visitor's; and the paths."""
    land = landscape(surface)
    runs = [Run(rule, start or land.start, lr=rate) for rate in rates]
    paths, own = descend(land, runs, steps), trace(Entrant(rule, runs[-1]))
    fan = fan_traces([f"α = {rate:g}" for rate in rates[:-1]], rates[:-1], own)
    bend = sharpest(land, {}, paths.theta[-1])
    theory = runs[-1].optimizer.theory
    numerator = float(theory.edge(1.0, **runs[-1].hyper)) if theory else None
    scene = Scene(land, {}, [*fan, own], paths, np.ones(steps))
    blob = fan_picture(scene, Sight([], "2-D", "steps"), Edge(EDGE if theory else {"why": "none"}, bend, numerator), factor)
    return unpacked(blob), paths, land


@pytest.mark.parametrize("rule", ["SGD", "Momentum", "Nesterov"])
def test_the_edge_sent_is_that_of_an_independent_hessian(rule):
    """2/λ, (2 + 2ρ)/λ and (2 + 2ρ)/((1 + 2ρ) λ) at ρ = 0.9, with λ from NumPy's eigenvalues of JAX's Hessian of the plain formula."""
    got, paths, _ = sent("Rosenbrock", [1e-4, 5e-4], 60, rule)
    hessian = jax.hessian(lambda q: (1 - q[0]) ** 2 + 100 * (q[1] - q[0] ** 2) ** 2)
    largest = np.array([np.linalg.eigvalsh(hessian(point))[-1] for point in paths.theta[-1]])
    numerator = {"SGD": 2, "Momentum": 3.8, "Nesterov": 3.8 / 2.8}[rule]
    np.testing.assert_allclose(got["bend"], largest, rtol=1e-6)
    assert got["numerator"] == pytest.approx(numerator, rel=1e-12)


def test_where_the_ground_bends_down_so_does_what_is_sent():
    """On top of a hill: f = 20 + x² + y² − 10 cos 2πx − 10 cos 2πy bends down at (½, ½)."""
    got, _, _ = sent("Rastrigin", [1e-3, 1e-4], 3, start=(0.5, 0.5))
    assert got["bend"][0] == pytest.approx(2 - 40 * np.pi**2, rel=1e-6)


def test_behind_the_step_at_which_the_run_diverged_there_is_no_edge():
    got, paths, _ = sent("Rosenbrock", [1e-4, 0.02], 30)
    lost = int(paths.diverged_at[-1])
    assert np.isfinite(got["bend"][:lost]).all()
    assert np.isnan(got["bend"][lost:]).all()


def test_a_rule_without_a_theory_sends_the_reason_and_no_edge():
    got, _, _ = sent("Himmelblau", [0.01, 0.1], 5, "Adam")
    assert got["edge"] == {"why": "none"}
    assert got["numerator"] is None
    assert "bend" not in got


def test_a_run_that_diverges_is_on_the_map_up_to_its_last_way_out_of_the_window_and_whole_in_the_loss():
    got, paths, land = sent("Narrow valley", [0.019, 0.022, 0.01], 100)
    y, gap = got["y"].reshape(3, -1), got["gap"].reshape(3, -1)
    out = 1 + np.flatnonzero(np.abs(paths.theta[1, :, 1]) <= land.window[1][1])[-1]
    assert np.isfinite(y[1, : out + 1]).all()
    assert np.isnan(y[1, out + 1 :]).all()
    assert np.isfinite(gap[1, : paths.diverged_at[1]]).all()
    assert np.isfinite(y[[0, 2]]).all()


def test_the_visitors_run_is_last_bold_and_in_its_rules_look():
    got, _, _ = sent("Narrow valley", [0.001, 0.01, 0.019], 10, factor=0.981)
    *fan, own = got["runs"]
    assert (own["light"], own["marker"]) == (LOOKS["SGD"].light, {"points": [], "symbol": "circle"})
    assert all(own["width"] > 2 * run["width"] for run in fan)
    assert [run["lr"] for run in got["runs"]] == [0.001, 0.01, 0.019]
    assert got["factor"] == 0.981


@pytest.mark.parametrize("count", range(3, 10))
def test_every_rate_of_a_fan_has_a_marker_of_its_own_that_the_rule_does_not_have(count):
    for own in LOOKS.values():
        markers = [look.marker for look in fan_looks(count, own)]
        assert len({*markers, own.marker}) == count + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_grow_lighter_from_the_lowest_rate_to_the_highest_for_every_eye_and_stand_out_from_the_page(scheme):
    colours = [getattr(look, scheme) for look in fan_looks(9, LOOKS["SGD"])]
    for eye in EYES:
        lightness = [seen(colour, eye) for colour in colours]
        assert all(b[0] > a[0] for a, b in pairwise(lightness)), eye
        assert all(np.linalg.norm(b - a) > JUST_NOTICEABLE for a, b in pairwise(lightness)), eye
    ground = luminance(themed(scheme))
    for colour in colours:
        dim, bright = sorted([ground, luminance(colour)])
        assert (bright + 0.05) / (dim + 0.05) >= READABLE, colour
