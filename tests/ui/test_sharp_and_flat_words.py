"""What is said of the sharp well and the flat one, read back and counted anew."""

import re

import numpy as np
import pytest

from studies.sharp_and_flat import LAND, RATE, REACH, RUNS, SIZE, N, escape
from tests.landscapes.test_two_instruments import by_hand, hessian
from tests.studies.test_sharp_and_flat import slopes
from tests.ui.numbers import found, printed
from ui.noise.escape import sentences

CHANCE = np.random.default_rng(0)
DRAWN = [
    (
        (round(float(CHANCE.uniform(-2.5, 2.5)), 2), round(float(CHANCE.uniform(-2, 2)), 2)),
        float(np.exp(CHANCE.uniform(*np.log(RATE.span)))),
        int(SIZE.high ** CHANCE.random()),
    )
    for _ in range(10)
]
ENDS = [((x, y), alpha, size) for x, y in ((REACH.low, REACH.high),) for alpha in (RATE.low, RATE.high) for size in (1, 51, N)]


def wells(points: np.ndarray) -> np.ndarray:
    """Which well points are in: a gentle walk by central differences of the loss by hand would take minutes, so the slope by hand."""
    (x0, x1), (y0, y1) = LAND.window
    cell = np.array([x1 - x0, y1 - y0]) / 64
    low = np.array([x0, y0])
    cells, back = np.unique(np.clip(np.floor((points - low) / cell), 0, 63), axis=0, return_inverse=True)
    q = low + (cells + 0.5) * cell
    for _ in range(400):
        q = q - 0.5 * slopes(q, np.tile(np.arange(N), (len(q), 1)))
    return (q[:, 0] > 0)[back.ravel()]


@pytest.mark.parametrize(("start", "alpha", "size"), [*DRAWN, *ENDS])
def test_the_count_the_other_end_and_the_edge_are_so(start, alpha, size):
    one = escape(start, alpha, size, 3)
    words = " ".join(sentences(one, alpha, size))
    hits = int(wells(one.ends.astype(float)).sum())
    whole = "flat" if wells(one.whole[None].astype(float))[0] else "sharp"
    if size == N:
        assert f"It ends in the {whole} well." in words
        assert hits in (0, RUNS)
    else:
        assert f"**{hits} of {RUNS} runs end in the flat well**" in words
        low, high = found("So the chance is # to # % (95", words)
        assert low - 0.06 <= 100 * hits / RUNS <= high + 0.06
        assert f"that run ends in the {whole} well" in words
    edge = 2 / np.linalg.eigvalsh(hessian(LAND.minima()[1]))[-1]
    assert printed(found("at rates below 2/λ = #:", words)[0], edge, 3)
    assert ("only noise can free" in words) == (alpha < edge)


def test_sharpness_and_depth_are_those_of_the_formula():
    words = " ".join(sentences(escape(LAND.start, 0.6, 2, 0), 0.6, 2))
    flat, sharp = LAND.minima()
    numbers = found("is # in the sharp minimum and # in the flat one.", words) + found("its loss is #, the flat one’s #.", words)
    true = [*(np.linalg.eigvalsh(hessian(one))[-1] for one in (sharp, flat)), by_hand(*sharp), by_hand(*flat)]
    assert all(printed(a, b) for a, b in zip(numbers, true, strict=True))
    assert not re.search("nan|inf", words)
