"""Compile time is the interactivity problem: everything a visitor can change is data to one compiled program."""

from contextlib import contextmanager
from itertools import cycle

import jax
import jax.monitoring
import jax.numpy as jnp
import numpy as np

from landscapes import LANDSCAPES, heights, minima_values
from landscapes.programs import REMEMBERED, remembered
from optimizers import OPTIMIZERS, SCHEDULES, Run, descend, schedule, sweep
from optimizers.rules import FIRST_ORDER

COMPILED = "/jax/core/compile/backend_compile_duration"  # one event a program, also when it comes from the disk cache


@contextmanager
def compilations():
    """The list of programs compiled inside the block."""
    seen = []

    def listen(event, duration, **_):
        if event == COMPILED:
            seen.append(duration)

    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        yield seen
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)


def open_the_page():
    land = LANDSCAPES[0]
    heights(land)
    minima_values(land)
    descend(land, [Run("SGD")])
    for rule in OPTIMIZERS:  # the first of each family compiles
        descend(land, [Run(rule)])


def wander():
    """Every surface at every extreme, every rule, every schedule, numbers of every type."""
    steps = cycle([1, 2, 50.0, 500, np.int64(777), np.float32(64), 2000, 2047])
    plans = cycle([*SCHEDULES, *(schedule(s, warmup=0.1) for s in SCHEDULES), "Cosine"])
    clips, noises, seeds = cycle([None, 1, 0.5, np.float32(2)]), cycle([0, 0.0, 0.3, np.float32(1)]), cycle([0, 1, np.int32(7)])
    rates = cycle([None, 0, 1, 0.01, np.float32(0.1)])
    for land in LANDSCAPES:
        settings = [None, *({p.name: end} for p in land.parameters for end in (p.low, p.high, np.float32(p.default), int(p.high)))]
        for params in settings:
            heights(land, params)
            minima_values(land, params)
            for count in (1, 7, 16):
                rules = cycle(OPTIMIZERS)
                runs = [Run(next(rules), start=(k, 1.5), lr=next(rates)) for k in range(count)]
                descend(land, runs, next(steps), next(plans), next(clips), next(noises), next(seeds), params)
                if land.samples:
                    descend(land, runs, next(steps), batch=count)
    for rule in OPTIMIZERS:
        descend("Round bowl", [Run(rule, **{p.name: end}) for p in rule.parameters for end in (p.low, p.high)])


def test_one_program_serves_a_visitors_whole_session(nothing_compiled):
    open_the_page()
    with compilations() as programs:
        wander()
    assert len(programs) == 0


def test_a_sweep_over_the_same_settings_compiles_once(nothing_compiled):
    def swept(lrs, betas, **arguments):
        return sweep("Rosenbrock", "Momentum", {"lr": lrs, "momentum": betas}, **arguments)

    swept([0.001], [0.9])  # few runs, and many: two sizes, and so two programs
    swept(np.geomspace(1e-4, 1e-2, 20), np.linspace(0, 0.9, 20))
    with compilations() as programs:
        swept(np.geomspace(1e-4, 1e-2, 70), np.linspace(0, 0.9, 80), steps=3)
        swept([0, 1], [0.5], steps=2000, tol=1, schedule="Cosine", clip=2, noise=0.1, seed=3, start=(0, 1), params={"b": 7})
    assert len(programs) == 0


def test_a_new_shape_would_be_noticed():
    with compilations() as programs:
        jnp.arange(12_347) + 1
    assert len(programs) > 0


def test_a_surface_of_ones_own_compiles_once(surface):
    own = surface(lambda x, y: x**4 + y**2, start=(1.0, 1.0))
    with compilations() as programs:
        for rule in OPTIMIZERS:
            descend(own, [Run(rule)])
        first = len(programs)
        for rule in OPTIMIZERS:
            descend(own, [Run(rule, lr=0.01)], steps=30, schedule="Linear")
    assert 0 < first == len(programs) == 1 + len(OPTIMIZERS) - len(FIRST_ORDER)


def test_a_surface_of_ones_own_leaves_the_shelfs_programs_alone(surface):
    descend("Round bowl", [Run("SGD")])
    for k in range(REMEMBERED + 1):
        remembered(surface(lambda x, y, k=k: x**2 + k * y))
    with compilations() as programs:
        descend("Round bowl", [Run("SGD")])
    assert len(programs) == 0
