"""A large sweep is worked on in chunks, and nobody can tell."""

import numpy as np

from optimizers import sweep
from optimizers.sweep import CHUNK

LRS, BETAS = np.geomspace(1e-5, 1e-3, 91), np.linspace(0.0, 0.95, 101)
SETTING = {"start": (-1.2, 1.0), "steps": 60}


def test_more_runs_than_one_chunk_equal_the_few():
    # The corners, and the two sides of the seam; float32, another program: the last digit may differ.
    assert CHUNK < len(LRS) * len(BETAS) < 2 * CHUNK
    large = sweep("Rosenbrock", "Momentum", {"lr": LRS, "momentum": BETAS}, **SETTING)
    assert large.loss.shape == (91, 101)
    row = CHUNK // len(BETAS)
    rows = [0, row - 1, row, row + 1, 90]
    small = sweep("Rosenbrock", "Momentum", {"lr": LRS[rows], "momentum": BETAS}, **SETTING)
    assert len(rows) * len(BETAS) < CHUNK
    for name in ("loss", "theta"):
        assert np.allclose(getattr(large, name)[rows], getattr(small, name), rtol=1e-4, atol=1e-5), name
    assert (large.diverged[rows] == small.diverged).all()
    assert np.abs(np.diff(large.loss, axis=0)).min() > 0  # neighbours differ, so a shifted lane would show
