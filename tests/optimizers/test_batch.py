"""What runs beside a run, or behind its last step, changes nothing in it."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Run, descend

EVERYONE = [Run(rule) for rule in OPTIMIZERS]


def same(a, b):
    return np.array_equal(a, b, equal_nan=True)


def test_a_batch_equals_its_members(land):
    # Bit for bit: up to 16 runs share one compiled program, and its lanes do not meet.
    together = descend(land, EVERYONE, steps=100, noise=0.05, schedule="Cosine", clip=5.0)
    for k, run in enumerate(EVERYONE):
        alone = descend(land, [run], steps=100, noise=0.05, schedule="Cosine", clip=5.0)
        assert same(together.theta[k], alone.theta[0]), run
        assert same(together.loss[k], alone.loss[0]), run
        assert same(together.grad[k], alone.grad[0]), run
        assert all(same(together.state[letter][k], alone.state[letter][0]) for letter in alone.state), run


def test_a_runs_place_in_the_batch_does_not_matter():
    there, back = descend("Rosenbrock", EVERYONE, steps=100), descend("Rosenbrock", EVERYONE[::-1], steps=100)
    assert same(there.theta, back.theta[::-1])


def test_a_diverged_neighbour_does_no_harm():
    beside = descend("Rosenbrock", [Run("SGD", lr=1000.0), Run("Adam")], steps=100)
    alone = descend("Rosenbrock", [Run("Adam")], steps=100)
    assert beside.diverged_at.tolist()[1] == -1 < beside.diverged_at.tolist()[0]
    assert same(beside.theta[1], alone.theta[0])


def test_more_runs_than_one_bucket_holds_equal_the_few():
    # Bit for bit as well, though 17 runs are another program (32 lanes).
    many = descend("Rosenbrock", [Run(rule) for rule in OPTIMIZERS for _ in range(3)], steps=100)
    few = descend("Rosenbrock", EVERYONE, steps=100)
    assert len(many.theta) > 16
    for k in range(3):
        assert same(many.theta[k::3], few.theta)


@pytest.mark.parametrize("longer", [2047, 2048, 3000])
def test_a_longer_race_begins_with_the_shorter_one(longer):
    # 2047 steps are the last that share the short race's program; the noise's prefix is the same too.
    short = descend("Rosenbrock", EVERYONE, steps=500, noise=0.01, seed=4)
    long = descend("Rosenbrock", EVERYONE, steps=longer, noise=0.01, seed=4)
    assert long.theta.shape == (len(EVERYONE), longer + 1, 2)
    assert same(long.theta[:, :501], short.theta)
    assert same(long.loss[:, :501], short.loss)
    assert same(long.grad[:, :500], short.grad)
    assert all(same(long.state[letter][:, :501], short.state[letter]) for letter in short.state)
    assert np.isfinite(long.theta[:, -1]).all()


def test_the_same_race_twice_is_the_same_race():
    first, second = (descend("Rastrigin", EVERYONE, steps=100, noise=1.0, seed=2) for _ in range(2))
    assert same(first.theta, second.theta)
