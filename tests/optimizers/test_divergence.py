"""A run has diverged when its loss is not finite or its point is a thousand window sizes away."""

import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend
from optimizers.rules import FIRST_ORDER


@pytest.mark.parametrize(
    ("lr", "start", "step"),
    [
        # On x² + y² a step multiplies by 1 − 2α. The window is 8 wide, so 8000 from its centre is out of sight.
        (1.5, (1.0, 0.0), 13),  # −2: 2¹² = 4096 is in sight, 2¹³ = 8192 is not
        (1.5, (0.0, 3.0), 12),  # 3·2¹¹ = 6144, 3·2¹² = 12288
        (5.5, (1.0, 0.0), 4),  # −10: 1000, 10 000
        (1.0, (1.0, 0.0), -1),  # −1: swings for ever
        (0.1, (1.0, 0.0), -1),
        (0.1, (8001.0, 0.0), 0),  # starts out of sight
        (0.1, (7999.0, 0.0), -1),
    ],
)
def test_the_step_at_which_the_point_is_out_of_sight(lr, start, step):
    assert descend("Round bowl", [Run("SGD", start=start, lr=lr)], steps=60).diverged_at.tolist() == [step]


def test_the_step_at_which_the_loss_is_no_number(surface):
    # log x from 1: α = 0.75 goes to 1/4, then by 0.75·4 to −2.75, where there is no logarithm. α = 1 hits 0, where it is −∞.
    logarithm = surface(lambda x, y: jnp.log(x), start=(1.0, 0.0))
    paths = descend(logarithm, [Run("SGD", lr=0.75), Run("SGD", lr=1.0), Run("SGD", lr=0.01)], steps=10)
    assert paths.theta[0, 1:3, 0].tolist() == [0.25, -2.75]
    assert paths.diverged_at.tolist() == [2, 1, -1]


def test_divergence_in_the_last_step_is_seen():
    at = [descend("Round bowl", [Run("SGD", start=(1.0, 0.0), lr=1.5)], steps=s).diverged_at[0] for s in (12, 13)]
    assert at == [-1, 13]


def test_the_path_up_to_divergence_is_kept():
    paths = descend("Round bowl", [Run("SGD", start=(1.0, 0.0), lr=1.5)], steps=60)
    assert paths.theta[0, :14, 0].tolist() == [(-2.0) ** k for k in range(14)]


def test_sight_is_measured_from_the_windows_centre(surface):
    # A window 2 wide around x = 10 000: staying inside it is not divergence, 2000 from its centre is.
    far = surface(lambda x, y: (x - 1e4) ** 2 + y**2, start=(1e4 + 0.5, 0.0), window=((1e4 - 1, 1e4 + 1), (-1.0, 1.0)))
    paths = descend(far, [Run("SGD", lr=0.1), Run("SGD", lr=1.5)], steps=60)
    assert paths.diverged_at.tolist() == [-1, 12]  # ½·2¹² = 2048


def test_nothing_diverges_from_the_first_start_at_the_surfaces_own_rates(land):
    paths = descend(land, [Run(rule) for rule in FIRST_ORDER], steps=land.steps)
    assert (paths.diverged_at == -1).all()
    assert np.isfinite(paths.theta).all()


def test_an_overflowing_run_raises_nothing_and_reports_its_step():
    paths = descend("Rosenbrock", [Run("SGD", start=(1e6, -1e6), lr=1000.0)], steps=50)
    assert paths.diverged_at.tolist() == [0]
    assert not np.isfinite(paths.loss[0, -1])
    assert landscape("Rosenbrock").window == ((-2, 2), (-1, 3))  # so 1e6 is out of sight from the start
