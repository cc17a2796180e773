"""if ‖g‖ > c then g ← c g/‖g‖ (lecture.md 1)."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Run, descend

EVERYONE = [Run(rule) for rule in OPTIMIZERS if {"g", "fg"} & set(rule.told)]  # who asks for a gradient


def lengths(paths):
    return np.hypot(paths.grad[..., 0], paths.grad[..., 1])


@pytest.mark.parametrize("clip", [0.1, 1.0, 30.0])
def test_no_gradient_is_longer_than_the_clip(clip):
    clipped, free = (lengths(descend("Rosenbrock", EVERYONE, steps=100, noise=1.0, clip=c)) for c in (clip, None))
    assert clipped.max() <= clip * (1 + 1e-15)  # the product of two rounded numbers
    assert free.max() > clip


def test_a_long_gradient_keeps_its_direction():
    paths = descend("Rosenbrock", [Run("SGD", start=(-1.2, 1.0))], steps=1, clip=2.0)
    slope = np.array([-215.6, -88.0])  # by hand: −2(1−x) − 400x(y−x²) and 200(y−x²)
    assert paths.grad[0, 0] == pytest.approx(2 * slope / np.hypot(*slope), rel=1e-13)


def test_a_short_gradient_is_left_alone():
    free, clipped = (descend("Round bowl", [Run("SGD", start=(3.0, 2.0), lr=0.1)], steps=50, clip=c) for c in (None, 7.22))
    assert lengths(free).max() < 7.22  # 2√13 = 7.2111
    assert (free.theta == clipped.theta).all()


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
def test_a_line_search_is_told_the_clipped_gradient(rule):
    paths = descend("Rosenbrock", [Run(rule, start=(-1.2, 1.0))], steps=10, clip=2.0)
    assert lengths(paths)[0, 0] == pytest.approx(2, rel=1e-15)
    assert paths.state["g"][0, 1:] == pytest.approx(paths.grad[0], rel=1e-12)  # what it was told, it remembers


def test_noise_is_clipped_too():
    assert lengths(descend("Round bowl", [Run("SGD", start=(0.0, 0.0))], steps=100, noise=50.0, clip=1.0)).max() <= 1 + 1e-15


def test_a_gradient_of_zero_stays_zero():
    paths = descend("Round bowl", [Run("SGD", start=(0.0, 0.0))], steps=5, clip=1.0)
    assert (paths.grad == 0).all()


def test_a_gradient_whose_square_overflows_is_clipped_like_any_other(surface):
    paths = descend(surface(lambda x, y: 3e200 * x + 4e200 * y), [Run("SGD", lr=1.0)], steps=1, clip=5.0)
    assert paths.grad[0, 0] == pytest.approx([3, 4], rel=1e-14)
