"""What is learnt of an unknown surface by looking."""

import numpy as np
import pytest

from landscapes.survey import minima


def two_wells(size: float, tilt: float = 0.0):
    """Minima of one height at x = 0.2 and x = 0.6, y = 0.5, on a scale of `size`; `tilt` lowers the first, the farther from the middle."""

    def f(at):
        x, y = at[..., 0], at[..., 1]
        dents = ((x - 0.2) * (x - 0.6)) ** 2 + (y - 0.5) ** 2
        return size * (dents + tilt * (x - 0.2))

    return f


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6, 1e9])
def test_of_minima_that_tie_the_one_nearest_the_middle_comes_first_on_every_scale(size):
    found = minima(two_wells(size))
    np.testing.assert_allclose(found, [(0.6, 0.5), (0.2, 0.5)], atol=1e-6)


@pytest.mark.parametrize("size", [1e-9, 1e-6, 1.0, 1e6])
def test_a_lower_minimum_comes_first_on_every_scale(size):
    """The first lies lower by 4·10⁻⁴ of what the wells are deep, and farther from the middle."""
    assert minima(two_wells(size, 1e-6))[0] == pytest.approx((0.2, 0.5), abs=1e-3)
