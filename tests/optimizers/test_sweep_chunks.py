"""A large sweep is worked on in chunks, and nobody can tell."""

import numpy as np

from optimizers import sweep
from optimizers.sweep import CHUNK

BETAS = np.linspace(0.0, 0.95, 101)
SEAM = CHUNK // len(BETAS)  # the row in which the first chunk ends
LRS = np.geomspace(1e-5, 1e-3, SEAM + 11)
SETTING = {"start": (-1.2, 1.0), "steps": 60}


def test_more_runs_than_one_chunk_equal_the_few():
    # Both ends and the rows around the seam. float32 and another program: the last digits may differ.
    assert CHUNK < len(LRS) * len(BETAS) < 2 * CHUNK
    assert CHUNK % len(BETAS)  # so the seam lies inside a row
    large = sweep("Rosenbrock", "Momentum", {"lr": LRS, "momentum": BETAS}, **SETTING)
    assert large.loss.shape == (len(LRS), len(BETAS))
    rows = [0, SEAM - 1, SEAM, SEAM + 1, -1]
    small = sweep("Rosenbrock", "Momentum", {"lr": LRS[rows], "momentum": BETAS}, **SETTING)
    for name in ("loss", "theta"):
        assert np.allclose(getattr(large, name)[rows], getattr(small, name), rtol=1e-4, atol=1e-5), name
    assert (large.diverged[rows] == small.diverged).all()
    assert np.abs(np.diff(large.loss, axis=0)).min() > 0  # neighbours differ, so a shifted lane would show
