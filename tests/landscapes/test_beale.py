"""Beale's valley to the left never ends and never sinks below 0.452."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend

BEALE = landscape("Beale")


def test_far_left_the_valley_sinks_to_0_452_and_no_lower(evaluate):
    # With u = x(y − 1) the loss tends to Σ (c_i + i·u)², c = 1.5, 2.25, 2.625: lowest at u = −13.875/14, where it is
    # 14.203125 − 13.875²/14 = 0.45201. Corrections are of order 1/x.
    x = -1e6
    along, _ = evaluate(BEALE, (), [(x, 1 + u / x) for u in np.linspace(-2, 0, 2001)])
    assert along.min() == pytest.approx(14.203125 - 13.875**2 / 14, abs=1e-5)
    assert along.min() == pytest.approx(0.452, abs=5e-4)  # surfaces.md


def test_descent_into_the_endless_valley_sinks_on_for_ever():
    paths = descend(BEALE, [Run("RMSprop", start=BEALE.starts["Into the endless valley"])], steps=2000)
    left = BEALE.window[0][0]
    assert paths.theta[0, -1, 0] < paths.theta[0, 1500, 0] < paths.theta[0, 1000, 0] < left  # out of the window, and on
    assert 0.452 < paths.loss[0, -1] < paths.loss[0, 1500] < paths.loss[0, 1000]
