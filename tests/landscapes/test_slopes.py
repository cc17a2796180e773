"""A formula's slope: at kinks, at roots, and against JAX's own and a direct search everywhere else."""

import itertools
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import formula
from landscapes.expression import expression, value


def slope(text, x, y):
    return [float(s) for s in jax.grad(formula(text).loss, (0, 1))(float(x), float(y))]


STAYS = {  # a minimum or a summit in a kink: 0 is a subgradient there
    "abs(x) + abs(y)": (0, 0),
    "abs(x - 1) + y**2": (1, 0),
    "abs(sin(x)) + y**2": (0, 0),
    "max(abs(x), abs(y))": (0, 0),
    "max(x, -2*x) + y**2": (0, 0),
    "max(x, 0) + y**2": (0, 0),
    "abs(y - x**2) + (1 - x)**2": (1, 1),
    "-abs(x) - y**2": (0, 0),
    "min(-x, 2*x) - y**2": (0, 0),
    "sqrt(x**2 + y**2)": (0, 0),
    "(x**2 + y**2)**0.5": (0, 0),
    "sqrt(x**2) + y**2": (0, 0),
    "sqrt(x**2 + y**2)*abs(x)": (0, 0),
    "exp(-1/x**2) + y**2": (0, 0),  # smooth: e^(−1/x²) and all its slopes tend to 0
}


@pytest.mark.parametrize("text", STAYS)
def test_in_a_minimum_or_on_a_summit_the_slope_is_0(text):
    assert slope(text, *STAYS[text]) == [0, 0]


def test_where_two_sides_meet_the_slope_is_the_shortest_between_theirs():
    rng = np.random.default_rng(0)
    for name, ((a, b), (c, d)) in itertools.product(("max", "min"), rng.normal(0, 2, (4, 2, 2)).round(2).tolist()):
        share = np.linspace(0, 1, 100_001)[:, None]
        between = share * np.array([a, b]) + (1 - share) * np.array([c, d])
        shortest = between[np.hypot(*between.T).argmin()]
        assert slope(f"{name}({a}*x + {b}*y, {c}*x + {d}*y)", 0, 0) == pytest.approx(shortest, abs=1e-4)


def test_where_a_slope_has_no_finite_value_it_is_infinite():
    # d√|x|/dx = ½/√|x|, d x^(2/3)/dx = ⅔ x^(−1/3), both without end at 0; the slope from the right is given
    for text in ("sqrt(abs(x)) + y**2", "x**(2/3) + y**2", "sqrt(x) + y**2"):
        assert slope(text, 0, 1) == [np.inf, 2]
    assert slope("sqrt(max(x, 0)) + y**2", -1, 1) == [0, 2]  # level ground left of the kink


def test_an_exponent_with_an_odd_denominator_has_a_real_root():
    # By hand: (−8)^(1/3) = −2, (−8)^(2/3) = 4, (−32)^0.2 = −2; slopes ⅓ (−8)^(−2/3) = 1/12, ⅔ (−8)^(−1/3) = −1/3, ⅕ · 1/16
    for power, there, steep in (("(1/3)", -2, 1 / 12), ("(2/3)", 4, -1 / 3)):
        assert float(formula(f"x**{power} + y**2").loss(-8.0, 0.0)) == pytest.approx(there, rel=1e-14)
        assert slope(f"x**{power} + y**2", -8, 0)[0] == pytest.approx(steep, rel=1e-14)
    assert float(formula("x**0.2 + y").loss(-32.0, 0.0)) == pytest.approx(-2, rel=1e-14)
    assert slope("x**0.2 + y", -32, 0)[0] == pytest.approx(1 / 80, rel=1e-14)
    assert np.isnan(formula("x**0.5 + y").loss(-1.0, 0.0))
    assert formula("x**(2/3) + y**2").formula == r"f(x, y) = x^{2/3} + y^{2}"
    assert formula("x**(2/3) + y**2").starts["Upper left"] == (-3.5, 3)  # the whole window has a loss


SMOOTH = [
    "x**2*y + sin(x*y)/tan(y)",
    "exp(-x**2/2)*cosh(y) - tanh(x - y)",
    "atan(x*y)**3 + log(x**2 + 1)*cos(y)",
    "sinh(x)/(1 + y**2) + sqrt(x**2 + y**2 + 1)",
    "abs(x - 2*y)*max(x, y**2) + min(sin(x), y)",
    "(x**2 + 3)**-1.5 + 2*y**0 - -x",
]


@pytest.mark.parametrize("text", SMOOTH)
def test_elsewhere_slope_and_curvature_are_those_of_jax(text):
    own, tree = formula(text), expression(text)

    def plain(q):
        return value(tree, {"x": q[0], "y": q[1]}, jnp)

    for q in np.random.default_rng(1).uniform(-2, 2, (4, 2)):
        assert slope(text, *q) == pytest.approx(np.asarray(jax.grad(plain)(q)), rel=1e-10)
        mine = jax.hessian(lambda p: own.loss(p[0], p[1]))(jnp.array(q))
        assert np.asarray(mine) == pytest.approx(np.asarray(jax.hessian(plain)(q)), rel=1e-9, abs=1e-12)


KINKS = SimpleNamespace(
    here={"abs(x) + y": (0, 1), "max(x, 0) + y**2": (0, 1), "max(x, y)": (2, 2), "sqrt(x**2 + y**2)": (0, 0), "sqrt(x**2) + y": (0, 2)},
    none={
        "abs(x)*abs(y)": (0, 0),
        "abs(x**3) + y": (0, 1),
        "abs(x)**1.5 + y": (0, 1),
        "max(abs(x) - 1, 0) + y": (0, 0),
        "max(x, x)": (1, 1),
    }
    | {"sqrt(x**4) + y": (0, 1), "0*abs(x) + y": (0, 1), "abs(x) + y": (1e-9, 1), "x**2 + y": (0, 0)},
)


def test_a_kink_is_told_from_sides_that_meet_smoothly():
    def at(text, x, y):
        kinked = formula(text).kinked
        assert kinked is not None
        return kinked(np.array([x]), np.array([y])).tolist()

    assert all(at(text, *point) == [True] for text, point in KINKS.here.items())
    assert all(at(text, *point) == [False] for text, point in KINKS.none.items())
