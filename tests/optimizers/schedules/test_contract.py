"""What every schedule on the shelf promises."""

import inspect
from itertools import product

import numpy as np
import pytest

from optimizers import Schedule, schedule

LENGTHS = [1, 2, 3, 7, 10, 100, 2000]


def settings(plan):
    """The schedule at its defaults and at every combination of its parameters' ends."""
    names = [p.name for p in plan.parameters]
    return [plan, *(plan.set(**dict(zip(names, ends, strict=True))) for ends in product(*((p.low, p.high) for p in plan.parameters)))]


def test_decay_takes_step_length_and_the_declared_parameters_with_warmup_last(plan):
    *names, last = (p.name for p in plan.parameters)
    assert last == "warmup"
    assert list(inspect.signature(plan.decay).parameters) == ["t", "T", *names]


@pytest.mark.parametrize("steps", LENGTHS)
def test_every_setting_gives_finite_shares_one_a_step(plan, steps):
    for setting in settings(plan):
        multipliers = setting.multipliers(steps)
        assert multipliers.shape == (steps,), setting.values
        assert multipliers.dtype == np.float64
        assert np.isfinite(multipliers).all(), setting.values
        assert (multipliers >= 0).all(), setting.values
        assert (multipliers <= 1).all(), setting.values


@pytest.mark.parametrize("steps", LENGTHS)
def test_without_warmup_the_first_step_takes_the_whole_rate(plan, steps):
    for setting in settings(plan):
        assert setting.set(warmup=0).multipliers(steps)[0] == 1, setting.values


@pytest.mark.parametrize("steps", LENGTHS)
def test_without_warmup_the_rate_never_rises(plan, steps):
    for setting in settings(plan):
        assert (np.diff(setting.set(warmup=0).multipliers(steps)) <= 1e-15).all(), setting.values


def test_settings_are_kept_and_the_shelf_is_not_changed(plan):
    before = plan.multipliers(50)
    warmed = schedule(plan, warmup=0.5)
    assert isinstance(warmed, Schedule)
    assert not np.array_equal(warmed.multipliers(50), before)
    assert np.array_equal(plan.multipliers(50), before)
    assert np.array_equal(schedule(plan.name).multipliers(50), before)


def test_settings_add_up():
    both = schedule("Exponential", gamma=0.9).set(warmup=0.5)
    assert np.array_equal(both.multipliers(40), schedule("Exponential", gamma=0.9, warmup=0.5).multipliers(40))
