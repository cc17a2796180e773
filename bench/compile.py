"""How long a fresh process takes to have the first-order program, when it lies compiled on disk: nine surfaces, and all.

A pair is one process with the nine surfaces that the shelf began with and one with all of them, in turn.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from bench.table import Row
from bench.visit import ROOT

PAIRS = 7
NINE = ("Round bowl", "Narrow valley", "Rosenbrock", "Himmelblau", "Saddle", "Two wells", "Rastrigin", "Gaussian pit", "Cliff")
PROCESS = """
import sys, time
import landscapes.programs as programs
from optimizers import Run, descend
names = sys.argv[1:]
if names:
    programs.LANDSCAPES = tuple(land for land in programs.LANDSCAPES if land.name in names)
start = time.perf_counter()
descend(programs.LANDSCAPES[0], [Run("SGD")], steps=1)
print(time.perf_counter() - start)
"""


def rows() -> Iterator[Row]:
    """Trace, look up on disk, load and run once; Python's own imports are not counted."""
    with tempfile.TemporaryDirectory() as cache:
        taken(cache, *NINE)
        taken(cache)
        pairs = [(taken(cache, *NINE), taken(cache)) for _ in range(PAIRS)]
    nine, every = zip(*pairs, strict=True)
    yield Row("first-order program, nine surfaces, from disk", f"{1000 * median(nine):.0f} ms", "", f"fresh process; median of {PAIRS}")
    yield Row("first-order program, whole shelf, from disk", f"{1000 * median(every):.0f} ms", "", f"fresh process; median of {PAIRS}")
    ratio = median(b / a for a, b in pairs)
    yield Row("whole shelf ÷ nine surfaces", f"{ratio:.2f}", "≤ 2", "median of the pairs' ratios")


def taken(cache: str, *names: str) -> float:
    """Seconds in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, *names],
        cwd=ROOT,
        env={**os.environ, "BASIN_CACHE": cache},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
