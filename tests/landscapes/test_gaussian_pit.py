"""The pit is felt within a few widths, and nowhere else."""

import math

import numpy as np
import pytest

from landscapes import landscape

PIT = landscape("Gaussian pit")


@pytest.mark.parametrize("s", [0.3, 1.0, 2.0])
def test_the_slope_six_widths_away_is_6_over_s_times_e_to_the_minus_18(s, evaluate):
    # |∇f| = r/s² · e^(−r²/2s²) at r = 6s.
    _, gradient = evaluate(PIT, (s,), (6 * s * math.cos(1), 6 * s * math.sin(1)))
    assert np.linalg.norm(gradient) == pytest.approx(6 / s * math.exp(-18), rel=1e-12)


def test_the_slope_six_widths_away_is_below_1e_7(evaluate):
    (s,) = PIT.numbers()
    _, gradient = evaluate(PIT, (s,), (6 * s, 0))
    assert np.linalg.norm(gradient) < 1e-7  # surfaces.md; with the default width


def test_the_slope_is_steepest_one_width_away(evaluate):
    r = np.linspace(0.01, 4.99, 499)
    _, gradient = evaluate(PIT, (1.0,), np.stack([r, 0 * r], 1))
    assert r[np.abs(gradient[:, 0]).argmax()] == pytest.approx(1.0, abs=0.005)
