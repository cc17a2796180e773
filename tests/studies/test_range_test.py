"""The range test's marks, against closed forms and other people's code."""

import jax.numpy as jnp
import numpy as np
import optax
import pytest

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run, optimizer
from optimizers.curvature import constant_bend, sharpest
from studies.range_test import range_test, rising, smoothed, steepest, telling_range, turn_up

QUADRATICS = [land for land in LANDSCAPES if constant_bend(land)]
# Enough steps for the momentum to follow; in many more the steep direction shrinks to a double's rounding, which grows from anywhere.
RULES = [("SGD", {}, 60), *((rule, {"momentum": beta}, n) for rule in ("Momentum", "Nesterov") for beta, n in ((0.5, 60), (0.9, 120)))]
BELOW, ABOVE = 1 / 10, 20


def test_the_rate_rises_by_the_same_factor_from_the_first_to_the_last():
    rate = range_test("Booth", Run("SGD"), 1e-4, 1e-1, 50).paths.lr[0]
    assert rate == pytest.approx(np.geomspace(1e-4, 1e-1, 50), rel=1e-12)
    assert rising(0.01, 1.0).multipliers(1) == pytest.approx([0.01])


@pytest.mark.parametrize("land", QUADRATICS, ids=lambda land: land.name)
@pytest.mark.parametrize(("rule", "hyper", "steps"), RULES)
def test_on_quadratics_it_turns_up_at_the_edge(land, rule, hyper, steps):
    """2/λmax, (2 + 2β)/λmax and (2 + 2β)/((1 + 2β) λmax): the growth begins within two steps of the first rate above, or
    within a third of the 1/(1 − β) steps that the velocity remembers."""
    memory = 1 / (1 - hyper.get("momentum", 0))
    edge = float(optimizer(rule).theory.edge(constant_bend(land)[1], **hyper))
    test = range_test(land, Run(rule, **hyper), BELOW * edge, ABOVE * edge, steps)
    assert test.edge == np.flatnonzero(test.paths.lr[0] >= edge)[0]
    assert abs(test.turn_up - test.edge) <= max(2, memory / 3)
    assert test.edges == pytest.approx(np.full(test.lived + 1, edge), rel=1e-9)


def test_the_loss_turns_up_later_than_its_steepest_direction():
    """On κ = 100 the steep direction has all but died out when the rate passes 2/λmax, and must first outgrow the other."""
    test = range_test("Narrow valley", Run("SGD"), 1e-4, 0.4, 200)
    rate = test.paths.lr[0]
    assert rate[test.turn_up] == pytest.approx(0.02, rel=0.05)
    assert rate[test.lowest] > 4 * rate[test.turn_up]
    assert test.lived < 200  # it breaks in the end


def test_on_one_curvature_the_loss_turns_up_at_the_edge_itself():
    """x² + y² has λ = 2 all over, so nothing hides the growth: α = 1."""
    test = range_test("Round bowl", Run("SGD"), 0.01, 20.0, 150)
    loss, rate = test.paths.loss[0, : test.lived + 1], test.paths.lr[0]
    assert rate[np.argmin(loss) - 1] < 1 <= rate[np.argmin(loss)]


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.9, 0.98])
def test_the_smoothing_is_optaxs_moving_average(keep):
    loss = np.random.default_rng(0).exponential(size=40)
    rule = optax.ema(keep, debias=True)
    state, means = rule.init(jnp.zeros(())), []
    for value in loss:
        mean, state = rule.update(jnp.asarray(value), state)
        means.append(float(mean))
    assert smoothed(loss, keep) == pytest.approx(means, rel=1e-9)


def test_the_steepest_descent_is_where_the_loss_falls_most_per_decade():
    rate = np.geomspace(1e-4, 1, 401)
    loss = 1 - 1 / (1 + np.exp(-5 * (np.log10(rate) + 1.5)))  # a sigmoid in log10 α is steepest at its middle, 10^−1.5
    assert rate[steepest(loss, rate)] == pytest.approx(10**-1.5, rel=0.02)
    assert steepest(1 - loss, rate) is None
    assert steepest(loss[:2], rate[:2]) is None


def test_growth_that_ends_the_run_is_told_from_growth_before():
    bend, rate = np.diag([1.0, 9.0]), np.geomspace(0.1, 1, 8)
    along = np.array([1, 2, 3, 1, 0.05, 0.06, 0.7, 9])
    grad = np.stack([np.linspace(5, 4, 8), along], 1)
    points = np.ones((8, 2))
    assert turn_up(rate, points, grad, bend) == 4
    assert turn_up(rate[:-1], points[:-1], grad[:-1] * [1, 0.9], bend) == 4
    assert turn_up(rate[:6], points[:6], grad[:6], bend) is None  # hardly any growth yet
    assert turn_up(rate[:1], points[:1], grad[:1], bend) is None
    assert turn_up(rate, points, grad, np.full((2, 2), np.nan)) is None


@pytest.mark.parametrize(
    ("surface", "params", "steps"),
    [("Least squares", {}, 200), ("Least squares", {}, 500), ("Booth", {}, 400), ("Narrow valley", {"angle": 10.0}, 200)],
)
def test_growth_out_of_rounding_is_traced_back_to_the_edge(surface, params, steps):
    """The steep direction shrinks below a double's rounding, and grows from there."""
    edge = 2 / constant_bend(landscape(surface), params)[1]
    test = range_test(surface, Run("SGD"), edge / 100, 20 * edge, steps, params=params)
    assert abs(test.turn_up - test.edge) <= 2


@pytest.mark.parametrize(("surface", "rule"), [("x + y", "SGD"), ("x + y", "Adam"), ("Rosenbrock", "Newton")])
def test_nothing_breaks_out_where_nothing_grows(surface, rule):
    land = surface if surface == "Rosenbrock" else formula(surface)
    assert range_test(land, Run(rule), *telling_range(land, Run(rule))).turn_up is None


def test_a_fall_without_end_is_no_break():
    test = range_test("Monkey saddle", Run("SGD"), *telling_range("Monkey saddle", Run("SGD")))
    assert test.fell
    assert (test.turn_up, test.steepest) == (None, None)


def test_nothing_turns_up_below_the_edge_and_nothing_is_known_of_adams():
    below = range_test("Narrow valley", Run("SGD"), 1e-5, 0.015, 200)
    assert (below.turn_up, below.edge, below.fell) == (None, None, False)
    adam = range_test("Narrow valley", Run("Adam"), 1e-4, 0.05, 100)
    assert adam.edge is None
    assert np.isnan(adam.edges).all()


def test_the_edge_is_that_of_the_curvature_where_the_run_stands():
    test = range_test("Rosenbrock", Run("SGD"), 1e-5, 1e-1, 100)
    points = test.paths.theta[0, : test.lived + 1]
    assert test.edges == pytest.approx(2 / sharpest(landscape("Rosenbrock"), {}, points), rel=1e-9)
    rate = test.paths.lr[0]
    assert rate[test.edge - 1] < test.edges[test.edge - 1]
    assert rate[test.edge] >= test.edges[test.edge]


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
@pytest.mark.parametrize("surface", ["Rosenbrock", "Gaussian pit", "Least squares", "log(x)", "x + y"])
def test_every_rule_can_be_tested_anywhere(rule, surface):
    land = formula(surface) if "x" in surface else landscape(surface)
    test = range_test(land, Run(rule), 1e-6, 900.0, 30, noise=0.1)
    assert len(test.smooth) == len(test.edges) == test.lived + 1
    assert 0 <= test.lowest <= test.lived


@pytest.mark.parametrize(
    ("low", "high", "named"), [(1, 0.1, "low = 1 is not below high = 0.1"), (0, 1, "low = 0 is out"), (0.1, np.nan, "high"), (1, 1, "low")]
)
def test_what_is_not_a_range_is_refused(low, high, named):
    with pytest.raises(ValueError, match=named):
        range_test("Booth", Run("SGD"), low, high)


def test_noise_lets_the_loss_itself_turn_up_near_the_edge():
    """It keeps the steep direction awake, which without noise has to grow back from next to nothing: 6 × the edge."""
    start, edge = landscape("Narrow valley").start, 0.02
    for seed in range(5):
        test = range_test("Narrow valley", Run("SGD", start=start), 2e-4, 0.4, 200, noise=1.0, seed=seed)
        loss = test.paths.loss[0, : test.lived + 1]
        assert edge < test.paths.lr[0, loss.argmin()] < 1.5 * edge
    quiet = range_test("Narrow valley", Run("SGD", start=start), 2e-4, 0.4, 200)
    assert quiet.paths.lr[0, quiet.lowest] == pytest.approx(0.113, rel=0.01)


def test_the_telling_range_holds_the_edge_where_there_is_one():
    for land in QUADRATICS:
        for rule, hyper, _ in RULES:
            low, high = telling_range(land, Run(rule, **hyper))
            edge = float(optimizer(rule).theory.edge(constant_bend(land)[1], **hyper))
            assert 50 * low < edge < high / 10
    for land in LANDSCAPES:
        for rule in OPTIMIZERS:
            low, high = telling_range(land, Run(rule))
            assert 0 < low < high <= rule.lr.high
