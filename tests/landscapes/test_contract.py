"""What every surface on the shelf promises."""

import inspect
from itertools import groupby, product

import numpy as np

from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from optimizers.conditions import STEPS


def test_surfaces_that_show_the_same_trouble_stand_together():
    groups = [trouble for trouble, _ in groupby(LANDSCAPES, lambda land: land.trouble)]
    assert all(groups)
    assert len(groups) == len(set(groups)), groups


def test_the_loss_takes_x_y_and_the_declared_parameters(land):
    assert list(inspect.signature(land.loss).parameters) == ["x", "y", *(p.name for p in land.parameters)]


def test_loss_and_gradient_are_finite_at_the_corners_the_starts_and_the_minima(setting, evaluate):
    land, numbers = setting
    loss, gradient = evaluate(land, numbers, [*product(*land.window), *land.starts.values(), *land.minima(*numbers)])
    assert np.isfinite(loss).all()
    assert np.isfinite(gradient).all()


def test_loss_and_gradient_are_finite_all_over_the_window(setting, evaluate, grid):
    land, numbers = setting
    loss, gradient = evaluate(land, numbers, grid(land))
    assert np.isfinite(loss).all()
    assert np.isfinite(gradient).all()


def test_the_window_is_a_window(land):
    assert all(low < high for low, high in land.window)


def test_there_is_a_start_and_all_lie_inside_the_window(land):
    (x0, x1), (y0, y1) = land.window
    assert land.starts
    for name, (x, y) in land.starts.items():
        assert x0 <= x <= x1, name
        assert y0 <= y <= y1, name


def test_the_minima_lie_inside_the_window(setting):
    land, numbers = setting
    (x0, x1), (y0, y1) = land.window
    assert all(x0 < x < x1 and y0 < y < y1 for x, y in land.minima(*numbers))


def test_rates_are_for_rules_on_the_shelf_and_within_their_sliders(land):
    rules = {rule.name: rule for rule in OPTIMIZERS}
    assert set(land.rates) <= set(rules)  # a misspelt rule would silently get its own default
    for name, lr in land.rates.items():
        low, high = rules[name].lr.span
        assert 0 < low <= lr <= high, name


def test_a_races_length_is_within_the_slider(land):
    low, high = STEPS.span
    assert low <= land.steps <= high
    assert land.steps == int(land.steps)
