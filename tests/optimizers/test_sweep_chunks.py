"""A large sweep is worked on in chunks, and nobody can tell."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import landscape
from optimizers import optimizer, sweep
from optimizers.sweep import CHUNK, TILE, Lanes, in_tiles, tile_of

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


@pytest.mark.parametrize("tile", [2, 6])
def test_a_chunk_goes_through_in_tiles_and_every_lane_keeps_its_own_numbers(tile):
    start, rates = jnp.arange(12.0).reshape(6, 2), 100 * jnp.arange(6.0)
    lanes = Lanes(start, (jnp.float64(3.0),), (rates, jnp.float64(0.5)), jnp.float64(7.0), jnp.float64(0.0), jnp.int32(0))
    sizes = []

    def work(own):
        sizes.append(len(own.start))
        (one,), (rate, beta) = own.numbers, own.settings
        return own.start + rate[:, None], rate * one + beta + own.goal

    ends, sums = in_tiles(work, lanes, tile)
    assert set(sizes) == {tile}
    np.testing.assert_array_equal(ends, start + rates[:, None])
    np.testing.assert_array_equal(sums, rates * 3.0 + 0.5 + 7.0)


def test_only_first_order_rules_on_a_processor_go_in_tiles(monkeypatch):
    rosenbrock, data, adam = landscape("Rosenbrock"), landscape("Least squares"), optimizer("Adam")
    assert tile_of(rosenbrock, adam, CHUNK) == TILE
    assert CHUNK % TILE == 0
    assert tile_of(rosenbrock, adam, 256) == 256
    assert tile_of(rosenbrock, optimizer("L-BFGS"), CHUNK) == tile_of(data, adam, CHUNK) == CHUNK
    monkeypatch.setattr(jax, "default_backend", lambda: "gpu")
    assert tile_of(rosenbrock, adam, CHUNK) == CHUNK
