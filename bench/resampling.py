"""Bias and variance over 500 data sets and 16 degrees: drawing, fitting, judging on fresh points. Warm, as a slider's move finds it."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

import numpy as np

from bench.table import Row
from models.resampling import MOST, draw, over_degrees
from models.truths import TRUTHS

TIMES = 20  # seeds, none seen before
CASES = ((10, False, 0.0), (30, False, 1e-3), (30, True, 0.0), (10, True, 0.0))


def rows() -> Iterator[Row]:
    """A row for every kind of data set."""
    for count, random, strength in CASES:
        once(count, random, strength, TIMES)  # compiles
        times = [once(count, random, strength, seed) for seed in range(TIMES)]
        what = f"bias and variance, {MOST} data sets × 16 degrees, N = {count}, x {'random' if random else 'even'}, λ = {strength:g}"
        note = f"p95 {1000 * np.percentile(times, 95):.0f} ms, {TIMES} seeds never seen before"
        yield Row(what, f"{1000 * median(times):.0f} ms", "≤ 1000 ms", note)


def once(count: int, random: bool, strength: float, seed: int) -> float:
    """Seconds for one seed."""
    start = perf_counter()
    over_degrees(TRUTHS[0], 0.3, draw(TRUTHS[0], count, 0.3, random, seed), strength)
    return perf_counter() - start
