"""A schedule of one's own: through every knot, straight in between, flat beyond."""

import math

import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import SCHEDULES, Run, Schedule, descend, knots, schedule

T = 500
TRIANGLE = [(0, 0.2), (0.3, 1.0), (0.6, 0.5), (1, 0.05)]
LATE = [(0.1, 0.0), (0.5, 2.0), (0.75, 0.0)]


def optax_curve(plan):
    return np.array([plan(jnp.float64(t)) for t in range(T)])


def test_optaxs_interpolation_draws_the_same_curve():
    # optax takes each value as a multiple of the one before: 5 × 0.2 = 1, × 0.5, × 0.1; 0.3 of 500 is step 150.
    judge = optax.piecewise_interpolate_schedule("linear", 0.2, {150: 5.0, 300: 0.5, 500: 0.1})
    assert np.abs(knots(TRIANGLE).multipliers(T) - optax_curve(judge)).max() <= 1e-12


def test_optaxs_joined_lines_draw_the_same_curve():
    lines = [optax.constant_schedule(0.0), optax.linear_schedule(0.0, 2.0, 200), optax.linear_schedule(2.0, 0.0, 125)]
    judge = optax.join_schedules([*lines, optax.constant_schedule(0.0)], [50, 250, 375])
    assert np.abs(knots(LATE).multipliers(T) - optax_curve(judge)).max() <= 1e-12


def test_worked_numbers():
    # By hand for ten steps: flat at 1 up to 0.2, then down by 0.25 a step to 0 at 0.6, and flat again.
    assert knots([(0.2, 1), (0.6, 0)]).multipliers(10) == pytest.approx([1, 1, 1, 0.75, 0.5, 0.25, 0, 0, 0, 0], abs=1e-12)


def test_two_knots_are_the_linear_schedule():
    assert knots([(0, 1), (1, 0)]).multipliers(T) == pytest.approx(schedule("Linear").multipliers(T), rel=1e-12, abs=1e-12)


def test_the_order_of_the_rows_does_not_matter():
    assert np.array_equal(knots(TRIANGLE[::-1]).multipliers(T), knots(TRIANGLE).multipliers(T))


def test_an_array_is_a_table_too():
    assert np.array_equal(knots(np.array(TRIANGLE)).multipliers(T), knots(TRIANGLE).multipliers(T))


@pytest.mark.parametrize("share", [0.1, 0.25, 1.0])
def test_behind_a_warmup_the_knots_share_out_what_remains(share):
    W = round(share * T)
    multipliers = knots(TRIANGLE, warmup=share).multipliers(T)
    assert multipliers[:W] == pytest.approx([(k + 1) / W for k in range(W)], rel=1e-12)
    assert np.array_equal(multipliers[W:], knots(TRIANGLE).multipliers(T - W))
    assert np.array_equal(multipliers, knots(TRIANGLE).set(warmup=share).multipliers(T))


def test_it_is_a_schedule_like_those_on_the_shelf_and_not_one_of_them():
    own = knots(TRIANGLE)
    assert isinstance(own, Schedule)
    assert [p.name for p in own.parameters] == ["warmup"]
    assert all(text.strip() for text in (own.name, own.formula, own.story, own.reference))
    assert own.name not in {s.name for s in SCHEDULES}
    assert schedule(own) is own


def test_a_race_runs_on_it():
    paths = descend("Round bowl", [Run("SGD", start=(1.0, 2.0), lr=0.1)], steps=10, schedule=knots([(0, 1), (0.5, 0)]))
    assert paths.lr[0] == pytest.approx([0.1, 0.08, 0.06, 0.04, 0.02, 0, 0, 0, 0, 0], abs=1e-12)
    assert (paths.theta[0, 5:] == paths.theta[0, 5]).all()  # a rate of 0 stands still


SHARES = st.lists(st.floats(0, 1), min_size=2, max_size=12, unique=True)


@given(SHARES, st.lists(st.floats(0, 10), min_size=12, max_size=12), st.integers(1, 300))
def test_the_rate_stays_between_the_lowest_and_the_highest_knot(shares, multiples, steps):
    points = list(zip(shares, multiples[: len(shares)], strict=True))
    used = [m for _, m in points]
    multipliers = knots(points).multipliers(steps)
    assert multipliers.shape == (steps,)
    assert min(used) - 1e-12 <= multipliers.min()
    assert multipliers.max() <= max(used) + 1e-12


WRONG = [
    ([(0, 1), (1.5, 0)], "share of knot 2 = 1.5 is out of range (allowed: 0 to 1)."),
    ([(-0.1, 1), (1, 0)], "share of knot 1 = −0.1 is out of range (allowed: 0 to 1)."),
    ([(0, 1), (1, -1)], "multiplier of knot 2 = −1 is out of range (allowed: 0 to 10)."),
    ([(0, 11), (1, 0)], "multiplier of knot 1 = 11 is out of range (allowed: 0 to 10)."),
    ([(0, math.nan), (1, 0)], "multiplier of knot 1 = nan is not a finite number (allowed: 0 to 10)."),
    ([(0, 1), (math.inf, 0)], "share of knot 2 = inf is not a finite number (allowed: 0 to 1)."),
    ([(0, 1), (None, 0)], "share of knot 2 = None is not a number (allowed: 0 to 1)."),
    ([(0, 1), (1, "fast")], "multiplier of knot 2 = “fast” is not a number (allowed: 0 to 10)."),
    ([(0, 1), (0.5, 1), (0.5, 0)], "knots: two lie at share 0.5 (allowed: one at each share)."),
    ([(0.5, 1), (0, 1), (0.5, 1)], "knots: two lie at share 0.5 (allowed: one at each share)."),
    ([(0, 1)], "knots: the number of rows is 1 (allowed: 2 to 12 rows of (share of the run, multiplier))."),
    (np.zeros((0, 2)), "knots: the number of rows is 0 (allowed: 2 to 12 rows of (share of the run, multiplier))."),
    ([(i / 12, 1) for i in range(13)], "knots: the number of rows is 13 (allowed: 2 to 12 rows of (share of the run, multiplier))."),
]
NO_TABLES = [None, 3, "ab", ["01", "10"], [], [1, 2], {0: 1, 1: 0}, [(0, 1), (1,)], [(0, 1, 2), (1, 2, 3)], [np.zeros(2), np.zeros((2, 2))]]


@pytest.mark.parametrize(("points", "sentence"), WRONG, ids=[s for _, s in WRONG])
def test_bad_knots_are_refused_in_one_sentence(points, sentence):
    with pytest.raises(ValueError, match="knot") as error:
        knots(points)
    assert str(error.value) == sentence


@pytest.mark.parametrize("points", NO_TABLES, ids=repr)
def test_what_is_no_table_of_two_columns_is_refused(points):
    with pytest.raises(ValueError, match="is not a table of two columns") as error:
        knots(points)
    assert repr(points) in str(error.value)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan, "long"], ids=repr)
def test_a_bad_warmup_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^warmup = .*allowed: 0 to 1"):
        knots(TRIANGLE, warmup=wrong)
