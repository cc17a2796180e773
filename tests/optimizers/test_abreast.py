"""Races run apart and joined, against the same runs in one race."""

import numpy as np
import pytest

from optimizers import Run, descend
from optimizers.abreast import abreast

RUNS = [Run("SGD", lr=0.01), Run("Momentum", lr=0.004), Run("Adam", lr=0.2)]


def test_the_races_of_single_runs_are_the_race_of_all():
    each = [descend("Himmelblau", [run], 40, "Cosine", noise=0.5, seed=3) for run in RUNS]
    one, other = abreast(each), descend("Himmelblau", RUNS, 40, "Cosine", noise=0.5, seed=3)
    for name in ("theta", "loss", "lr", "grad", "diverged_at", "evaluations"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    assert one.state.keys() == other.state.keys()
    for letter in one.state:
        np.testing.assert_array_equal(one.state[letter], other.state[letter], err_msg=letter)
    for kind in other.costs:
        np.testing.assert_array_equal(one.costs[kind], other.costs[kind])


def test_each_race_keeps_its_own_schedule():
    each = [descend("Booth", RUNS[:1], 20, plan) for plan in ("Constant", "Linear")]
    np.testing.assert_array_equal(abreast(each).lr, [np.full(20, 0.01), 0.01 * (1 - np.arange(20) / 20)])


def test_a_shorter_race_is_nan_behind_its_last_step_and_its_bill_stays():
    joined = abreast([descend("Booth", RUNS[:2], 10), descend("Booth", RUNS[2:], 4)])
    alone = descend("Booth", RUNS[2:], 4)
    assert joined.theta.shape == (3, 11, 2)
    np.testing.assert_array_equal(joined.theta[2, :5], alone.theta[0])
    np.testing.assert_array_equal(joined.state["m"][2, :5], alone.state["m"][0])
    assert np.isnan(joined.loss[2, 5:]).all()
    assert np.isnan(joined.lr[2, 4:]).all()
    assert np.isfinite(joined.loss[:2]).all()
    assert joined.evaluations[2].tolist() == [0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4]
    assert joined.evaluations.dtype == alone.evaluations.dtype


@pytest.mark.parametrize("first", [0, 1])
def test_the_order_of_the_races_is_that_of_the_runs(first):
    races = [descend("Booth", [run], 5) for run in (RUNS[first], RUNS[1 - first])]
    np.testing.assert_array_equal(abreast(races).lr[:, 0], [RUNS[first].lr, RUNS[1 - first].lr])
