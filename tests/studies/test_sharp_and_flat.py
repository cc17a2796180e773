"""Sharp and flat: the same experiment by a plain NumPy loop, and how often the interval holds the share."""

import math

import numpy as np
import pytest

from landscapes.data.two_instruments import PLACES, REACH
from optimizers import Run, descend
from studies.sharp_and_flat import (
    FLAT,
    GENTLE,
    LAND,
    LONG,
    RATES,
    RUNS,
    SHARP,
    SIDE,
    SIZES,
    STEPS,
    N,
    counted,
    escape,
    ground,
    in_flat,
    ran,
    sharpness,
)

START = LAND.start


def slopes(q: np.ndarray, who: np.ndarray) -> np.ndarray:
    """By hand, the mean slope over who (runs, B) at q (runs, 2): each is (q − p)/s² / (1 + u)²."""
    off = q[:, None] - PLACES[who]
    u = (off**2).sum(-1) / REACH[who] ** 2
    return (off / (REACH[who] ** 2 * (1 + u) ** 2)[..., None]).mean(1)


def by_numpy(start, alpha: float, size: int, runs: int, chance: np.random.Generator) -> np.ndarray:
    """Ends of runs by a plain loop, every epoch shuffled anew, what fills no batch left out."""
    q, each = np.tile(np.array(start, float), (runs, 1)), N // size
    for k in range(STEPS):
        if k % each == 0:
            order = chance.permuted(np.tile(np.arange(N), (runs, 1)), axis=1)
        first = k % each * size
        q = q - alpha * slopes(q, order[:, first : first + size])
    return q


@pytest.mark.parametrize(("alpha", "size"), [(0.6, 2), (0.35, 1), (0.9, 5)])
def test_a_plain_loop_frees_as_many(alpha, size):
    hits = in_flat(by_numpy(START, alpha, size, RUNS, np.random.default_rng(7))).sum()
    ours = escape(START, alpha, size, 0).own.hits
    pooled = (hits + ours) / (2 * RUNS)
    assert 0.02 < pooled < 0.98  # there is something to tell apart
    assert abs(hits - ours) / RUNS <= 3.5 * math.sqrt(2 * pooled * (1 - pooled) / RUNS)


def test_every_run_is_the_engines_own():
    ends = ran(START, (0.3,) * 8, (10,) * 8, 0)
    for seed in range(4):
        alone = descend(LAND, [Run("SGD", START, 0.3)], STEPS, seed=seed, batch=10).theta[0, -1]
        assert ends[seed] == pytest.approx(np.tile(alone, (8, 1)), abs=2e-4)  # float32 against float64


def test_the_wells_are_told_by_gentle_descent_with_all_samples():
    chance, everyone = np.random.default_rng(1), np.tile(np.arange(N), (60, 1))
    (x0, x1), (y0, y1) = LAND.window
    cells = chance.integers(0, SIDE, (60, 2))  # column, row
    q = np.array([x0, y0]) + (cells + 0.5) / SIDE * np.array([x1 - x0, y1 - y0])
    told = in_flat(q)
    assert (told == (ground()[cells[:, 1], cells[:, 0]] == FLAT)).all()
    for _ in range(LONG):
        q = q - GENTLE * slopes(q, everyone)
    flat, sharp = np.array(LAND.minima())
    assert (np.hypot(*(q - flat).T) < 0.01).tolist() == told.tolist()
    assert (np.hypot(*(q - sharp).T) < 0.01).tolist() == (~told).tolist()
    assert set(np.unique(ground())) == {FLAT, SHARP}
    assert in_flat(np.array([[99.0, 0.0], [-99.0, 0.0]])).tolist() == [True, False]


def test_all_samples_stay_in_the_well_they_begin_in_below_its_edge():
    for lr in (0.2, 0.9):
        assert lr < 2 / sharpness()[SHARP]
        found = escape((-1.0, 0.0), lr, N, 0)
        assert (found.own.hits, found.whole_is_flat) == (0, False)
    assert found.ends == pytest.approx(np.tile(found.ends[0], (RUNS, 1)))
    assert escape((1.2, 0.0), 0.2, N, 0).own.hits == RUNS


def test_the_curves_meet_in_the_setting_they_share():
    found = escape(START, float(RATES[4]), int(SIZES[1]), 2)
    assert found.rates.hits[4] == found.sizes.hits[1] == found.own.hits


def test_the_sharpness_is_that_of_the_measurements_by_hand():
    everyone, h = np.arange(N)[None], 1e-5
    for place, ours in zip(LAND.minima(), sharpness(), strict=True):
        q = np.array([place])
        columns = [(slopes(q + h * e, everyone) - slopes(q - h * e, everyone))[0] / (2 * h) for e in np.eye(2)]
        assert ours == pytest.approx(np.linalg.eigvalsh(np.array(columns))[-1], rel=1e-6)


def test_the_interval_holds_the_share_for_95_of_100_seeds():
    trials, alpha, size = 20, 0.6, 2
    counts = [counted(ran(START, (alpha,), (size,), seed)[:, 0]) for seed in range(trials)]
    truth = sum(one.hits for one in counts) / (trials * RUNS)  # known 4 times as well as each says it
    held = sum(one.low <= truth <= one.high for one in counts)
    assert 0.95 * trials - held <= 3 * math.sqrt(0.95 * 0.05 * trials)
    wide = np.mean([one.high - one.low for one in counts])
    assert wide == pytest.approx(2 * 1.96 * math.sqrt(truth * (1 - truth) / RUNS), rel=0.02)
