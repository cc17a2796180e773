"""What the setups and the lesson of "Noise and batches" claim of the noise floor and of the two wells is so, by the engine's runs."""

import pytest

from studies.noise_floor import resting
from studies.sharp_and_flat import FLAT, LAND, N, escape
from ui.parts.setups import setups

SETUPS = setups("optimization/noise")


def test_the_setups_of_the_floor_have_the_laws_numbers():
    assert float(resting(0.1, 1.0, 1.0)) == pytest.approx(1 / 19, rel=1e-12)
    assert "1/19 = 0.0526316" in SETUPS["The floor of a rate of 0.1"]["say"]
    assert 0.5 * float(resting(0.1, 1.0, 1.0 / 4)) == pytest.approx(0.00164, abs=5e-6)
    assert resting(2.1, 1.0, 1.0) == float("inf")
    assert round(1 - 2.1, 12) == -1.1


@pytest.mark.parametrize("seed", range(3))
def test_the_setups_of_the_two_wells_hold_for_any_seed(seed):
    assert 500 < escape(LAND.start, 0.6, 2, seed).own.hits < 1000
    assert escape(LAND.start, 0.6, N, seed).own.hits == 0
    assert escape(LAND.start, 0.6, 10, seed).own.hits == 0
    assert LAND.minima()[FLAT][0] == pytest.approx(1, abs=0.02)
    assert escape((1.0, 0.0), 0.6, 1, seed).own.hits > 900
