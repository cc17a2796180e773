"""Many runs in one call, each under conditions of its own: every place of a slider gives what `descend` gives there, to the bit."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Run, descend, schedule
from optimizers.conditions import conditions_of
from optimizers.engine import descend_each, descend_under, walk_each

RULES = [rule for rule in OPTIMIZERS if rule.name in ("SGD", "Momentum", "Adam", "Newton", "L-BFGS", "Random search")]
UNDER = conditions_of("Rosenbrock", None, 40, "Cosine", None, 0.3, 3, None)
PLANS = schedule("Cosine", warmup=0.4), schedule("Step", gamma=0.5), schedule("Constant")
VARIED = {
    "steps": [replace(UNDER, steps=k) for k in (1, 17, 40)],
    "noise": [replace(UNDER, noise=s) for s in (0.0, 0.3, 2.0)],
    "clip": [replace(UNDER, clip=c) for c in (None, 0.1, 5.0)],
    "schedule": [replace(UNDER, schedule=one) for one in PLANS],
}


@pytest.mark.parametrize("each", VARIED.values(), ids=VARIED)
def test_a_run_among_others_does_what_it_does_alone_and_stands_still_behind_its_end(each):
    runs = [Run(rule, (-1.2, 1.0)) for rule in RULES]
    lanes = [(one, run) for one in each for run in runs]
    together = descend_each([one for one, _ in lanes], [run for _, run in lanes])
    walked = walk_each([one for one, _ in lanes], [run for _, run in lanes])
    for lane, (one, run) in enumerate(lanes):
        alone, n = descend_under(one, [run]), one.steps + 1
        for name in ("theta", "loss", "evaluations"):
            np.testing.assert_array_equal(getattr(together, name)[lane, :n], getattr(alone, name)[0])
        for name in ("lr", "grad", "no_slope"):
            np.testing.assert_array_equal(getattr(together, name)[lane, : n - 1], getattr(alone, name)[0])
        assert together.diverged_at[lane] == alone.diverged_at[0]
        if run.optimizer.lr.name == "lr" and run.optimizer.name in ("SGD", "Momentum", "Adam"):
            assert (together.theta[lane, n:] == together.theta[lane, n - 1]).all()
        assert (together.evaluations[lane, n:] == together.evaluations[lane, n - 1]).all()
        np.testing.assert_array_equal(walked.theta[lane, :n], alone.theta[0])
        np.testing.assert_array_equal(walked.loss[lane, :n], alone.loss[0])


def test_more_runs_than_go_at_once_are_all_there_in_their_order():
    rates = np.geomspace(1e-5, 1e-2, 300)
    runs = [Run("Momentum", (-1.2, 1.0), lr) for lr in rates]
    walked = walk_each([UNDER] * len(runs), runs)
    few = descend("Rosenbrock", [runs[i] for i in (0, 255, 256, 299)], 40, "Cosine", noise=0.3, seed=3)
    np.testing.assert_array_equal(walked.theta[[0, 255, 256, 299]], few.theta)
    assert walked.diverged_at.tolist() == descend("Rosenbrock", runs, 40, "Cosine", noise=0.3, seed=3).diverged_at.tolist()


def test_what_must_be_one_for_all_is_asked_for():
    other = replace(UNDER, seed=4)
    with pytest.raises(ValueError, match="surface, batch or seed"):
        descend_each([UNDER, other], [Run("SGD"), Run("SGD")])
