"""The declared minima are minima, in every extreme setting."""

import numpy as np

from landscapes import heights, minima_values


def test_the_gradient_vanishes_at_every_minimum(setting, evaluate, grid):
    # 1e-6 of the steepest slope in the window: minima are written to 9 digits or more, and near one the gradient
    # grows by curvature × distance, so an error of 5e-10 in the point stays below 1e-7 of the scale on all surfaces.
    land, numbers = setting
    scale = np.linalg.norm(evaluate(land, numbers, grid(land))[1], axis=1).max()
    for minimum in land.minima(*numbers):
        _, gradient = evaluate(land, numbers, minimum)
        assert np.linalg.norm(gradient) <= 1e-6 * scale, minimum


def test_a_minimum_is_lower_than_its_neighbourhood(setting, evaluate):
    land, numbers = setting
    width = min(high - low for low, high in land.window)
    turns = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    ring = np.stack([np.cos(turns), np.sin(turns)], 1)
    for minimum in land.minima(*numbers):
        for radius in (1e-4 * width, 1e-3 * width, 1e-2 * width):
            around, _ = evaluate(land, numbers, minimum + radius * ring)
            (bottom,), _ = evaluate(land, numbers, minimum)
            assert (around > bottom).all(), (minimum, radius)


def test_the_first_minimum_is_the_lowest(setting, evaluate):
    land, numbers = setting
    values, _ = evaluate(land, numbers, land.minima(*numbers) or np.zeros((1, 2)))  # a surface may have none
    assert values[0] <= values.min() + 1e-12 * max(1.0, abs(values[0]))  # equal minima differ by rounding


def test_nothing_in_the_window_is_lower_than_the_first_minimum(setting):
    land, numbers = setting
    params = {p.name: n for p, n in zip(land.parameters, numbers, strict=True)}
    _, _, z = heights(land, params, points=201)
    for lowest in minima_values(land, params)[:1]:  # a surface may have none
        assert z.min() >= lowest - 1e-12 * max(1.0, abs(lowest))
