"""The names of a step are read from the rule's own code, whoever wrote it, and nothing is compiled twice for it."""

import sys
from itertools import cycle

import jax
import numpy as np
import pytest

from landscapes import LANDSCAPES, formula
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Run, descend, optimizer
from optimizers.microscope import magnify, names_in
from optimizers.rules import FIRST_ORDER, momentum
from optimizers.rules.base import rate
from tests.optimizers.test_one_program import compilations


def step(x, g, state, lr):
    """A rule made of another's step, like AdamW: Momentum at half the rate, then a pull of its own."""
    half = lr / 2
    after, state = momentum.step(x, g, state, half, 0.9)
    dx = after - x - lr * x
    return x + dx, state


TOY = Optimizer("Toy", step, (rate(0.1),), "-", "-", "-", memory={"v": (0.0, 0.0)})


def test_both_frames_names_are_found_and_the_outer_wins():
    # By hand at x = (2, 3), g = (1, −1), v = (10, 0): 0.9 v = (9, 0), v' = (10, −1), x' = x − 0.1 v' = (1, 3.1), Δx = −(1, −0.1) − 0.2 x
    x, g, v = np.array([2.0, 3.0]), np.array([1.0, -1.0]), np.array([10.0, 0.0])
    found = names_in(step, *jax.tree.map(jax.numpy.asarray, (x, g, {"v": v})), 0.2)
    own = {"x": x, "g": g, "lr": 0.2, "half": 0.1, "after": [1, 3.1], "dx": [-1.4, -0.5]}
    inner = {"kept": [9, 0], "push": g, "v": [10, -1], "momentum": 0.9, "form": 0}
    assert {name: value.tolist() for name, value in found.items()} == {name: pytest.approx(value) for name, value in (own | inner).items()}


def test_what_a_helper_calls_its_numbers_stays_its_own():
    def measured(g):
        length = g**2
        return length[0] + length[1]

    def step(x, g, state, lr):
        size = measured(g)
        return x - lr * size, state

    found = names_in(step, *(jax.numpy.ones(2),) * 2, {}, 0.5)
    assert set(found) == {"x", "g", "lr", "size"}


def test_a_rule_without_substeps_shows_its_step_and_the_next_point():
    for rule in (TOY, Optimizer("Bare", lambda x, g, state, lr: (x - lr * g, state), (rate(0.1),), "-", "-", "-")):
        m = magnify("Booth", Run(rule, start=(2.0, 3.0), lr=0.01), 5)
        assert [(line.letter, line.draws) for line in m.lines] == [("slope", "slope"), ("dx", "move"), ("next", "")]
        assert m.letters["dx"] == pytest.approx(np.diff(m.paths.theta[0], axis=0), abs=1e-13)


def twice(x, fg, state, lr):
    """The extragradient method (Korpelevich 1976): the slope at the end of a step, taken from its beginning."""
    _, g = fg(x)
    there = x - lr * g
    _, slope_there = fg(there)
    dx = -lr * slope_there
    return x + dx, state


def test_a_rule_that_asks_twice_is_answered_with_its_steps_noise_clipping_and_mini_batch():
    run = Run(Optimizer("Extragradient", twice, (rate(0.1),), "-", "-", "-", told=("fg",)))
    race = {"noise": 0.3, "clip": 0.5, "schedule": "Cosine", "batch": 8, "seed": 3}
    m, paths = magnify("Least squares", run, 40, **race), descend("Least squares", [run], 40, **race)
    assert m.paths.theta[0, :-1] + m.letters["dx"] == pytest.approx(paths.theta[0, 1:], rel=1e-12)
    assert np.hypot(*m.letters["slope_there"].T).max() == pytest.approx(0.5)


@pytest.mark.parametrize("fails", [False, True])
def test_whoever_watched_before_watches_again(fails):
    def step(x):
        return x / (0 if fails else 1)

    def watch(*_):
        pass

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        if fails:
            with pytest.raises(ZeroDivisionError):
                names_in(step, 1.0)
        else:
            names_in(step, 1.0)
        after = sys.getprofile()
    finally:
        sys.setprofile(before)
    assert after is watch


def wander(surfaces, rule):
    """Every surface, and numbers of every size; no run longer than the smallest program."""
    steps, plans = cycle([1, 2, 50, 777, 2047]), cycle(SCHEDULES)
    rates, clips, noises, seeds = cycle([None, 0.0, 0.01, 0.1]), cycle([None, 1.0, 0.5]), cycle([0.0, 0.3, 1.0]), cycle([0, 7])
    for turn, land in enumerate(surfaces):
        for params in (None, {p.name: p.low for p in land.parameters}):
            run = Run(rule, start=(0.3 * turn, 1.5), lr=next(rates))
            batch = 8 if land.samples and params else None
            magnify(land, run, next(steps), next(plans), next(clips), next(noises), next(seeds), params, batch)
    for p in rule.hyper:
        magnify(surfaces[0], Run(rule, **{p.name: p.low}), next(steps))


def test_few_programs_serve_every_look(nothing_compiled):
    with compilations() as programs:
        for rule in OPTIMIZERS:
            magnify(LANDSCAPES[0], Run(rule))
        first = len(programs)
        for turn, rule in enumerate(OPTIMIZERS):  # each meets every third surface and those made from data, all of them together all
            wander([land for place, land in enumerate(LANDSCAPES) if place % 3 == turn % 3 or land.samples], rule)
    # the slopes' and the look-ahead's; the engine's, one for all first-order rules and one for each other; and every rule's own
    assert len(programs) == first == 2 + 1 + (len(OPTIMIZERS) - len(FIRST_ORDER)) + len(OPTIMIZERS)


@pytest.mark.parametrize("name", ["Nesterov", "Newton", "BFGS"])
def test_ones_own_surface_is_compiled_for_once(name):
    own = formula("x**4 + y**2 + 0.1*x*y")
    with compilations() as programs:
        magnify(own, Run(name))
        first = len(programs)
        wander((own,), optimizer(name))
    assert 0 < first == len(programs)
