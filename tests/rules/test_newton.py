"""Newton goes where the local quadratic is flat: a minimum, a saddle or a summit alike."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import minimize

from landscapes import formula, landscape
from optimizers import Run, descend
from optimizers.rules.newton import absolute
from optimizers.rules.plane import solved

QUADRATICS = [("Round bowl", {}), ("Narrow valley", {"kappa": 10_000, "angle": 33}), ("Booth", {}), ("Matyas", {})]


@pytest.mark.parametrize(("name", "params"), QUADRATICS, ids=[name for name, _ in QUADRATICS])
def test_one_step_reaches_the_minimum_of_any_quadratic(name, params, verified):
    land = landscape(name)
    starts = [*land.starts.values(), (3.3, -2.1)]
    paths = descend(land, [Run("Newton", start=s) for s in starts], steps=2, params=params)
    away = np.abs(paths.theta[:, 1] - np.array(land.minima(*land.numbers(params))[0])).max()
    worst = params.get("kappa", 25.0)  # surfaces.md: Matyas has κ = 25, the others less
    assert away <= 4 * worst * np.finfo(float).eps * np.abs(paths.theta[:, 0]).max()  # a solve's rounding grows with κ
    verified("rules", "Newton", "closed form", away, "distance from a quadratic's minimum after one step")


def test_the_step_is_numpys_solution_of_h_d_equals_g(verified):
    land, points = landscape("Himmelblau"), np.random.default_rng(0).uniform(-6, 6, (16, 2))
    paths = descend(land, [Run("Newton", start=tuple(p), lr=0.7, damping=3.0) for p in points], steps=1)
    hessian = jax.vmap(jax.hessian(lambda q: land.loss(q[0], q[1])))(points)
    steps = np.linalg.solve(np.asarray(hessian) + 3 * np.eye(2), paths.grad[:, 0][..., None])[..., 0]
    difference = np.abs(paths.theta[:, 1] - (points - 0.7 * steps)).max()
    assert difference <= 1e-10
    verified("rules", "Newton", "numpy.linalg.solve", difference, "one damped step from 16 points of Himmelblau")


@pytest.mark.parametrize("name", ["Rosenbrock", "Beale", "Styblinski–Tang"])
def test_scipys_newton_cg_ends_in_the_same_minimum(name, verified):
    land = landscape(name)
    minimum = np.array(land.minima(*land.numbers())[0])
    start = tuple(minimum + np.array([0.2, -0.1]))
    ours = descend(land, [Run("Newton", start=start)], steps=50).theta[0, -1]

    def f(q):
        return land.loss(q[0], q[1], *land.numbers())

    theirs = minimize(f, start, method="Newton-CG", jac=jax.grad(f), hess=jax.hessian(f), options={"xtol": 1e-12}).x
    away = np.abs(ours - theirs).max()
    assert away <= 1e-6
    assert ours == pytest.approx(minimum, abs=1e-6)
    verified("rules", "Newton", "SciPy Newton-CG", away, "distance between the minima reached")


def test_it_converges_quadratically():
    # Every step about doubles the number of right digits: log eₖ₊₁ / log eₖ → 2 (Nocedal and Wright 2006, theorem 3.5).
    paths = descend("Himmelblau", [Run("Newton", start=(3.5, 2.5))], steps=8)
    error = np.hypot(*(paths.theta[0] - (3, 2)).T)
    fast = error[(error < 0.05) & (error > 1e-15)]
    assert len(fast) >= 2
    assert (fast[1:] <= 2 * fast[:-1] ** 2 + 1e-15).all()


def test_it_goes_to_the_saddle_and_the_switch_lets_the_saddle_repel_it():
    start = (-0.9, 0.3)  # inside |y| < 1/√3 the saddle's curvature along y is negative
    paths = descend("Saddle", [Run("Newton", start=start), Run("Newton", start=start, saddle_free=True)], steps=60)
    assert paths.theta[0, -1] == pytest.approx([0, 0], abs=1e-12)
    assert paths.theta[1, -1] == pytest.approx([0, 1], abs=1e-12)


def test_it_goes_to_a_summit():
    # Himmelblau's local maximum: (−0.270845, −0.923039), where the gradient vanishes and both curvatures are negative.
    paths = descend("Himmelblau", [Run("Newton", start=(-0.3, -0.9))], steps=20)
    assert paths.theta[0, -1] == pytest.approx([-0.270845, -0.923039], abs=1e-6)
    assert paths.loss[0, -1] > paths.loss[0, 0]


def test_absolute_curvatures_are_the_absolute_eigenvalues():
    for H in np.random.default_rng(1).normal(0, 5, (50, 2, 2)):
        H = H + H.T
        values, axes = np.linalg.eigh(H)
        assert np.asarray(absolute(jnp.array(H))) == pytest.approx(axes @ np.diag(np.abs(values)) @ axes.T, rel=1e-10, abs=1e-10)
    assert (np.asarray(absolute(jnp.zeros((2, 2)))) == 0).all()


def test_much_damping_is_a_short_step_downhill():
    paths = descend("Rosenbrock", [Run("Newton", start=(-1.2, 1.0), damping=1e6)], steps=1)
    assert (paths.theta[0, 1] - paths.theta[0, 0]) * 1e6 == pytest.approx(-paths.grad[0, 0], rel=2e-3)  # curvatures reach 1330


def test_a_flat_curvature_throws_it_away_and_says_when():
    paths = descend("Gaussian pit", [Run("Newton", start=(0.6, 0.8))], steps=5)  # r = s = 1: the radial curvature is 0
    assert paths.diverged_at[0] >= 1


def test_it_rests_where_the_gradient_is_zero_even_without_curvature():
    paths = descend("Monkey saddle", [Run("Newton", start=(0.0, 0.0))], steps=3)
    assert (paths.theta == 0).all()


def test_a_singular_hessian_takes_the_shortest_of_the_best_steps(verified):
    rng, worst = np.random.default_rng(3), 0.0
    for k in range(60):
        scale, v = 10.0 ** rng.uniform(-150, 150), rng.normal(size=2)
        A = np.outer(v, v) * rng.choice([-1, 1]) if k % 2 else np.outer(v, v) + np.diag(rng.normal(size=2))
        b = rng.normal(size=2)
        theirs = np.linalg.pinv(A, rcond=1e-14) @ b
        ours = np.asarray(solved(jnp.array(scale * A), jnp.array(scale * b)))
        worst = max(worst, float(np.abs(ours - theirs).max() / np.abs(theirs).max()))
    assert worst <= 1e-11
    assert np.asarray(solved(jnp.zeros((2, 2)), jnp.ones(2))).tolist() == [0, 0]
    verified("rules", "Newton", "numpy.linalg.pinv", worst, "relative difference of steps with Hessians of any size, half of them singular")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("x**2", (2, 1), (0, 1)),
        ("(x + y)**2", (2, 1), (0.5, -0.5)),  # the nearest point of x + y = 0
        ("x**4 + y**2", (0, 1), (0, 0)),
        ("x**3 + y**2", (0, 1), (0, 0)),
        ("abs(x) + y**2", (1, 1), (1, 0)),
    ],
)
@pytest.mark.parametrize("saddle_free", [False, True])
def test_along_a_level_direction_it_stays_and_the_other_is_solved_in_one_step(text, start, end, saddle_free):
    paths = descend(formula(text), [Run("Newton", start, saddle_free=saddle_free)], 2)
    assert paths.theta[0, 1:].tolist() == [list(end)] * 2


def test_curvatures_of_any_size_are_divided_by_their_scale_first():
    for size in (1e160, 1e-170):
        assert np.asarray(absolute(jnp.diag(jnp.array([size, -size])))).tolist() == [[size, 0], [0, size]]
    # The pit of width s from (6, 6): the radial step is r / (r²/s² − 1), outwards, with |H| inwards; by hand
    r, s = 72**0.5, 0.3
    paths = descend("Gaussian pit", [Run("Newton", (6, 6)), Run("Newton", (6, 6), saddle_free=True)], 1, params={"s": s})
    assert np.hypot(*paths.theta[:, 1].T) == pytest.approx([r + r / (r**2 / s**2 - 1), r - r / (r**2 / s**2 - 1)], rel=1e-12)
