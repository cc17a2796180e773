"""What is said of the same epochs in three ways, held against the losses of the engine's races."""

import re

import numpy as np
import pytest

from landscapes import LANDSCAPES
from optimizers import Run, descend
from plots.race import lowest_value
from studies.same_epochs import walk
from tests.ui.numbers import NUMBER, printed, value
from ui.noise.epochs import sentences

FROM_DATA = [land for land in LANDSCAPES if 0 < land.samples < 1000]


def spoken(land, features, start, rate, size, epochs, seed):
    names, sizes = ["Full batch", f"Batches of {size}", "Single sample"], (land.samples, size, 1)
    walks = [walk(land, {p.name: features for p in land.parameters}, start, rate, one, epochs, seed) for one in sizes]
    lowest = lowest_value(land, {p.name: features for p in land.parameters})
    return " ".join(sentences(names, walks, [np.maximum(one.loss - lowest, 0) for one in walks], rate))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("land", FROM_DATA, ids=lambda land: land.name)
def test_who_ends_lowest_and_who_diverges_is_so_in_the_race(land, seed):
    random = np.random.default_rng(seed)
    features, epochs, size = seed % 2, int(random.integers(1, 8)), int(random.integers(1, land.samples + 1))
    start, rate = tuple(random.uniform(-1.5, 1.5, 2)), float(10 ** random.uniform(-3, 0))
    said = spoken(land, features, start, rate, size, epochs, seed)
    names, per_epoch = ("Full batch", f"Batches of {size}", "Single sample"), (1, land.samples // size, land.samples)
    races = [
        descend(
            land,
            [Run("SGD", start=start, lr=rate)],
            steps=epochs * n,
            batch=b,
            seed=seed,
            params={p.name: features for p in land.parameters},
        )
        for n, b in zip(per_epoch, (None, size, 1), strict=True)
    ]
    lowest = lowest_value(land, {p.name: features for p in land.parameters})
    ends = {}
    for name, race in zip(names, races, strict=True):
        lost = int(race.diverged_at[0])
        assert (f"**{name} diverged at step {lost}**" in said) == (lost >= 0)
        if lost < 0:
            ends[name] = float(race.loss[0, -1]) - lowest
    best = re.search(rf"\*\*([^*]+)\*\* ends? lowest, ({NUMBER}) above", said)
    assert (best is None) == (len(ends) < 2)
    if best:
        assert all(ends[name] <= min(ends.values()) + 1e-12 for name in best[1].split(" and "))
        assert printed(value(best[2]), max(min(ends.values()), 0), 3)
    means = re.search(rf"are ({NUMBER}) above the lowest loss on the mean, single samples ({NUMBER})\.", said)
    assert (means is None) == any(race.diverged_at[0] >= 0 for race in races[1:])
    if means:
        for shown, race, n in zip(means.groups(), races[1:], per_epoch[1:], strict=True):
            assert printed(value(shown), np.maximum(race.loss[0, -n:] - lowest, 0).mean(), 3)


def test_steps_are_counted_and_one_is_one():
    said = spoken(FROM_DATA[0], 0, (0.0, 0.0), 0.01, 8, 1, 0)
    assert said.startswith("In 1 epoch the full batch takes 1 step, batches of 8 take 18, single samples 150.")
    assert "the 6 that fill no batch sit it out" in said


def test_a_rate_of_0_moves_nobody():
    said = spoken(FROM_DATA[0], 0, (0.0, 0.0), 0.0, 8, 2, 0)
    assert said.endswith("With a rate of 0 all stay at the start.")
    assert "lowest," not in said


def test_a_start_out_of_sight_is_told_from_a_rate_too_high():
    assert "it starts more than a thousand windows away" in spoken(FROM_DATA[0], 0, (1e6, 0.0), 0.01, 8, 1, 0)
    assert "α = 0.5 carried it a thousand windows away" in spoken(FROM_DATA[0], 0, (0.0, 0.0), 0.5, 8, 3, 0)
