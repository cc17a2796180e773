"""A run bounces that goes far at its end without getting far; the fan, the schedules and the weight decay page ask the same question."""

import numpy as np
import pytest

from landscapes import landscape
from landscapes.penalised import PENALISED, hessian, numbers
from optimizers import Run, descend, schedule
from studies.bouncing import bounces
from studies.canonical import endings
from studies.settling import arrives

VALLEY = numbers(hessian(30, 0), (2, 1.5), 0, 0, 1)  # of the page on weight decay
# What a run is, in its lecture's words, and whether it bounces: a table for all pages that say so.
CASES = {
    "SGD on the edge of stability hops from side to side for ever": ("Round bowl", Run("SGD", lr=1.0), {}, True),
    "below the edge it comes to rest, zigzag or not": ("Round bowl", Run("SGD", lr=0.9), {}, False),
    "far below it slides down": ("Round bowl", Run("SGD", lr=0.001), {}, False),
    "noise and a constant rate find no rest": ("Round bowl", Run("SGD", lr=0.05), {"noise": 0.5}, True),
    "a falling rate moves to the last, by ever less": (
        "Round bowl",
        Run("SGD", lr=0.2),
        {"noise": 0.5, "schedule": "Cosine"},
        True,
    ),
    "Adam's steps stay about as long as its rate": (PENALISED, Run("Adam", (-3, 3), 0.5, beta2=0.99), {"params": VALLEY}, True),
    "and shrink with it": (PENALISED, Run("Adam", (-3, 3), 0.5, beta2=0.99), {"params": VALLEY, "schedule": "Cosine"}, False),
    "a random search only ever goes down": ("Rosenbrock", Run("Random search"), {}, False),
    "so does a line search": ("Rosenbrock", Run("BFGS"), {}, False),
    "a rate of 0 does not move": ("Round bowl", Run("SGD", lr=0.0), {}, False),
}
LEAST = 1e-3  # of the plane: what is shorter is rest


@pytest.mark.parametrize(("surface", "run", "how", "restless"), CASES.values(), ids=CASES)
def test_what_bounces(surface, run, how, restless):
    paths = descend(surface, [run], 1000, **how)
    assert paths.diverged_at[0] < 0
    assert bounces(paths.theta[0], paths.loss[0], LEAST) is restless
    land = landscape(surface) if isinstance(surface, str) else surface
    (ended,) = endings(land, how.get("params"), [run.lr or 0.0], paths, bool(how.get("noise")))
    assert ended.bounces is bounces(paths.theta[0], paths.loss[0])  # the fan's table asks by the same letters


def test_far_without_getting_far_is_three_times_the_way_over_the_last_tenth_of_ten_steps_at_least():
    across = np.resize([0.0, 1.0], 101)
    up = np.resize([1.0, 1.1], 101)  # no step but every second leads down
    for forth, restless in ((0.30, True), (0.36, False)):  # √(1 + f²) > 3 f up to f = 1/√8 = 0.354
        points = np.stack([across, forth * np.arange(101)], axis=1)
        assert bounces(points, up) is restless
        assert bounces(points[:11], up[:11]) is restless
        assert not bounces(points, -np.arange(101.0))  # always downhill
        assert not bounces(points, up, least=11 * 1.1)
    slide = np.stack([np.arange(101.0), np.zeros(101)], axis=1)
    assert not bounces(slide, up)
    assert not bounces(np.concatenate([np.stack([across, 0 * across], axis=1), slide]), np.resize(up, 202))  # it did so before
    for few in (0, 1, 2):
        assert not bounces(slide[:few], up[:few])


def test_a_run_has_arrived_whose_last_tenth_is_within_a_tenth_of_its_first_height():
    ups_and_downs = 0.01 * (1.5 + np.resize([0, 1], 40))
    assert arrives(np.concatenate([[1.0], ups_and_downs]), -1)
    assert not arrives(np.concatenate([[0.15], ups_and_downs]), -1)
    assert not arrives(np.concatenate([[1.0], ups_and_downs]), 30)


@pytest.mark.parametrize(("plan", "arrived"), [("Constant", True), ("Exponential", False)])
def test_a_rate_that_falls_too_soon_does_not_arrive(plan, arrived):
    # Exponential's rates add up to 1 / (1 − 0.5) = 2 steps of α = 0.05: e^(−0.2) of the way is left.
    run = Run("SGD", lr=0.05)
    loss = descend("Round bowl", [run], 400, plan if arrived else schedule(plan, gamma=0.5), noise=0.5).loss[0]
    assert arrives(loss, -1) is arrived
