"""One device against two: the same sweep on host devices that XLA is told to make of the processor's cores."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from unittest.mock import patch

import numpy as np

from bench import machine
from bench.table import Row

PAIRS = 15
FORCED = "--xla_force_host_platform_device_count=2"


def rows() -> list[Row]:
    """The speed-up from one device to two, each worked by one thread."""
    if machine.cores() < 2:
        return [Row("two devices against one", "not measured", note="one core")]
    with patch.dict(os.environ, {"XLA_FLAGS": FORCED}), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        one, two, apart = process.submit(measure).result()
    note = (
        f"{1000 * two:.0f} ms against {1000 * one:.0f} ms, {PAIRS} pairs; forced host devices, a thread each; losses differ by {apart:.0e}"
    )
    return [Row("two devices, times faster than one", f"{one / two:.2f}", "", note)]


def measure() -> tuple[float, float, float]:
    """Median seconds on one device and on two, taken in turn, and the largest relative difference of their losses."""
    import jax  # the flag must be set first

    from bench.engine import OTHERWISE, RATES
    from bench.peers import STEPS
    from optimizers import sweep

    devices = jax.local_devices()

    def timed(count: int):
        with patch.object(jax, "local_devices", lambda: devices[:count]), patch.object(os, "cpu_count", lambda: 1):
            start = perf_counter()
            loss = sweep("Rosenbrock", "Adam", RATES, start=(OTHERWISE["x"], OTHERWISE["y"]), steps=STEPS).loss
            return perf_counter() - start, loss

    losses = [timed(count)[1] for count in (1, 2)]  # and warm both
    times = np.array([[timed(count)[0] for count in (1, 2)] for _ in range(PAIRS)])
    return median(times[:, 0]), median(times[:, 1]), float(np.abs(losses[1] / losses[0] - 1).max())
