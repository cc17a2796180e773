"""The closed forms, against published numbers, against the rules' own code, and against runs."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run, descend
from optimizers.curvature import constant_bend, eigenvalues, sharpest

KNOWN = [rule for rule in OPTIMIZERS if rule.theory]
SETTINGS = {"SGD": [{}], "Momentum": [{"momentum": 0.5}, {"momentum": 0.9}], "Nesterov": [{"momentum": 0.5}, {"momentum": 0.9}]}
CASES = [(rule, hyper) for rule in KNOWN for hyper in SETTINGS[rule.name]]
# Lecture, §3, and Polyak (1964) for heavy ball, Nesterov (2004) for his method, at eigenvalues 1 and 100.
BEST = {
    "SGD": ({"lr": 2 / 101}, 99 / 101),
    "Momentum": ({"lr": 0.0330578512, "momentum": 0.6694214876}, 0.8181818182),
    "Nesterov": ({"lr": 0.01, "momentum": 9 / 11}, 0.9),
}


def one_step(rule, curvature, lr, hyper):
    """The matrix of the rule's own step on ½ λ x² in one dimension: (x, v) → (x, v)."""
    settings = [Run(rule, **hyper).hyper[p.name] for p in rule.hyper]

    def step(both):
        state = {"v": both[1]} if "v" in rule.memory else {}
        x, state = rule.step(both[0], curvature * rule.where(both[0], state, lr, *settings), state, lr, *settings)
        return jnp.array([x, state.get("v", 0.0)])

    return np.asarray(jax.jacobian(step)(jnp.array([0.7, -0.2])))


@pytest.mark.parametrize(("rule", "hyper"), CASES)
@pytest.mark.parametrize("share", [0.01, 0.3, 0.8, 0.99, 1.2])
def test_the_factor_is_the_spectral_radius_of_the_rules_own_step(rule, hyper, share):
    curvature = 7.0
    lr = share * float(rule.theory.edge(curvature, **hyper))
    radius = np.abs(np.linalg.eigvals(one_step(rule, curvature, lr, hyper))).max()
    assert rule.theory.shrinks(lr, curvature, **hyper) == pytest.approx(radius, rel=1e-6)


@pytest.mark.parametrize(("rule", "hyper"), CASES)
def test_at_the_edge_the_error_neither_shrinks_nor_grows(rule, hyper):
    edge = rule.theory.edge(7.0, **hyper)
    assert rule.theory.shrinks(edge, 7.0, **hyper) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("rule", "hyper"), CASES)
def test_runs_just_below_the_edge_converge_and_just_above_it_grow(rule, hyper):
    edge = float(rule.theory.edge(100.0, **hyper))
    runs = [Run(rule, start=(0.0, 1.0), lr=share * edge, **hyper) for share in (0.995, 1.005)]
    below, above = descend("Narrow valley", runs, steps=2000).loss
    assert below[-1] < 1e-3 * below[0]
    assert np.nanmax(above) > 1e3 * above[0]


@pytest.mark.parametrize("rule", KNOWN)
def test_the_best_settings_are_the_published_ones(rule):
    settings, factor = BEST[rule.name]
    best = rule.theory.best(1.0, 100.0)
    assert best == pytest.approx(settings, abs=5e-11)  # ten digits are published
    hyper = {name: value for name, value in best.items() if name != "lr"}
    assert rule.theory.worst(best["lr"], (1.0, 100.0), **hyper) == pytest.approx(factor, rel=1e-9)


@pytest.mark.parametrize("rule", KNOWN)
def test_no_other_setting_nearby_is_better_than_the_best(rule):
    """Nesterov's usual settings are the best for their rate, not of all."""
    best = rule.theory.best(1.0, 100.0)
    factor = rule.theory.worst(best["lr"], (1.0, 100.0), **{k: v for k, v in best.items() if k != "lr"})
    for name in best if rule.name != "Nesterov" else ["momentum"]:
        for shift in (0.99, 1.01):
            other = best | {name: best[name] * shift}
            assert rule.theory.worst(other.pop("lr"), (1.0, 100.0), **other) > factor


@pytest.mark.parametrize(("rule", "hyper"), CASES)
@pytest.mark.parametrize("surface", [land for land in LANDSCAPES if constant_bend(land)], ids=lambda land: land.name)
@pytest.mark.parametrize("share", [0.01, 0.2])  # away from two equal roots, where k ρᵏ hides ρᵏ
def test_the_loss_falls_as_predicted(rule, hyper, surface, share):
    """Over a long stretch the loss falls by the square of the slowest direction's factor a step."""
    low, high = constant_bend(surface)
    lr = share * float(rule.theory.edge(high, **hyper))
    factor = float(rule.theory.worst(lr, (low, high), **hyper))
    runs = [Run(rule, start=(surface.start[0] + 0.1, surface.start[1] + 0.3), lr=lr, **hyper)]
    paths = descend(surface, runs, steps=4000)
    bottom = float(surface.loss(*surface.minima(*surface.numbers())[0], *surface.numbers()))
    gap = paths.loss[0] - bottom
    heard = np.flatnonzero(gap > 1e-14 * gap[0])[-1]  # above a double's rounding
    envelope = np.maximum.accumulate(gap[heard::-1])[::-1]  # a heavy ball swings through the bottom
    k = np.arange(heard // 4, 3 * heard // 4)  # when the faster direction has died out
    slope = np.polyfit(k, np.log(envelope[k]), 1)[0]
    assert slope / 2 == pytest.approx(np.log(factor), rel=0.05)


def test_quadratics_are_told_from_all_other_surfaces():
    bends = {land.name: constant_bend(land) for land in LANDSCAPES}
    known = {
        "Round bowl": (2, 2),
        "Narrow valley": (1, 100),
        "Booth": (2, 18),  # [[10, 8], [8, 10]]
        "Matyas": (0.04, 1),  # 0.52 ± 0.48
        **{name: eigenvalues(hessian_of(name)).tolist() for name in ("Least squares", "Thousand points")},
    }
    for name, bend in bends.items():
        assert (bend is not None) == (name in known), name
        if bend:
            assert bend == pytest.approx(known[name], rel=1e-9)
    assert constant_bend(landscape("Narrow valley"), {"kappa": 30.0, "angle": 20.0}) == pytest.approx((1, 30), rel=1e-9)
    assert constant_bend(formula("x**2 - 3*y**2")) == pytest.approx((-6, 2))
    assert constant_bend(formula("x + y")) is None


def hessian_of(name: str):
    land = landscape(name)
    return np.asarray(jax.hessian(lambda q: land.loss(q[0], q[1], *land.numbers()))(jnp.zeros(2)))


def test_the_sharpest_curvature_of_rosenbrock_at_its_minimum_is_the_published_one():
    # Hessian (802, −400; −400, 200) at (1, 1): λmax = 501 + √(301² + 400²)
    assert sharpest(landscape("Rosenbrock"), {}, np.array([[1.0, 1.0]]))[0] == pytest.approx(501 + np.hypot(301, 400), rel=1e-12)


@pytest.mark.parametrize("rule", KNOWN)
def test_where_the_ground_does_not_bend_upwards_no_rate_is_too_high(rule):
    hyper = SETTINGS[rule.name][0]
    assert np.isposinf(rule.theory.edge(np.array([0.0, -3.0]), **hyper)).all()
