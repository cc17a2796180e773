"""Numbers from outside the code: a wrong formula often still has the right minimum."""

import math

import pytest

from landscapes import LANDSCAPES, landscape

# name: (parameters, a point away from the minimum, the value there, where the value is from)
PUBLISHED = {
    "Round bowl": ({}, (3, 4), 25.0, "surfaces.md: f(3,4) = 25"),
    "Narrow valley": ({"kappa": 100, "angle": 0}, (3, 2), 204.5, "lecture: ½x² + 50y², so ½·9 + 50·4"),
    "Rosenbrock": ({"b": 100}, (-1.2, 1), 24.2, "surfaces.md: f(−1.2, 1) = 24.2"),
    "Himmelblau": ({}, (0, 0), 170.0, "surfaces.md: f(0,0) = 170"),
    "Saddle": ({}, (2, 2), 4.0, "surfaces.md's ½x² − ½y² + ¼y⁴ by hand: 2 − 2 + 4"),
    "Two wells": ({}, (0, 0), -5 * math.exp(-5), "Dupont's formula by hand: −2e⁻⁵ − 3e⁻⁵"),
    "Rastrigin": ({}, (1, 1), 2.0, "surfaces.md: f(1,1) = 2"),
    "Gaussian pit": ({"s": 2}, (0, 2), -math.exp(-0.5), "one width away, −e^(−1/2)"),
    "Cliff": ({"steepness": 20}, (-3, 0), 5.0125, "formula ours, by hand: 0.05·4.5² + 4 on the high ground"),
}

# name: the values at the declared minima in their order, to what was printed, where they are from
MINIMA = {
    "Round bowl": ((0.0,), 1e-12, "surfaces.md"),
    "Narrow valley": ((0.0,), 1e-12, "surfaces.md"),
    "Rosenbrock": ((0.0,), 1e-12, "surfaces.md"),
    "Himmelblau": ((0.0, 0.0, 0.0, 0.0), 1e-12, "surfaces.md: all four 0"),
    "Saddle": ((-0.25, -0.25), 1e-12, "surfaces.md: (0,±1) −0.25"),
    "Two wells": ((-2.06309, -1.09273), 5e-6, "surfaces.md, five decimals"),
    "Rastrigin": ((0.0,), 1e-12, "surfaces.md"),
    "Gaussian pit": ((-1.0,), 1e-12, "surfaces.md"),
    "Cliff": ((0.0,), 1e-12, "the bowl's floor at (1.5, 0); the wall's tail there is 2(1 − tanh 30) ≈ 4e-26"),
}

# name: where the minima are, to what was printed
PLACES = {
    "Himmelblau": (((3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)), 1.01e-6),
    "Two wells": (((-0.9363, 0), (0.9053, 0)), 5e-5),
    "Rosenbrock": (((1, 1),), 0),
    "Saddle": (((0, 1), (0, -1)), 0),
}


def test_every_surface_has_its_published_numbers():
    names = {land.name for land in LANDSCAPES}
    assert set(PUBLISHED) == names
    assert set(MINIMA) == names


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_value_away_from_the_minimum(name, evaluate):
    params, point, value, source = PUBLISHED[name]
    land = landscape(name)
    (loss,), _ = evaluate(land, land.numbers(params), point)
    assert loss == pytest.approx(value, rel=1e-12), source


@pytest.mark.parametrize("name", MINIMA)
def test_the_published_values_of_the_minima(name, evaluate):
    values, printed, source = MINIMA[name]
    land = landscape(name)
    minima = land.minima(*land.numbers())
    loss, _ = evaluate(land, land.numbers(), minima)
    assert len(minima) == len(values)
    assert loss == pytest.approx(values, abs=printed), source


@pytest.mark.parametrize("name", PLACES)
def test_the_published_places_of_the_minima(name):
    places, printed = PLACES[name]
    land = landscape(name)
    minima = land.minima(*land.numbers())
    assert len(minima) == len(places)
    for found, place in zip(minima, places, strict=True):
        assert found == pytest.approx(place, abs=printed)
