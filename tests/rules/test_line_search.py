"""The line search by hand: which lengths it tries along a line, and which it takes."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import pytest

from optimizers.rules.line_search import MOST_TRIALS, again, first_trial, wolfe

ALONG_X = jnp.array([1.0, 0.0])


def searched(f, c2=0.9, both=None):
    """The length taken along x from 0, first trial 1, and all lengths tried."""
    both = both or jax.value_and_grad(f)
    tried = []

    def fg(q):
        jax.debug.callback(lambda t: tried.append(float(t)), q[0], ordered=True)
        value, slope = both(q[0])
        return value, slope * ALONG_X

    loss, slope = both(jnp.float64(0))
    t, trials = wolfe(fg, jnp.zeros(2), ALONG_X, loss, slope, jnp.float64(1), c2, rest=False)
    jax.effects_barrier()
    assert int(trials) == len(tried)
    return float(t), tried


def ending(drop):
    """Slope −1 at 0; at 1 it is flat and lower by `drop`: the cubic −t + a t² + b t³ with a + b = 1 − drop, 2a + 3b = 1."""
    a, b = 2 - 3 * drop, 2 * drop - 1
    return lambda t: -t + a * t**2 + b * t**3


def test_a_step_must_keep_a_ten_thousandth_of_the_slopes_promise():
    # c₁ = 1e-4 (Nocedal and Wright 2006, section 3.1). Flat enough is 1 in each case.
    assert searched(ending(2e-4)) == (1.0, [1.0])
    assert searched(ending(0.5e-4))[0] < 1


@pytest.mark.parametrize(("more", "taken"), [(2**-52, True), (2**-49, False)])
def test_a_loss_that_is_higher_by_its_rounding_is_not_higher(more, taken):
    # The last place of 1 is 2⁻⁵². Flat at 1, with nothing left to gain.
    def both(t):
        return jnp.where(t > 0, 1 + more, 1.0), -1e-20 * (1 - t)

    assert (searched(None, both=both)[1] == [1.0]) is taken


def test_it_goes_no_more_than_ten_times_as_far_at_a_time():
    # The slope vanishes at 1000, as both ends of a parabola tell; so far it gets in three more trials.
    assert searched(lambda t: (t - 1000) ** 2 / 2, c2=1e-6)[1] == pytest.approx([1, 10, 100, 1000], rel=1e-12)


def test_it_goes_at_least_a_tenth_further():
    # The slope vanishes at 1.05: too near for a trial of its own, and found between 1 and 1.1.
    assert searched(lambda t: (t - 1.05) ** 2 / 2, c2=1e-6)[1] == pytest.approx([1, 1.1, 1.05], rel=1e-9)


def test_where_the_line_gets_ever_steeper_it_goes_four_times_as_far_and_in_the_end_takes_the_last():
    t, tried = searched(lambda t: -t - t**2)
    assert tried == [4.0**k for k in range(MOST_TRIALS)]
    assert t == tried[-1]


def test_a_point_above_the_best_so_far_is_too_far_however_flat():
    # At 1 it is lower by 1 and as steep as ever; at 4 it is flat and below the start, but higher again.
    def both(t):
        return jnp.select([t <= 0.5, t <= 2], [0.0, -1.0], -0.5), jnp.where(t <= 2, -1.0, -0.1)

    t, tried = searched(None, both=both)
    assert tried[:2] == [1, 4]
    assert 1 <= t <= 2


def test_an_interval_shrinks_by_a_twentieth_or_more_and_one_that_leads_nowhere_takes_the_best_point():
    # Past 0 there is only a wall: each trial is too far, so each lies within the one before, and none is taken.
    t, tried = searched(None, both=lambda t: (jnp.where(t > 0, 1e6, 0.0), jnp.where(t > 0, 1e6, -1.0)))
    assert t == 0
    assert len(tried) == MOST_TRIALS
    assert all(0.05 * before <= after <= 0.95 * before for before, after in pairwise(tried))


def test_the_first_trial_of_all_is_no_longer_than_one_along_the_gradient():
    # |g₁| + |g₂| = 8, 0.5 and 8: the first is shortened to 1/8, the second left alone; once something is learned all are.
    for g in (jnp.array([2.0, -6.0]), jnp.array([0.0, 8.0])):
        assert float(first_trial(1.0, g, 0)) == 1 / 8
        assert float(first_trial(1.0, g, 1)) == 1
    assert float(first_trial(1.0, jnp.array([0.25, 0.25]), 0)) == 1


@pytest.mark.parametrize(
    ("x", "g", "same"), [([1, 2], [3, 4], True), ([1, 9], [3, 4], False), ([9, 2], [3, 4], False), ([1, 2], [3, 9], False)]
)
def test_a_search_that_led_nowhere_is_given_up_only_where_nothing_at_all_has_changed(x, g, same):
    """A point or a slope that moved along one axis alone has changed."""
    state = {"x": jnp.array([1.0, 2.0]), "g": jnp.array([3.0, 4.0]), "last": jnp.array(25)}
    assert bool(again(jnp.array(x, float), jnp.array(g, float), state)) == same
    assert not again(state["x"], state["g"], state | {"last": jnp.array(0)})  # then no search has run
