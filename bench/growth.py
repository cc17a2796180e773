"""What one more surface or rule costs the others: the first-order program with shelves of three lengths.

The members beyond our own are copies with other constants, so that the compiler cannot make one of two. Every figure is from fresh
processes that take turns; compiling is counted in processor time, as a busy machine would slow it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from bench.table import Row
from bench.visit import ROOT
from digits import digits

ROUNDS = 3
SURFACES, RULES = (10, 20, 40), (7, 14)
TODAY = 20, 7  # about as long as our shelves are: what one more costs is counted in their time
PROCESS = """
import sys, time
from dataclasses import replace
from statistics import median
import landscapes.programs as programs
from optimizers import Run, descend, engine

def shelf(own, count, another):
    return tuple(own[i] if i < len(own) else another(own[i % len(own)], i) for i in range(count))

def surface(land, i):
    return replace(land, loss=lambda x, y, *numbers: land.loss(x + i / 128, y, *numbers), batch_loss=None, samples=0)

def rule(kind, i):
    def step(x, g, state, lr, *hyper):
        return kind.step(x, (1 + i / 128) * g, state, lr, *hyper)
    return replace(kind, step=step)

surfaces, rules = map(int, sys.argv[1:])
smooth = tuple(land for land in programs.LANDSCAPES if not land.samples)
programs.LANDSCAPES = shelf(smooth, surfaces, surface)
engine.FIRST_ORDER = shelf(engine.FIRST_ORDER, rules, rule)
race = lambda: descend(programs.LANDSCAPES[2], [Run(r) for r in ("SGD", "Momentum", "RMSprop", "Adam")], steps=200)

def taken(work, clock):
    start = clock()
    work()
    return clock() - start

first = taken(race, time.process_time)
print(first, median(taken(race, time.perf_counter) for _ in range(50)))
"""


def rows() -> Iterator[Row]:
    """Compiled anew, loaded from disk, and a race of 4 runs × 200 steps, per length of a shelf."""
    surfaces, rules = TODAY
    yield from grown("surfaces", surfaces, {count: (count, rules) for count in SURFACES})
    yield from grown("first-order rules", rules, {count: (surfaces, count) for count in RULES})


def grown(kind: str, today: int, shelves: dict[int, tuple[int, int]]) -> Iterator[Row]:
    """Three rows: the figures of each length in turn, and what a member more costs of what today's shelf takes."""
    rounds = [{count: both(*sizes) for count, sizes in shelves.items()} for _ in range(ROUNDS)]
    for i, (what, target) in enumerate((("compile", "≤ 3 %"), ("trace and load from disk", "≤ 3 %"), ("a race", "0 %"))):
        least, most = min(shelves), max(shelves)
        figures = ", ".join(f"{digits(1000 * median(one[count][i] for one in rounds), 3)} ms" for count in shelves)
        more = median(100 * (one[most][i] - one[least][i]) / (most - least) / one[today][i] for one in rounds)
        note = f"{'processor time, ' if i < 2 else '4 runs × 200 steps, '}fresh processes in turn, median of {ROUNDS}"
        yield Row(f"{what}, {' / '.join(map(str, shelves))} {kind}", f"{figures}: {more:+.1f} % for one more", target, note)


def both(surfaces: int, rules: int) -> tuple[float, float, float]:
    """Seconds for the first race with nothing on disk, for the first with the program on disk, and for a race from then on."""
    with tempfile.TemporaryDirectory() as cache:
        (cold, _), (loaded, race) = (taken(cache, surfaces, rules) for _ in range(2))
    return cold, loaded, race


def taken(cache: str, surfaces: int, rules: int) -> tuple[float, float]:
    """The first race and a later one, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, str(surfaces), str(rules)],
        cwd=ROOT,
        env={**os.environ, "BASIN_CACHE": cache},
        capture_output=True,
        text=True,
        check=True,
    )
    first, race = map(float, done.stdout.split())
    return first, race
