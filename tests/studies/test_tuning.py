"""Every rule gets the same search for its rate, and the search finds what trying them all one by one finds."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, formula, landscape
from optimizers import OPTIMIZERS, Run, descend
from optimizers.rules.theory import HEAVY_BALL
from studies.tuning import RATES, STARTS, arrivals, spread_starts, tune

TOL = 1e-3


def one_by_one(surface, run, rates, steps, **setting):
    """The same by `descend`, in float64: for each rate how many starts ended at the lowest minimum, the median step of the first
    time there, the median final loss."""
    land = landscape(surface)
    starts = spread_starts(land, run.start)
    runs = [Run(run.optimizer, start=tuple(start), lr=rate, **run.hyper) for rate in rates for start in starts]
    paths = descend(land, runs, steps, **setting)
    numbers = land.numbers(setting.get("params"))
    lowest = min(float(land.loss(*minimum, *numbers)) for minimum in land.minima(*numbers))
    rows = []
    for i in range(len(rates)):
        own = slice(STARTS * i, STARTS * (i + 1))
        gone = paths.diverged_at[own] >= 0
        close = paths.loss[own] - lowest <= TOL
        there = close[:, -1] & ~gone
        first = [int(row.argmax()) for row in close[there]]
        rows.append((int(there.sum()), np.median(first) if first else np.inf, np.median(np.where(gone, np.inf, paths.loss[own, -1]))))
    return rows


@pytest.mark.parametrize(
    ("surface", "run", "setting"),
    [
        ("Booth", Run("Momentum", start=(-8.0, 7.0), momentum=0.5), {}),
        ("Matyas", Run("Adam", start=(-7.0, 2.0), beta1=0.5), {}),
        ("Narrow valley", Run("Nesterov", start=(-3.0, 1.0)), {"noise": 0.1, "seed": 3, "schedule": "Cosine", "params": {"kappa": 5.0}}),
    ],
    ids=lambda value: getattr(value, "optimizer", None) and value.optimizer.name,
)
def test_the_search_finds_what_trying_every_rate_one_by_one_finds(surface, run, setting):
    tuned = tune(surface, run, 60, **setting)
    rows = one_by_one(surface, run, tuned.rates, 60, **setting)
    assert tuned.reached.tolist() == [row[0] for row in rows]
    assert tuned.steps.tolist() == [row[1] for row in rows]
    assert tuned.loss == pytest.approx([row[2] for row in rows], rel=1e-3, abs=1e-5)
    best = min(range(len(rows)), key=lambda i: (-rows[i][0], rows[i][1]))
    assert rows[best][:2] == rows[tuned.place][:2]
    assert rows[best][0] > 0


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.name)
def test_every_rule_has_the_same_budget(rule):
    tuned = tune("Round bowl", Run(rule), 10)
    assert len(tuned.rates) == RATES == 64
    assert tuned.starts == STARTS == 9
    assert (np.diff(tuned.rates) >= 0).all()
    assert np.diff(tuned.rates).astype(bool).sum() >= 60  # where searches overlap, few rates are tried twice
    for rate in tuned.rates:
        assert rule.lr.check(rate) == float(f"{rate:.4g}")  # legal, and the four digits that the link shows
    if rule.told == ("g",):
        assert tuned.evaluations == RATES * STARTS * 10


def test_on_a_quadratic_the_tuned_rate_is_near_the_closed_forms_best():
    # lecture.md 3: 2 / (λmin + λmax) = 2/101 in the limit; the last search's rates lie 0.6 % apart, so one is within 0.3 %.
    valley = {"steps": 1500, "params": {"kappa": 100.0}}
    assert tune("Narrow valley", Run("SGD"), tol=1e-10, **valley).best == pytest.approx(2 / 101, rel=0.01)
    best = HEAVY_BALL.best(1.0, 100.0)  # Polyak: 0.0331 at ρ = 0.669
    heavy = Run("Momentum", momentum=best["momentum"])
    assert tune("Narrow valley", heavy, tol=1e-10, **valley).best == pytest.approx(best["lr"], rel=0.01)
    # At the usual tolerance the limit is not reached yet, and a little less is a little better.
    assert tune("Narrow valley", Run("SGD"), **valley).best == pytest.approx(2 / 101, rel=0.08)


def test_newton_is_tuned_to_jump_all_the_way():
    newton = tune("Booth", Run("Newton", lr=0.3), 20)
    assert newton.best == 1.0
    assert newton.reached[newton.place] == STARTS
    assert newton.steps[newton.place] == 1


def test_jumping_past_the_minimum_is_not_arriving():
    # At its largest rates RMSprop comes within 1e-3 of the valley's floor by luck from all nine starts and bounces out again.
    tuned = tune("Narrow valley", Run("RMSprop"), 200)
    starts = spread_starts(landscape("Narrow valley"), landscape("Narrow valley").start)
    wild = descend("Narrow valley", [Run("RMSprop", start=tuple(start), lr=6.66) for start in starts], 200)
    assert ((wild.loss <= TOL).any(1) & (wild.loss[:, -1] > 1)).sum() >= 7
    assert tuned.best < 0.1
    assert tuned.reached[tuned.rates > 3].max() == 0


def test_without_a_known_minimum_the_final_loss_decides():
    tuned = tune("Monkey saddle", Run("Random search"), 60)
    assert not tuned.reached.any()
    assert np.isinf(tuned.steps).all()
    assert tuned.loss[tuned.place] == tuned.loss.min()
    slope = tune(formula("x + y", window=((-5, 5), (-5, 5))), Run("SGD"), 20)
    assert slope.best == 10.0  # the ground falls for ever: the farther the better


def test_where_nobody_arrives_the_final_loss_decides():
    tuned = tune("Gaussian pit", Run("Newton"), 2)
    assert tuned.reached[tuned.place] == 0
    assert tuned.loss[tuned.place] == tuned.loss.min()


def test_where_every_rate_diverges_the_smallest_is_kept():
    tuned = tune(formula("-exp(x**2 + y**2)", window=((4, 5), (4, 5))), Run("SGD"), 20)
    assert np.isinf(tuned.loss).all()
    assert tuned.best == tuned.rates.min() == 1e-12  # the run's own: a slope of e³² leaves no suggestion above the lowest there is


def test_a_poor_rate_of_the_runs_own_changes_nothing_and_the_best_is_kept():
    one, other = (tune("Booth", Run("Adam", lr=lr), 30) for lr in (1e-5, 3.0))
    assert one.best == other.best
    assert sorted(set(one.rates) | {3.0}) == sorted(set(other.rates) | {1e-5})
    for lr in (0.0, 20.0):  # legal, yet where no search looks: everything else diverges, or the ground falls for ever
        hill = formula("-exp(x**2 + y**2)" if lr == 0 else "x + y", window=((4, 5), (4, 5)))
        assert tune(hill, Run("SGD", lr=lr), 20).best == lr


@pytest.mark.parametrize(
    ("surface", "run", "steps"),
    [
        *(("Narrow valley", Run("SGD", lr=lr), 200) for lr in (0.019, 0.0195, 0.0196371)),
        ("Narrow valley", Run("Momentum", lr=0.0180723), 200),
        ("Rosenbrock", Run("Adam"), 300),
        ("Himmelblau", Run("RMSprop", lr=0.003), 150),
    ],
    ids=lambda value: str(value).split(", start")[0],
)
def test_the_best_is_never_worse_than_the_rate_before(surface, run, steps):
    tuned, land = tune(surface, run, steps), landscape(surface)
    before = float(np.float64(run.lr or land.rates[run.optimizer.name]))
    at = tuned.rates.tolist().index(before)
    best, own = ((-tuned.reached[i], tuned.steps[i], tuned.loss[i]) for i in (tuned.place, at))
    assert best <= own
    again = tune(surface, Run(run.optimizer, lr=tuned.best, **run.hyper), steps)
    assert (-again.reached[again.place], again.steps[again.place]) <= best[:2]


def test_on_a_narrow_valley_the_best_is_that_of_a_dense_grid():
    # The default surface, κ = 100: just below 2/λmax = 0.02 the rates that arrive most often span 2 %. In float64, 0.1 % apart.
    rates = 0.017 * 1.001 ** np.arange(166)
    rows = one_by_one("Narrow valley", Run("SGD", start=landscape("Narrow valley").start), rates, 200)
    dense = min(range(len(rows)), key=lambda i: (-rows[i][0], *rows[i][1:]))
    assert 0.018 < rates[dense] < 0.02
    for lr in (0.019, 1e-4):
        tuned = tune("Narrow valley", Run("SGD", lr=lr), 200)
        assert tuned.best == pytest.approx(rates[dense], rel=0.01)
        assert tuned.reached[tuned.place] == rows[dense][0] == 6


@pytest.mark.parametrize("land", LANDSCAPES, ids=lambda land: land.name)
def test_starts_are_the_races_own_and_points_all_over_the_window(land):
    own = (land.window[0][1] * 100, 0.25)
    starts = spread_starts(land, own)
    assert starts.shape == (STARTS, 2)
    assert tuple(starts[0]) == own
    low, high = np.array(land.window, float).T
    share = (starts[1:] - low) / (high - low)
    assert ((share > 0) & (share < 1)).all()
    quarters = {tuple((point > 0.5).tolist()) for point in share}
    assert len(quarters) == 4
    apart = np.hypot(*(share[:, None] - share[None]).T) + np.eye(STARTS - 1)
    assert apart.min() > 0.2  # eight points on a grid of three by three would be a third apart


def test_a_search_is_stopped_by_what_progress_raises():
    heard = []

    def stop(share):
        heard.append(share)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tune("Round bowl", Run("SGD"), 5, progress=stop)
    assert heard == [1 / 3]
    tune("Round bowl", Run("SGD"), 5, progress=heard.append)
    assert heard == [1 / 3, 1 / 3, 2 / 3, 1.0]


def test_arrivals_by_hand():
    # x² + y² from (2, 0): loss 4/4ᵏ at α = ¼, first within 1e-3 at k = 6; α = 1 swings for ever; one gradient a step.
    bowl = landscape("Round bowl")
    paths = descend(bowl, [Run("SGD", start=(2.0, 0.0), lr=lr) for lr in (0.25, 1.0)], 20)
    assert arrivals(bowl, {}, paths) == [(6, 6), (-1, -1)]
    monkey = landscape("Monkey saddle")
    assert arrivals(monkey, {}, descend(monkey, [Run("SGD")], 5)) == [(-1, -1)]
