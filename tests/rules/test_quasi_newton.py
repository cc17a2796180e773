"""BFGS and L-BFGS learn the curvature on the way, and pay for their line search."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import line_search, minimize

from landscapes import landscape
from optimizers import Run, descend, optimizer, sweep
from optimizers.rules.bfgs import learned
from optimizers.rules.lbfgs import direction
from optimizers.rules.line_search import C1

RULES = ["BFGS", "L-BFGS"]
EXACT = 1e-6  # the share of the first slope that an almost exact line search leaves
SCIPYS = {"BFGS": ("BFGS", {"gtol": 1e-10}), "L-BFGS": ("L-BFGS-B", {"gtol": 1e-10, "ftol": 1e-16})}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("name", "params"), [("Narrow valley", {"kappa": 100, "angle": 30}), ("Booth", {}), ("Matyas", {})])
def test_with_an_exact_line_search_two_steps_reach_a_quadratics_minimum(rule, name, params, verified):
    # Nocedal and Wright (2006), theorem 6.4: conjugate directions, so at most as many steps as dimensions.
    land = landscape(name)
    paths = descend(land, [Run(rule, start=(-3.6, 2.6), c2=EXACT)], steps=2, params=params)
    away = np.abs(paths.theta[0, 2] - np.array(land.minima(*land.numbers(params))[0])).max()
    assert away <= 1e-6
    assert np.abs(paths.theta[0, 1] - paths.theta[0, 2]).max() > 0.1  # one step was not enough
    verified("rules", rule, "closed form", away, "distance from a quadratic's minimum after two steps, exact line search")


def test_after_two_steps_bfgs_knows_the_inverse_hessian():
    # theorem 6.4 again: B₂ = A⁻¹. The pair of the second step is learned when the third begins.
    paths = descend("Booth", [Run("BFGS", start=(-3.6, 2.6), c2=EXACT)], steps=3)
    assert paths.state["B"][0, 3] == pytest.approx(np.linalg.inv([[10, 8], [8, 10]]), abs=1e-6)  # surfaces.md: [[10,8],[8,10]]
    assert np.abs(paths.state["B"][0, 2] - np.linalg.inv([[10, 8], [8, 10]])).max() > 1e-3


def test_the_first_pair_sets_the_scale_and_the_later_ones_do_not():
    # By hand from Nocedal and Wright (2006), 6.17 and 6.20: s·y = 2 and y·y = 5, so I is scaled by 2/5 at first.
    s, y = np.array([1.0, 0.0]), np.array([2.0, 1.0])
    for k, expected in ((0, np.eye(2)), (1, [[0.6, -0.2], [-0.2, 0.4]]), (2, [[0.75, -0.5], [-0.5, 1.0]])):
        assert np.asarray(learned(jnp.eye(2), s, y, k)) == pytest.approx(np.array(expected), rel=1e-14)
    assert np.array_equal(learned(jnp.eye(2), s, -y, 1), np.eye(2))  # uphill curvature teaches nothing


@pytest.mark.parametrize("memory", [1, 2, 5, 10])
def test_the_two_loops_are_the_matrix_of_the_newest_pairs_scaled_by_the_newest(memory):
    # Nocedal and Wright (2006), 7.19 and 7.20: BFGS's update over the last m pairs, begun from (s·y/y·y) I of the newest.
    rng = np.random.default_rng(7)
    S = rng.normal(size=(10, 2))  # the newest first
    Y = S @ np.array([[3.0, 1.0], [1.0, 2.0]]) + 0.1 * S**3  # as along a convex function
    g = rng.normal(size=2)
    B = np.eye(2) * (S[0] @ Y[0]) / (Y[0] @ Y[0])
    for s, y in zip(S[:memory][::-1], Y[:memory][::-1], strict=True):
        V = np.eye(2) - np.outer(y, s) / (s @ y)
        B = V.T @ B @ V + np.outer(s, s) / (s @ y)
    assert np.asarray(direction(jnp.array(g), jnp.array(S), jnp.array(Y), memory)) == pytest.approx(-B @ g, rel=1e-10)


@pytest.mark.parametrize(("bend", "kept"), [(1.0, True), (-1.0, False)])
def test_l_bfgs_keeps_a_pair_only_where_the_slope_rises_along_it(bend, kept):
    # f = ½ bend ‖q‖², so y = bend s. A pair with s·y < 0 would push a good one out of the memory.
    rule = optimizer("L-BFGS")
    state = {name: jnp.array(value) for name, value in rule.memory.items()} | {"k": 1.0}  # it came from the origin, where g = 0
    s = jnp.array([1.0, 0.5])
    _, after = rule.step(s, jax.value_and_grad(lambda q: bend * (q @ q) / 2), state, *(p.default for p in rule.parameters))
    assert np.array_equal(after["S"][0], s * kept)
    assert np.array_equal(after["Y"][0], bend * s * kept)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", ["Rosenbrock", "Beale", "Booth", "Logistic regression", "Least squares"])
def test_scipy_ends_in_the_same_minimum(rule, name, verified):
    land = landscape(name)
    start = next(iter(land.starts.values()))
    ours = descend(land, [Run(rule)], steps=200).theta[0, -1]

    @jax.jit
    def f(q):
        return land.loss(q[0], q[1], *land.numbers())

    method, options = SCIPYS[rule]
    theirs = minimize(f, start, method=method, jac=jax.jit(jax.grad(f)), options=options).x
    away = np.abs(ours - theirs).max()
    assert away <= 1e-6
    verified("rules", rule, f"SciPy {method}", away, "distance between the minima reached")


@pytest.mark.parametrize("rule", RULES)
def test_it_needs_about_as_many_steps_as_scipy_on_rosenbrock(rule):
    land = landscape("Rosenbrock")
    ours = descend(land, [Run(rule, start=(-1.2, 1.0))], steps=100)
    reached = int((ours.loss[0] <= 1e-10).argmax())
    losses = []
    method, options = SCIPYS[rule]
    f = jax.jit(lambda q: land.loss(q[0], q[1], 100.0))
    minimize(f, (-1.2, 1.0), method=method, jac=jax.jit(jax.grad(f)), options=options, callback=lambda q: losses.append(float(f(q))))
    theirs = 1 + int((np.array(losses) <= 1e-10).argmax())
    assert 0.5 * theirs <= reached <= 1.5 * theirs


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("c2", [0.9, 0.1])
def test_every_step_fulfils_the_wolfe_conditions(rule, c2, land):
    if not land.minima(*land.numbers()):
        pytest.skip("unbounded below: no step length need be flat enough")
    paths = descend(land, [Run(rule, c2=c2)], steps=30)
    alive = 30 if paths.diverged_at[0] < 0 else paths.diverged_at[0] - 1
    slopes = jax.jit(jax.vmap(jax.grad(lambda q: land.loss(q[0], q[1], *land.numbers()))))(paths.theta[0])
    checked = 0
    for k in range(alive):
        move = paths.theta[0, k + 1] - paths.theta[0, k]
        before, after = float(paths.grad[0, k] @ move), float(slopes[k + 1] @ move)
        if abs(before) < 1e-10 * max(1, abs(paths.loss[0, k])):
            continue  # at rest, within rounding
        checked += 1
        slack = 1e-14 * max(1, abs(paths.loss[0, k]))
        assert paths.loss[0, k + 1] <= paths.loss[0, k] + C1 * before + slack, k
        assert abs(after) <= c2 * abs(before) + slack, k
    assert checked >= 1


def test_scipys_line_search_accepts_the_same_first_step():
    # Both stop at the first trial that fulfils the conditions; from the same first trial, on a smooth convex line, that is the same one.
    land = landscape("Booth")
    paths = descend(land, [Run("BFGS", start=(0.0, 0.0), lr=2.0)], steps=1)
    f = jax.jit(lambda q: land.loss(q[0], q[1]))
    g = np.asarray(jax.grad(f)(np.zeros(2)))
    ours = float(np.linalg.norm(paths.theta[0, 1]) / np.linalg.norm(g))
    step, *_ = line_search(f, jax.grad(f), np.zeros(2), -g)
    for t in (ours, step):
        assert float(f(-t * g)) <= float(f(np.zeros(2))) - C1 * t * float(g @ g)
        assert abs(float(jax.grad(f)(-t * g) @ g)) <= 0.9 * float(g @ g)


@pytest.mark.parametrize("rule", RULES)
def test_a_run_at_rest_pays_no_more(rule):
    paths = descend("Booth", [Run(rule)], steps=300)
    assert paths.loss[0, -1] <= 1e-20
    assert paths.evaluations[0, -1] - paths.evaluations[0, 100] <= 2 * 200  # at most one trial a step
    assert paths.evaluations[0, -1] <= 600


def test_the_memory_decides_how_many_pairs_l_bfgs_uses():
    # Step k has k pairs to learn from, so a memory of m shows from step m + 1 on: in the point after it.
    one, two, ten = descend("Rosenbrock", [Run("L-BFGS", start=(-1.2, 1.0), memory=m) for m in (1, 2, 10)], steps=8).theta
    assert (one[:3] == ten[:3]).all()
    assert (one[3] != ten[3]).any()
    assert (two[:4] == ten[:4]).all()
    assert (two[4] != ten[4]).any()


def test_with_all_pairs_kept_l_bfgs_walks_bfgss_path():
    # The same update by another route, while no pair is forgotten and both begin with the first pair's scale
    # (L-BFGS rescales with every new pair, so on the second step on they differ in exact arithmetic unless the line search is exact).
    paths = descend("Booth", [Run(rule, start=(-3.6, 2.6), c2=EXACT) for rule in RULES], steps=2)
    assert paths.theta[0] == pytest.approx(paths.theta[1], abs=1e-6)


@pytest.mark.parametrize("features", ["raw", "standardised"])
def test_mini_batches_ruin_l_bfgs(features):
    # Median height above the minimum over the last quarter of 400 steps.
    land = landscape("Least squares")
    numbers = land.numbers({"features": features})
    low = float(land.loss(*land.minima(*numbers)[0], *numbers))
    for seed in range(5):
        ends = [
            np.median(descend(land, [Run("L-BFGS")], steps=400, params={"features": features}, batch=size, seed=seed).loss[0, 300:] - low)
            for size in (None, 8)
        ]
        assert abs(ends[0]) <= 1e-12  # on all samples it is superb
        assert ends[1] >= 1e-4  # on 8 of 150 it is eight orders of magnitude worse


def test_where_the_ravine_is_no_excuse_sgd_beats_it_on_mini_batches():
    # Standardised, κ = 1: the same steps, the same batches, the same last quarter.
    land = landscape("Least squares")
    numbers = land.numbers({"features": "standardised"})
    low = float(land.loss(*land.minima(*numbers)[0], *numbers))
    runs = [Run("L-BFGS"), Run("SGD", lr=0.1)]
    for seed in range(5):
        loss = descend(land, runs, steps=400, params={"features": "standardised"}, batch=8, seed=seed).loss[:, 300:] - low
        assert np.median(loss[0]) >= 3 * np.median(loss[1])


def test_mini_batches_throw_l_bfgs_out_of_the_picture_and_nobody_else():
    # The setup "Mini-batches ruin L-BFGS" of the race page, for six seeds.
    land = landscape("Logistic regression")
    low, high = np.array(land.window, float).T
    runs, arguments = [Run("L-BFGS"), Run("SGD"), Run("Adam")], {"steps": 200, "params": {"features": "standardised"}}
    for seed in range(6):
        theta = descend(land, runs, batch=8, seed=seed, **arguments).theta
        assert ((theta < low) | (theta > high)).any((1, 2)).tolist() == [True, False, False]
    theta = descend(land, runs, batch=None, **arguments).theta
    assert not ((theta < low) | (theta > high)).any()


@pytest.mark.parametrize("rule", RULES)
def test_a_run_that_has_arrived_stays_where_no_number_is_left_to_learn_from(rule):
    # On a quadratic both converge so fast that s·y underflows, after 80 steps in float64 and sooner in float32.
    grid = np.linspace(-9, 9, 8)
    swept = sweep("Matyas", rule, {"x": grid, "y": grid}, steps=300)
    races = [descend("Matyas", [Run(rule, start=(x, y)) for x in pair for y in grid], steps=300) for pair in grid.reshape(4, 2)]
    assert not swept.diverged.any()
    assert all((race.diverged_at < 0).all() for race in races)  # of 16 runs each, whose program is compiled already
    assert swept.loss.max() < 1e-12
