"""What is said of batches, read back and held against sums that NumPy does here."""

import re

import numpy as np
import pytest

from landscapes import LANDSCAPES
from studies.batch_means import DRAWS, Cloud, cloud
from tests.ui.numbers import NUMBER, printed, value
from ui.noise.cloud import line, sentences

FROM_DATA = [land for land in LANDSCAPES if land.samples]
BY_LAW = rf"For B = (\d+) the mean is off by \*\*({NUMBER})\*\*"
COUNTED = rf"{DRAWS} drawn batches are off by ({NUMBER}); the 95 % interval, ({NUMBER}) to ({NUMBER}), (holds|misses)"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("land", FROM_DATA, ids=lambda land: land.name)
def test_law_count_and_slope_are_those_of_the_samples(land, seed):
    random = np.random.default_rng(seed)
    point, size = tuple(random.uniform(-2, 2, 2)), int(random.integers(1, land.samples))
    one = cloud(land, {p.name: seed % 2 for p in land.parameters}, point, size, seed)
    g, means = one.gradients, one.drawn(size)
    said = " ".join(sentences(one, size))
    by_law, counted = re.search(BY_LAW, said), re.search(COUNTED, said)
    variance = ((g - g.mean(0)) ** 2).sum() / (len(g) - 1)
    law = np.sqrt(variance / size * (1 - size / len(g)))
    assert int(by_law[1]) == size
    assert printed(value(by_law[2]), law, 3)
    squares = ((means - g.mean(0)) ** 2).sum(1)
    off = 1.96 * squares.std(ddof=1) / np.sqrt(DRAWS)
    low, high = np.sqrt(squares.mean() - off), np.sqrt(squares.mean() + off)
    for shown, true in zip(map(value, counted.groups()[:3]), (np.sqrt(squares.mean()), low, high), strict=True):
        assert printed(shown, true, 3)
    assert counted[4] == ("holds" if low <= law <= high else "misses")
    full = float(np.linalg.norm(g.mean(0)))
    assert printed(value(re.search(rf"The full gradient is ({NUMBER}) long", said)[1]), full, 3)
    if law > full:
        assert "less than the noise" in said
    else:
        assert printed(value(re.search(rf"long, ({NUMBER}) times the noise", said)[1]), full / law, 3)
    C = np.cov(g.T) / size * (1 - size / len(g))
    d = means - g.mean(0)
    share = np.mean([v @ np.linalg.solve(C, v) <= 4 for v in d])
    shown = re.search(r"Of the drawn means ([<>]?)\s?([\d.]+)\s%", said)
    assert shown[1] or float(shown[2]) == pytest.approx(100 * share, abs=0.051)


@pytest.mark.parametrize("land", FROM_DATA, ids=lambda land: land.name)
def test_a_batch_of_all_has_no_noise(land):
    one = cloud(land, {}, (0.1, 0.2), land.samples, 0)
    said = " ".join(sentences(one, land.samples))
    assert f"all {land.samples} samples" in said
    assert "There is no noise." in said
    assert "off by" not in said


def test_samples_that_agree_are_said_to():
    one = Cloud(np.zeros(2), np.ones((5, 2)), np.array([1, 2]), np.ones((2, DRAWS, 2)))
    assert "all samples have the same gradient" in sentences(one, 2)[0]


@pytest.mark.parametrize(
    ("N", "B", "cells"),
    [
        (50_000, 256, ["50\u202f000", "256", "195", "80", "196", "1\u202f950"]),  # lecture.md 5
        (100, 8, ["100", "8", "12", "4", "13", "120"]),  # twelve steps, thirteen with the last four
        (100, 100, ["100", "100", "1", "0", "1", "10"]),
    ],
)
def test_an_epoch_has_the_lectures_steps(N, B, cells):
    assert list(line("", N, B)[1:]) == cells
