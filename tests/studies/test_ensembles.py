"""Many seeds in one call: each is the run that `descend` makes of that seed alone."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, optimizer
from studies.ensembles import ends, noises, places_of, walks
from studies.noise_floor import PARABOLA

SEEDS = range(20, 28)
SGD = optimizer("SGD")


@pytest.mark.parametrize("lr", [0.05, 0.7, 1.5])
def test_every_seed_of_a_noisy_ensemble_is_the_run_of_that_seed(lr):
    z, none = noises(40, SEEDS), np.zeros((1, len(SEEDS), 1), np.int32)
    rates, noise = np.array([lr, 0.3]), np.array([0.5, 2.0])
    theta = ends(PARABOLA, SGD, (1.3,), (3.0, -1.0), rates, noise, np.ones(2), 40, (z, none))
    walked = walks(PARABOLA, SGD, (1.3,), (3.0, -1.0), lr, 0.5, z)
    for i, seed in enumerate(SEEDS):
        alone = descend(PARABOLA, [Run("SGD", (3.0, -1.0), lr)], 40, noise=0.5, seed=seed, params={"curvature": 1.3}).theta[0]
        assert walked[i] == pytest.approx(alone, rel=1e-12, abs=1e-13)
        assert theta[i, 0] == pytest.approx(alone[-1], rel=1e-12, abs=1e-13)


@pytest.mark.parametrize("size", [1, 7, 40, 149, 150])
def test_every_seed_of_mini_batches_is_the_run_of_that_seed(size):
    land, steps = landscape("Least squares"), 30
    luck = noises(steps, SEEDS), places_of(land.samples, steps, SEEDS)
    theta = ends(land, SGD, (1.0,), (-1.0, 0.7), np.array([0.1]), np.zeros(1), np.array([size]), steps, luck)
    for i, seed in enumerate(SEEDS):
        alone = descend(land, [Run("SGD", (-1.0, 0.7), 0.1)], steps, seed=seed, batch=size, params={"features": 1}).theta[0]
        assert theta[i, 0] == pytest.approx(alone[-1], rel=1e-12, abs=1e-13)
