"""A formula typed as text is a surface like any other."""

import math
from itertools import pairwise
from threading import Thread

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import LANDSCAPES, Landscape, formula, heights, landscape, minima_values
from landscapes.formula import remembered
from optimizers import OPTIMIZERS, Run, descend

VALUES = {  # text: the same in Python's own arithmetic
    "0.1*x**2 + 2*y**2": lambda x, y: 0.1 * x**2 + 2 * y**2,
    "x**2 + 10*sin(y)": lambda x, y: x**2 + 10 * math.sin(y),
    "-x**2 - -y": lambda x, y: -(x**2) + y,
    "x - y - 1": lambda x, y: x - y - 1,
    "x / y / 2": lambda x, y: x / y / 2,
    "2*(x + 1)*+y": lambda x, y: 2 * (x + 1) * y,
    "cos(x)*tan(y/4) + atan(x)": lambda x, y: math.cos(x) * math.tan(y / 4) + math.atan(x),
    "sinh(x) + cosh(y) + tanh(x*y)": lambda x, y: math.sinh(x) + math.cosh(y) + math.tanh(x * y),
    "exp(-x**2) + log(y + 7)": lambda x, y: math.exp(-(x**2)) + math.log(y + 7),
    "sqrt(x**2 + y**2) + abs(x - y)": lambda x, y: math.hypot(x, y) + abs(x - y),
    "min(x, y) + 3*max(x, 0.5)": lambda x, y: min(x, y) + 3 * max(x, 0.5),
    "pi*x + e*y": lambda x, y: math.pi * x + math.e * y,
    "1e-3*x + .5*y + 2.": lambda x, y: 1e-3 * x + 0.5 * y + 2,
    "x**-3 + y**3": lambda x, y: x**-3 + y**3,
    "abs(x)**(1/3) + y**(6/3)": lambda x, y: abs(x) ** (1 / 3) + y**2,
    "(x**2 + y - 11)**2": lambda x, y: (x**2 + y - 11) ** 2,
    "x·y − 2×x": lambda x, y: x * y - 2 * x,
    "  x\n +\ty ": lambda x, y: x + y,
    "+".join(["x"] * 75 + ["y"] * 75): lambda x, y: 75 * x + 75 * y,
    "y": lambda x, y: y,
}
POINTS = [(1.5, -2.25), (-0.7, 0.3), (3.0, 2.0)]


@pytest.mark.parametrize("text", VALUES)
def test_a_formula_comes_to_what_python_makes_of_it(text):
    own = formula(text)
    for x, y in POINTS:
        assert float(own.loss(x, y)) == pytest.approx(VALUES[text](x, y), rel=1e-13)


SHELF = {  # a built-in surface, typed
    "Round bowl": "x**2 + y**2",
    "Rosenbrock": "(1 - x)**2 + 100*(y - x**2)**2",
    "Himmelblau": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "Saddle": "0.5*x**2 - 0.5*y**2 + 0.25*y**4",
    "Two wells": "x**2 + y**2 - 2*exp(-((x-1)**2 + y**2)/0.2) - 3*exp(-((x+1)**2 + y**2)/0.2)",
    "Rastrigin": "20 + x**2 + y**2 - 10*cos(2*pi*x) - 10*cos(2*pi*y)",
    "Gaussian pit": "-exp(-(x**2 + y**2)/2)",
}


@pytest.mark.parametrize("name", SHELF)
def test_a_shelf_surface_typed_is_that_surface(name):
    shelf = landscape(name)
    own = formula(SHELF[name], shelf.window)
    _, _, z = heights(own, points=21)
    assert z == pytest.approx(heights(shelf, points=21)[2], rel=1e-12, abs=1e-12)
    # The lowest minimum is the published one; two programs and a search may differ by rounding in a flat bottom: √ε of the window.
    assert minima_values(own)[0] == pytest.approx(minima_values(shelf)[0], abs=1e-12)
    assert any(own.minima()[0] == pytest.approx(m, abs=1e-8) for m in shelf.minima(*shelf.numbers()))


def gradient_at(own, x, y):
    return np.array(jax.grad(own.loss, (0, 1))(float(x), float(y)))


@pytest.mark.parametrize("text", [t for t in VALUES if "min" not in t])  # (1.5, 0.5) and the like lie off every other kink
def test_the_gradient_agrees_with_central_differences(text):
    # Five points: error H⁴ f⁽⁵⁾/30 plus rounding ε|f|/H; the lecture calls a relative error below 1e-7 right.
    own, f, h = formula(text), VALUES[text], 1e-3
    for x, y in POINTS:
        numeric = [
            (8 * (f(x + h * i, y + h * j) - f(x - h * i, y - h * j)) - (f(x + 2 * h * i, y + 2 * h * j) - f(x - 2 * h * i, y - 2 * h * j)))
            / (12 * h)
            for i, j in ((1, 0), (0, 1))
        ]
        assert gradient_at(own, x, y) == pytest.approx(np.array(numeric), rel=1e-7, abs=1e-9)


def test_a_whole_power_has_slope_and_curvature_at_zero_and_below():
    own = formula("x**2 + y**3")
    assert gradient_at(own, 0, 0).tolist() == [0, 0]
    assert gradient_at(own, -3, -2).tolist() == [-6, 12]
    assert gradient_at(formula("x**2.0 + y"), -3, 0).tolist() == [-6, 1]
    assert jax.hessian(lambda q: own.loss(q[0], q[1]))(jnp.array([0.0, -2.0])).tolist() == [[2, 0], [0, -12]]


def test_a_kink_has_a_finite_slope():
    assert np.isfinite(gradient_at(formula("abs(x) + max(y, 0)"), 0, 0)).all()


def test_undefined_is_not_a_number():
    own = formula("sqrt(x) + log(y)/(x - 1)")
    assert math.isnan(own.loss(-1.0, 1.0))
    assert math.isinf(own.loss(1.0, 2.0))
    assert math.isnan(formula("x**0.5 + 0*y").loss(-1.0, 0.0))


@pytest.mark.parametrize("text", ["x*y", "x**2", "exp(y)"])
def test_the_loss_works_element_by_element_and_broadcasts(text):
    x, y = np.array([[1.0, 2.0, 3.0]]), np.array([[4.0], [5.0]])
    z = formula(text).loss(x, y)
    assert z.shape == (2, 3)
    assert z.tolist() == [[pytest.approx(float(formula(text).loss(a, b))) for a in (1.0, 2.0, 3.0)] for b in (4.0, 5.0)]


def test_whole_numbers_and_single_precision_are_taken():
    assert float(formula("x**-2 + 1/y").loss(2, 4)) == 0.5
    assert formula("x**-2 + 1/3*y").loss(jnp.float32(2), jnp.float32(4)).dtype == jnp.float32  # sweeps run in it


def test_it_says_all_that_a_surface_says():
    own = formula("0.1*x**2 + 2*y**2", window=((-6, 6), (-3, 3)))
    assert isinstance(own, Landscape)
    assert own.window == ((-6, 6), (-3, 3))
    assert own.name not in {land.name for land in LANDSCAPES}
    assert "0.1*x**2 + 2*y**2" in own.reference
    assert own.formula == r"f(x, y) = 0.1\,x^{2} + 2\,y^{2}"
    assert all(text.strip() for text in (own.name, own.story, own.trouble))
    assert own.minima() == ((0.0, 0.0),)


# Descent

DESCENDED = [
    "0.1*x**2 + 2*y**2",
    "x**2 + 10*sin(y)",
    SHELF["Rosenbrock"],
    SHELF["Himmelblau"],
    "abs(x) + 3*abs(y - 1)",
    "log(1 + x**2 + 5*y**2)",
    "1/(x**2 + y**2) + x**2 + y**2/3",
    "x + y",
    "1e3*(x - y)**2 + x**4",
    "1e-4*(x**2 + y**2)",
    "log(x) + y**2 - x",
    "sqrt(9 - x**2 - y**2) * (1 + x**2)",
]


@pytest.mark.parametrize("text", DESCENDED)
def test_plain_descent_goes_down_from_every_start_at_the_rate_it_is_given(text):
    own = formula(text)
    for start in own.starts.values():
        loss = descend(own, [Run("SGD", start=start)], steps=50).loss[0]
        assert loss[1] < loss[0]
        assert np.nanmin(loss) < loss[0]
        if np.isfinite(loss).all():  # two of them end where log and √ do
            assert loss[-1] < loss[0]


@pytest.mark.parametrize("text", DESCENDED[:6])
def test_every_rule_descends_from_the_first_start(text):
    own = formula(text)
    paths = descend(own, [Run(name) for name in own.rates], steps=200)
    assert (paths.diverged_at == -1).all()
    assert (paths.loss[:, -1] < paths.loss[:, 0]).all()


@pytest.mark.parametrize(
    "window", [((-5, 5), (-5, 5)), ((-1000, 1000), (-1000, 1000)), ((3, 3.001), (-2, -1.999)), ((999.9, 1000), (-2, 70))]
)
@pytest.mark.parametrize("text", ["x**2 + y**2", "x - x", "1e-200*x", "1e200*y**4", "log(x + 1000.1) + y"])
def test_in_any_window_starts_lie_inside_and_rates_within_the_sliders(text, window):
    own = formula(text, window)
    (x0, x1), (y0, y1) = own.window
    rules = {rule.name: rule for rule in OPTIMIZERS}
    for name, rate in own.rates.items():
        assert 1e-12 <= rate <= rules[name].lr.span[1]
        assert rate == float(f"{rate:.2g}")
    for x, y in own.starts.values():
        assert x0 <= x <= x1
        assert y0 <= y <= y1
        assert np.isfinite(own.loss(x, y))
        assert np.isfinite(gradient_at(own, x, y)).all()


def test_a_start_that_is_undefined_moves_to_the_nearest_place_that_is_not_and_says_so():
    own = formula("log(x) + y**2")  # wished: (−3.5, 3)
    assert list(own.starts) == ["Upper left, moved to firm ground", "Lower right", "Near the middle"]
    x, y = next(iter(own.starts.values()))
    assert 10 / 64 < x < 20 / 64  # a cell is 10/64 wide: not on the brink
    assert y == pytest.approx(3, abs=0.2)


def test_a_steep_formula_gets_a_rate_below_its_edge():
    # Curvature 2·10⁶, edge 10⁻⁶; a first step of a twentieth of the side: 0.05 · 10 / (2·10⁶ · √(3.5² + 3²)) = 5.4·10⁻⁸
    own = formula("1e6*(x**2 + y**2)")
    assert own.rates["SGD"] == 5.4e-8
    loss = descend(own, [Run("SGD")], 20).loss[0]
    assert (np.diff(loss) < 0).all()


def test_the_rates_follow_the_largest_curvature_and_the_windows_shorter_side():
    # sin x has curvatures up to 1, so plain descent takes ½ and momentum a fifth of it; the others take shares of the side 10.
    rates = {"SGD": 0.5, "Momentum": 0.1, "Nesterov": 0.1, "AdaGrad": 1.0, "RMSprop": 0.05, "Adam": 0.25, "AdamW": 0.25}
    assert formula("sin(x) + 0*y", ((-5, 5), (-20, 20))).rates == rates
    assert formula("0*x + sin(y)", ((-20, 20), (-5, 5))).rates == rates


# Minima

FOUND = {  # text: (the minima that are published or can be seen, lowest first)
    SHELF["Himmelblau"]: [(3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)],
    "(1.5-x+x*y)**2 + (2.25-x+x*y**2)**2 + (2.625-x+x*y**3)**2": [(3, 0.5)],  # Beale
    "0.26*(x**2 + y**2) - 0.48*x*y": [(0, 0)],  # Matyas
    "0.5*(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)": [  # Styblinski–Tang
        (-2.903534, -2.903534),
        (-2.903534, 2.746803),
        (2.746803, -2.903534),
        (2.746803, 2.746803),
    ],
    "(x - 1)**2 + 1e4*(y - x)**2": [(1, 1)],
    "x**4 + y**2": [(0, 0)],
    "abs(x - 0.3) + 2*abs(y + 0.7)": [(0.3, -0.7)],
    "sqrt((x - 1)**2 + (y - 1)**2)": [(1, 1)],
    "x**2 + 10*sin(y)": [(0, -math.pi / 2), (0, 3 * math.pi / 2)],
}
NONE = {
    "x**2": "a level valley",
    "(x - 3*y)**2": "a level valley, slanted",
    "(x**2 + y**2 - 1)**2": "a level ring",
    "max(x**2 + y**2 - 1, 0)": "a level floor",
    "cos(x)": "level valleys",
    "x + y": "a slope",
    "x**3 - 3*x*y**2": "the monkey saddle",
    "x**2 - y**2": "a saddle",
    "log(x**2 + y**2)": "a bottomless pit",
    "-1/(x**2 + y**2)": "a bottomless pit",
    "1/x + 1/y": "poles",
    "x**2 + (y + 6)**2": "a minimum outside the window",
    "10*abs(y - x) + 0.01*x": "a kinked valley that falls",
    "abs(x) + 0.5*x + y**2": "a kink with one side steeper",
}


@pytest.mark.parametrize("text", FOUND)
def test_the_minima_are_found(text):
    found = formula(text).minima()
    assert len(found) == len(FOUND[text])
    for minimum in FOUND[text]:  # published to six digits
        assert any(f == pytest.approx(minimum, abs=1e-6) for f in found), (minimum, found)
    values = minima_values(formula(text))
    assert (np.diff(values) > -1e-9).all()


def test_minima_are_more_exact_than_they_need_to_be_drawn():
    ((x, y),) = formula(SHELF["Rosenbrock"], ((-2, 2), (-1, 3))).minima()
    assert (x, y) == pytest.approx((1, 1), abs=1e-9)
    (lowest, _) = formula(SHELF["Two wells"], ((-2, 2), (-2, 2))).minima()
    assert lowest == pytest.approx((-0.9363006340109187, 0), abs=1e-9)  # landscapes/two_wells.py


@pytest.mark.parametrize("text", NONE)
def test_where_no_point_is_lowest_none_is_listed(text):
    assert formula(text).minima() == (), NONE[text]


def test_of_many_minima_the_eight_lowest_are_listed():
    own = formula(SHELF["Rastrigin"], ((-5.12, 5.12), (-5.12, 5.12)))
    assert len(own.minima()) == 8
    assert own.minima()[0] == (0, 0)
    assert minima_values(own)[1:] == pytest.approx([0.99496] * 4 + [1.98992] * 3, abs=1e-5)  # four neighbours of the centre, then corners


# Remembering


def test_the_same_text_and_window_give_the_same_object():
    own = formula("x**2 + 3*y**2", ((-1, 1), (-1, 1)))
    assert formula(" x**2  + 3*y**2\n", [[-1.0, 1], np.array([-1, 1])]) is own
    assert formula("x**2 + 3*y**2") is not own
    assert formula("x**2 + 4*y**2", ((-1, 1), (-1, 1))) is not own


def test_thirty_two_are_remembered_and_the_oldest_is_forgotten():
    first = formula("x**2 + 5*y**2")
    for k in range(31):
        formula(f"x + {k}")
    assert formula("x**2 + 5*y**2") is first  # and is the latest now
    for k in range(32):
        formula(f"y + {k}")
    assert formula("x**2 + 5*y**2") is not first
    assert remembered.cache_info().currsize == 32


def test_a_class_that_opens_one_link_at_once_gets_one_surface():
    found = []
    threads = [Thread(target=lambda: found.append(formula("x**2 + 7*y**2 + cos(x*y)"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(a is b for a, b in pairwise(found))


# On the board

BOARD = {
    "x**2 + 10*sin(y)": r"x^{2} + 10\,\sin\left(y\right)",
    "-x**2": r"-x^{2}",
    "(-x)**2": r"\left(-x\right)^{2}",
    "-(x + y)": r"-\left(x + y\right)",
    "x - (y - 2)": r"x - \left(y - 2\right)",
    "(x - y) - 2": r"x - y - 2",
    "x + (y - 2)": r"x + y - 2",
    "x + -y": r"x + \left(-y\right)",
    "x*-y": r"x\,\left(-y\right)",
    "-x*y": r"-x\,y",
    "2*(x + y)": r"2\,\left(x + y\right)",
    "x*2": r"x \cdot 2",
    "2*3*x": r"2 \cdot 3\,x",
    "2*x/3": r"\frac{2\,x}{3}",
    "2*(x/3)": r"2 \cdot \frac{x}{3}",
    "(x/y)**2": r"\left(\frac{x}{y}\right)^{2}",
    "-(x + 1)/y": r"-\frac{x + 1}{y}",
    "exp(-x**2/2)": r"e^{-\frac{x^{2}}{2}}",
    "exp(x)**2": r"\left(e^{x}\right)^{2}",
    "sin(x)**2": r"\left(\sin\left(x\right)\right)^{2}",
    "sqrt(x)**3": r"\sqrt{x}^{3}",
    "abs(x - y)": r"\left|x - y\right|",
    "atan(x)*max(x, y)": r"\arctan\left(x\right)\,\max\left(x, y\right)",
    "2*pi*x*e": r"2\,\pi\,x\,e",
    "1e-7*x": r"1 \cdot 10^{-7}\,x",
    "x**-0.5": r"x^{-0.5}",
    "x**(1/2)": r"x^{0.5}",
}


@pytest.mark.parametrize("text", BOARD)
def test_the_formula_is_written_as_on_a_board(text):
    assert formula(text).formula == f"f(x, y) = {BOARD[text]}"
