"""Numbers from outside the code: a wrong formula often still has the right minimum."""

import math

import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape

# name: (parameters, a point away from the minimum, the value there, where the value is from)
PUBLISHED = {
    "Round bowl": ({}, (3, 4), 25.0, "surfaces.md: f(3,4) = 25"),
    "Narrow valley": ({"kappa": 100, "angle": 0}, (3, 2), 204.5, "lecture: ½x² + 50y², so ½·9 + 50·4"),
    "Booth": ({}, (0, 0), 74.0, "surfaces.md: f(0,0) = 74"),
    "Matyas": ({}, (1, 2), 0.34, "surfaces.md's 0.26(x²+y²) − 0.48xy by hand: 1.3 − 0.96"),
    "Rosenbrock": ({"b": 100}, (-1.2, 1), 24.2, "surfaces.md: f(−1.2, 1) = 24.2"),
    "Beale": ({}, (0, 0), 14.203125, "surfaces.md: f(0,0) = 14.203125"),
    "Hyperbola": ({}, (3, 2), 12.5, "surfaces.md: ½ (1 − 6)²"),
    "Himmelblau": ({}, (0, 0), 170.0, "surfaces.md: f(0,0) = 170"),
    "Styblinski–Tang": ({}, (1, 2), -24.0, "surfaces.md's formula by hand: ½(1 − 16 + 5 + 16 − 64 + 10)"),
    "Six-hump camel": ({}, (1, 1), 97 / 30, "surfaces.md's formula by hand: 4 − 2.1 + ⅓ + 1 + 0"),
    "Saddle": ({}, (2, 2), 4.0, "surfaces.md's ½x² − ½y² + ¼y⁴ by hand: 2 − 2 + 4"),
    "Monkey saddle": ({}, (2, 1), 2.0, "surfaces.md's x³ − 3xy² by hand: 8 − 6"),
    "Two wells": ({}, (0, 0), -5 * math.exp(-5), "Dupont's formula by hand: −2e⁻⁵ − 3e⁻⁵"),
    "Rastrigin": ({}, (1, 1), 2.0, "surfaces.md: f(1,1) = 2"),
    "Ackley": ({}, (0.5, 0.5), 20 - 20 * math.exp(-0.1) + math.e - math.exp(-1), "surfaces.md's formula by hand: root ½, both cosines −1"),
    "Gaussian pit": ({"s": 2}, (0, 2), -math.exp(-0.5), "one width away, −e^(−1/2)"),
    "Cliff": ({"steepness": 20}, (-3, 0), 5.0125, "formula ours, by hand: 0.05·4.5² + 4 on the high ground"),
    "Goldstein–Price": ({}, (1, 1), 1876.0, "the product form by hand: (1 + 9·3)(30 + 1·37)"),
    "Least squares": ({}, (0, 0), 302.33 / 300, "½ mean width²: the squares of the 150 petal widths add up to 302.33 cm²"),
    "Logistic regression": (
        {},
        (1, -2),
        0.7079303297583356,
        "sklearn.metrics.log_loss (1.9.1) of the probabilities 1/(1 + e^(2·width − length))",
    ),
    "Thousand points": (
        {},
        (1, -2),
        0.5244237709333694,
        "half of sklearn.metrics.mean_squared_error (1.9.1) of the points as surfaces.md makes them",
    ),
    "Two instruments": ({}, (0, 0), 0.3338513656254831, "surfaces.md's hundred measurements by Python's own math, one by one"),
}

# name: the values at the declared minima in their order, to what was printed, where they are from
MINIMA = {
    "Round bowl": ((0.0,), 1e-12, "surfaces.md"),
    "Narrow valley": ((0.0,), 1e-12, "surfaces.md"),
    "Booth": ((0.0,), 1e-12, "surfaces.md"),
    "Matyas": ((0.0,), 1e-12, "surfaces.md"),
    "Rosenbrock": ((0.0,), 1e-12, "surfaces.md"),
    "Beale": ((0.0,), 1e-12, "surfaces.md"),
    "Hyperbola": ((0.0, 0.0), 0, "surfaces.md: 0 all along xy = 1"),
    "Himmelblau": ((0.0, 0.0, 0.0, 0.0), 1e-12, "surfaces.md: all four 0"),
    "Styblinski–Tang": (
        (-78.332331, -64.195612, -64.195612, -50.058893),
        1e-6,
        "surfaces.md for the first; the others by hand from the roots of 4x³ − 32x + 5, half the value per coordinate",
    ),
    "Six-hump camel": (
        (-1.031628, -1.031628, -0.215464, -0.215464, 2.104250, 2.104250),
        1e-6,
        "surfaces.md for the first pair; the others from the real roots of the gradient's resultant, a polynomial in y (numpy.roots)",
    ),
    "Saddle": ((-0.25, -0.25), 1e-12, "surfaces.md: (0,±1) −0.25"),
    "Monkey saddle": ((), 0, "surfaces.md: none"),
    "Two wells": ((-2.06309, -1.09273), 5e-6, "surfaces.md, five decimals"),
    "Rastrigin": ((0.0,), 1e-12, "surfaces.md"),
    "Ackley": ((0.0,), 1e-12, "surfaces.md"),
    "Gaussian pit": ((-1.0,), 1e-12, "surfaces.md"),
    "Cliff": ((0.0,), 1e-12, "the bowl's floor at (1.5, 0); the wall's tail there is 2(1 − tanh 30) ≈ 4e-26"),
    "Goldstein–Price": (
        (3.0, 30.0, 84.0, 840.0),
        1e-9,
        "Goldstein and Price (1971); rounding: 840 is a product of factors with terms up to a thousand",
    ),
    "Least squares": ((0.5 * 148 / 150 * 0.2065**2,), 1.1e-5, "R's lm: residual standard error 0.2065 on 148 degrees of freedom"),
    "Logistic regression": ((0.679362,), 1e-6, "scikit-learn 1.9.1, LogisticRegression(C=inf, fit_intercept=False)"),
    "Thousand points": ((0.468087,), 1e-6, "scikit-learn 1.9.1, LinearRegression(fit_intercept=False)"),
    "Two instruments": ((0.262343, 0.303687), 5e-7, "SciPy 1.x, scipy.optimize.minimize of surfaces.md's formula in NumPy"),
}

# name: where the minima are, to what was printed
PLACES = {
    "Himmelblau": (((3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)), 1.01e-6),
    "Two wells": (((-0.9363, 0), (0.9053, 0)), 5e-5),
    "Rosenbrock": (((1, 1),), 0),
    "Saddle": (((0, 1), (0, -1)), 0),
    "Booth": (((1, 3),), 0),
    "Matyas": (((0, 0),), 0),
    "Beale": (((3, 0.5),), 0),
    "Styblinski–Tang": (((-2.903534, -2.903534), (-2.903534, 2.746803), (2.746803, -2.903534), (2.746803, 2.746803)), 5e-7),
    "Six-hump camel": (
        (
            *((0.089842, -0.712656), (-0.089842, 0.712656)),
            *((-1.703607, 0.796084), (1.703607, -0.796084)),
            *((1.607105, 0.568651), (-1.607105, -0.568651)),
        ),
        5e-7,
    ),
    "Ackley": (((0, 0),), 0),
    "Goldstein–Price": (((0, -1), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)), 0),
    "Two instruments": (((0.984505, -0.000161), (-0.968708, 0.001065)), 5e-7),
    "Least squares": (((0.415755, -0.363076),), 5e-7),  # R's lm(Petal.Width ~ Petal.Length), as printed
    "Thousand points": (((0.960717, 0.661289),), 5e-7),  # scikit-learn 1.9.1, LinearRegression(fit_intercept=False)
}


def test_every_surface_has_its_published_numbers():
    names = {land.name for land in LANDSCAPES}
    assert set(PUBLISHED) == names
    assert set(MINIMA) == names


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_value_away_from_the_minimum(name, evaluate, verified):
    params, point, value, source = PUBLISHED[name]
    land = landscape(name)
    (loss,), _ = evaluate(land, land.numbers(params), point)
    assert loss == pytest.approx(value, rel=1e-12), source
    verified("surfaces", name, "a known value", abs(loss - value), f"f{point}")


@pytest.mark.parametrize("name", MINIMA)
def test_the_published_values_of_the_minima(name, evaluate, verified):
    values, printed, source = MINIMA[name]
    land = landscape(name)
    minima = land.minima(*land.numbers())
    loss, _ = evaluate(land, land.numbers(), minima)
    assert len(minima) == len(values)
    assert loss == pytest.approx(values, abs=printed), source
    verified("surfaces", name, "the known minima", np.abs(loss - np.array(values)).max(initial=0.0), "f at each, to the digits printed")


@pytest.mark.parametrize("name", PLACES)
def test_the_published_places_of_the_minima(name, verified):
    places, printed = PLACES[name]
    land = landscape(name)
    minima = land.minima(*land.numbers())
    assert len(minima) == len(places)
    for found, place in zip(minima, places, strict=True):
        assert found == pytest.approx(place, abs=printed)
    difference = np.abs(np.array(minima) - np.array(places)).max(initial=0.0)
    verified("surfaces", name, "the minima's known places", difference, "θ at each, to the digits printed")
