"""Descent on the same fit: the closed form against steps taken one by one, patience against a loop by hand, and the likeness to ridge."""

import numpy as np
import pytest

from models.early_stopping import LOST, descend, ground, share_done, stop
from models.own_points import read, together
from models.points import drawn
from models.polynomial import fit, powers
from models.truths import TRUTHS

SINE = TRUTHS[0]
POINTS = drawn(SINE, 10, 20, 0.3, 0)


def walked(points, degree: int, rate: float, steps: int) -> np.ndarray:
    """The weights after every step, (steps + 1, degree + 1): w ← w − α gradient, the intercept always at its best."""
    X = powers(points.x, degree)[:, 1:]
    middle, level = X.mean(0), points.y.mean()
    w, each = np.zeros(degree), []
    for _ in range(steps + 1):
        each.append(np.append(level - middle @ w, w))
        w = w - rate * (X - middle).T @ ((X - middle) @ w - (points.y - level)) / len(points.x)
    return np.array(each)


@pytest.mark.parametrize("degree", [1, 2, 9, 15])
@pytest.mark.parametrize("share", [0.2, 0.95])
def test_the_closed_form_is_the_descent_step_by_step(degree, share):
    """At rates of this share of the edge; above it rounding grows with the descent."""
    floor = ground(POINTS, degree)
    rate = share * floor.edge
    by_hand = walked(POINTS, degree, rate, 400)
    closed = floor.weights(floor.descended(rate, np.arange(401)))
    np.testing.assert_allclose(closed, by_hand, rtol=1e-9, atol=1e-9)


def test_a_direction_has_gone_one_minus_the_kth_power_of_its_way():
    """1 − (1 − αs)ᵏ, and for a tiny αs its limit αsk, which the power itself would lose in rounding."""
    assert share_done(np.array([0.5]), 0.4, 3)[0] == pytest.approx(1 - 0.8**3, rel=1e-14)
    assert share_done(np.array([1e-13]), 0.1, 1000)[0] == pytest.approx(1e-11, rel=1e-9)
    assert share_done(np.array([2.0]), 0.75, 3)[0] == pytest.approx(1 + 0.125)  # αs = 1.5 zigzags
    assert share_done(np.array([2.0]), 0.5, [0, 1, 2]).tolist() == [0, 1, 1]


@pytest.mark.parametrize("strength", [1e-6, 1e-3, 0.1, 10.0])
def test_ridge_goes_s_over_s_plus_lambda_of_the_same_way(strength):
    floor = ground(POINTS, 9)
    np.testing.assert_allclose(floor.weights(floor.ridge(strength)), fit(POINTS.x, POINTS.y, 9, strength), rtol=1e-6, atol=1e-8)


def test_descent_and_ridge_go_from_0_to_least_squares():
    floor, best = ground(POINTS, 3), fit(POINTS.x, POINTS.y, 3)
    for start in (floor.descended(0.5, 0), floor.ridge(np.inf)):
        np.testing.assert_allclose(floor.weights(start), [POINTS.y.mean(), 0, 0, 0], atol=1e-15)
    for end in (floor.descended(0.5, 1_000_000), floor.ridge(0.0)):
        np.testing.assert_allclose(floor.weights(end), best, rtol=1e-6, atol=1e-9)


def test_with_alpha_k_as_one_over_lambda_the_two_shares_are_near_but_not_equal():
    """1 − e^{−u} against u/(1 + u) at u = αks = s/λ: the gap is largest, 0.2036, where eᵘ = (1 + u)², at u = 2.5129."""
    s, k, rate = np.geomspace(1e-8, 1.0, 4000), 10_000, 0.1
    gap = share_done(s, rate, k) - s / (s + 1 / (rate * k))
    assert gap.min() >= 0
    assert gap.max() == pytest.approx(0.2036, abs=2e-4)
    assert s[gap.argmax()] * rate * k == pytest.approx(2.5129, rel=0.01)


def by_hand(errors, patience: int) -> tuple[int, int | None]:
    """Early stopping as a training loop has it."""
    best, best_at, waited = np.inf, 0, 0
    for k, error in enumerate(errors):
        if error < best:
            best, best_at, waited = error, k, 0
        else:
            waited += 1
            if waited >= patience:
                return best_at, k
    return best_at, None


@pytest.mark.parametrize("patience", [1, 2, 5, 40])
def test_patience_is_a_training_loops(patience):
    chance = np.random.default_rng(0)
    for _ in range(200):
        errors = np.round(chance.standard_normal(30).cumsum(), 0)  # with ties
        assert stop(errors, patience) == by_hand(errors, patience)


@pytest.mark.parametrize(("seed", "degree", "patience"), [(0, 9, 500), (11, 15, 10), (11, 15, 500), (7, 9, 100), (5, 9, 1)])
def test_the_whole_descent_stops_and_keeps_as_the_loop_does(seed, degree, patience):
    points = drawn(SINE, 10, 20, 0.3, seed)
    each = walked(points, degree, 0.5, 6000)
    errors = ((each @ powers(points.held_x, degree).T - points.held_y) ** 2).mean(1)
    descent = descend(points, degree, 0.5, 6000, patience)
    assert (descent.best, descent.stopped) == by_hand(errors, patience)
    np.testing.assert_allclose(descent.validation, errors[descent.steps], rtol=1e-8)
    np.testing.assert_allclose(descent.weights(descent.best), each[descent.best], rtol=1e-8, atol=1e-9)


def test_half_the_rate_keeps_the_same_curve_at_twice_the_step():
    slow, fast = (descend(POINTS, 9, rate, 20_000, 5000) for rate in (0.25, 0.5))
    assert slow.best == pytest.approx(2 * fast.best, rel=0.01)
    np.testing.assert_allclose(slow.weights(slow.best), fast.weights(fast.best), rtol=0.01, atol=0.01)


def test_the_edge_is_two_over_the_largest_curvature():
    floor = ground(POINTS, 9)
    X = powers(POINTS.x, 9)[:, 1:]
    largest = np.linalg.eigvalsh(np.cov(X.T, ddof=0))[-1]
    assert floor.edge == pytest.approx(2 / largest, rel=1e-12)
    assert descend(POINTS, 9, 0.99 * floor.edge, 20_000, 20_000).diverged is None
    assert descend(POINTS, 9, 1.01 * floor.edge, 20_000, 20_000).diverged is not None


def test_a_diverged_descent_says_at_which_step():
    descent, each = descend(POINTS, 9, 2.0, 20_000, 500), walked(POINTS, 9, 2.0, 60)
    errors = ((each @ powers(POINTS.x, 9).T - POINTS.y) ** 2).mean(1)
    assert descent.diverged == int((errors > LOST * errors[0]).argmax())
    assert descent.steps[-1] == descent.diverged
    assert np.isfinite(descent.training).all()


@pytest.mark.parametrize("rate", [0.0, 0.5, 1e3])
@pytest.mark.parametrize("text", ["0.2:1", "0.2:1,0.2:3,0:0:v", "0:2,0.5:2,1:2,0.1:1:v", "-1:0,1:1"], ids=["one", "one x", "one y", "two"])
def test_points_that_tell_of_no_slope_are_survived(text, rate):
    descent = descend(together(read(text)), 9, rate, 50, 5)
    assert np.isfinite(descent.weights(descent.best)).all()


def test_without_validation_points_nothing_stops_it():
    points = drawn(SINE, 10, 0, 0.3, 0)
    descent = descend(points, 9, 0.5, 300, 5)
    assert (descent.best, descent.stopped) == (300, None)


def test_a_rate_of_0_stays_at_the_start():
    descent = descend(POINTS, 9, 0.0, 100, 10)
    assert (descent.best, descent.stopped, descent.diverged) == (0, 10, None)
    assert np.ptp(descent.training) == 0
