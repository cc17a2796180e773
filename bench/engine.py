"""The engine's throughput: Adam on Rosenbrock, 65 536 runs of 500 steps in float32, final losses only, against its peers.

A pair is one sweep of ours and one of a peer's, back to back in one process; a ratio is the median over such pairs, so
that a machine busy with other things slows both sides. Both must end at the same losses before the clock starts.
"""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

import numpy as np
import torch

from bench import machine, peers
from bench.table import Row
from optimizers import sweep

# Rates slow enough that rounding does not decide where a run ends.
OTHERWISE = {"lr": 1e-3, "beta1": 0.9, "x": -1.2, "y": 1.0}
RATES = {"lr": np.geomspace(1e-3, 1e-2, 256), "beta1": np.linspace(0.5, 0.95, 256)}
STARTS = {"x": np.linspace(-2, 2, 256), "y": np.linspace(-1, 3, 256)}
MAPS = {"map of rates × β₁": RATES, "map of starts": STARTS}


@dataclass(frozen=True)
class Peer:
    """Who races ours, on which map, over how many pairs."""

    name: str
    maker: Callable
    over: str
    pairs: int
    note: str


ON_RATES, ON_STARTS = MAPS
PEERS = (
    Peer("optax", peers.optax_adam, ON_RATES, 15, "`optax.adam` in jit(vmap(scan)); it takes a power of β₁ per run and step"),
    Peer("optax", peers.optax_adam, ON_STARTS, 15, "the same with one β₁ for all"),
    Peer("NumPy", peers.numpy_adam, ON_RATES, 5, "whole arrays, in place; always one thread"),
    Peer("torch", peers.torch_adam, ON_RATES, 5, "eager, whole arrays, in place, gradient written out; a thread per core"),
    Peer("C", peers.c_adam, ON_RATES, 15, "bench/adam.c, gcc -O3 -march=native -ffast-math; always one thread"),
)

Seconds = np.ndarray  # (pairs, 2): ours, theirs


def measure() -> list[Seconds | None]:
    """Race ours against each peer on the cores this process has; None for a peer that cannot run here."""
    torch.set_num_threads(machine.cores())
    return [race(peer) for peer in PEERS]


def race(peer: Peer) -> Seconds | None:
    """Check that both do the same work, then take turns."""
    over = MAPS[peer.over]
    grid = dict(zip(over, np.meshgrid(*over.values(), indexing="ij"), strict=True))
    theirs = peer.maker(**{name: np.float32(grid[name].ravel() if name in grid else value) for name, value in OTHERWISE.items()})
    if theirs is None:
        return None

    def ours():
        over_all = {"lr": [OTHERWISE["lr"]], **over}  # a rate is given by trying one
        return sweep("Rosenbrock", "Adam", over_all, start=(OTHERWISE["x"], OTHERWISE["y"]), steps=peers.STEPS).loss.ravel()

    np.testing.assert_allclose(theirs(), ours(), rtol=1e-4, atol=1e-5, err_msg=f"{peer.name} and ours end elsewhere")
    return np.array([(seconds(ours), seconds(theirs)) for _ in range(peer.pairs)])


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def pin() -> None:
    """Leave this process one core."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def rows() -> list[Row]:
    """Ours against its peers on one core, then on all of them."""
    if not hasattr(os, "sched_setaffinity"):
        return [Row("one core", "not measured", note="this system cannot pin a process"), *lines(measure(), machine.cores())]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=pin) as process:
        pinned = process.submit(measure).result()
    return [*lines(pinned, 1), *(lines(measure(), machine.cores()) if machine.cores() > 1 else [])]


def lines(races: list[Seconds | None], cores: int) -> list[Row]:
    """A row for ours on each map, and one for each peer."""
    where = "1 core" if cores == 1 else f"{cores} cores"
    done = [(peer, race) for peer, race in zip(PEERS, races, strict=True) if race is not None]
    table = []
    for over in MAPS:
        ours = np.concatenate([race[:, 0] for peer, race in done if peer.over == over])
        p95 = f", p95 {1000 * np.percentile(ours, 95):.0f} ms" if len(ours) >= 30 else ""
        note = f"warm; {peers.RUNS * peers.STEPS / np.median(ours) / 1e6:.0f} million steps a second"
        table.append(Row(f"ours, {over}, {where}", f"{1000 * np.median(ours):.0f} ms{p95}", note=note))
    for peer, race in done:
        ours, theirs = race.T
        figure = f"{1000 * np.median(theirs):.0f} ms, {np.median(theirs / ours):.2f} × ours"
        table.append(Row(f"{peer.name}, {peer.over}, {where}", figure, note=f"{peer.note}; {len(race)} pairs"))
    table += [Row(f"{peer.name}, {where}", "no gcc") for peer, race in zip(PEERS, races, strict=True) if race is None]
    return table
