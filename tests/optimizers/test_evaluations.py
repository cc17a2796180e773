"""What each rule pays: losses, gradients and Hessians it asked for."""

import jax
import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, knots
from optimizers.answers import answers
from optimizers.rules import FIRST_ORDER


def spent(paths):
    return {kind: counts.tolist() for kind, counts in paths.costs.items()}


def test_evaluations_are_the_sum_of_all_three_and_begin_at_nothing(rule):
    paths = descend("Rosenbrock", [Run(rule)], steps=30)
    assert (paths.evaluations == paths.costs["loss"] + paths.costs["gradient"] + paths.costs["Hessian"]).all()
    assert (paths.evaluations[:, 0] == 0).all()
    assert (np.diff(paths.evaluations) >= 0).all()
    assert paths.evaluations[0, 1] >= 1


@pytest.mark.parametrize("rule", FIRST_ORDER, ids=lambda rule: rule.name)
def test_a_first_order_rule_pays_one_gradient_a_step(rule):
    assert spent(descend("Rosenbrock", [Run(rule)], steps=3)) == {"loss": [[0] * 4], "gradient": [[0, 1, 2, 3]], "Hessian": [[0] * 4]}


def test_newton_pays_a_gradient_and_a_hessian_a_step():
    assert spent(descend("Rosenbrock", [Run("Newton")], steps=2)) == {"loss": [[0] * 3], "gradient": [[0, 1, 2]], "Hessian": [[0, 1, 2]]}


@pytest.mark.parametrize(("noise", "losses"), [(0.0, [0, 2, 3, 4]), (0.1, [0, 2, 4, 6])])
def test_random_search_pays_a_loss_a_try_and_the_best_ones_again_if_it_changes(noise, losses):
    assert descend("Rosenbrock", [Run("Random search")], steps=3, noise=noise).costs["loss"].tolist() == [losses]


@pytest.mark.parametrize(("batch", "losses"), [(None, [0, 2, 3, 4]), (8, [0, 2, 4, 6])])
def test_on_another_mini_batch_the_best_points_loss_is_another(batch, losses):
    assert descend("Least squares", [Run("Random search")], steps=3, batch=batch).costs["loss"].tolist() == [losses]


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
def test_a_line_search_pays_for_every_trial(rule):
    # Counted from outside: how often the rule's own code calls the function it is given, step by step in Python.
    land = landscape("Rosenbrock")
    run = Run(rule, start=(-1.2, 1.0))
    paths = descend(land, [run], steps=12)
    calls = []

    def both(q):
        jax.debug.callback(lambda: calls.append(1), ordered=True)
        return jax.value_and_grad(lambda p: land.loss(p[0], p[1], 100.0))(q)

    told = answers(lambda q: q, both, lambda q: q, np.zeros(2), np.inf, None)
    x, state, counts = np.array(run.start), {name: np.array(value) for name, value in run.optimizer.memory.items()}, [0]
    for _ in range(12):
        x, state = run.optimizer.step(x, told["fg"](x), state, 1.0, *run.hyper.values())
        jax.effects_barrier()
        counts.append(len(calls))
    repeated = np.maximum(np.arange(13) - 1, 0)  # the point itself is asked anew each step, though it is known from the trial before
    assert paths.costs["loss"][0].tolist() == (np.array(counts) - repeated).tolist()
    assert paths.costs["gradient"][0].tolist() == paths.costs["loss"][0].tolist()
    noisy = descend(land, [run], steps=12, noise=1e-9)
    assert (noisy.costs["loss"][0] - paths.costs["loss"][0]).tolist() == repeated.tolist()  # and then it has to be asked


@pytest.mark.parametrize("rule", ["BFGS", "L-BFGS"])
@pytest.mark.parametrize("surface", ["Himmelblau", "Two wells", "Ackley", "Least squares", "Goldstein–Price"])
def test_a_line_search_that_led_nowhere_is_not_made_again(rule, surface):
    # Where rounding ends the descent, searching on costs 25 trials a step and stretches the plot over evaluations.
    paths = descend(surface, [Run(rule)], steps=300)
    assert (paths.evaluations[0, 200:] == paths.evaluations[0, 200]).all()
    assert (paths.theta[0, 200:] == paths.theta[0, 200]).all()


def test_a_search_is_made_again_when_the_rate_was_what_stopped_it():
    plan = knots([(0, 0), (0.2, 0), (0.3, 1), (1, 1)])
    paths = descend("Round bowl", [Run("BFGS")], steps=40, schedule=plan)
    assert (paths.theta[0, 8] == paths.theta[0, 0]).all()
    assert paths.loss[0, -1] == 0


def test_runs_of_different_kinds_keep_their_places():
    rules = ["BFGS", "SGD", "Random search", "Newton", "L-BFGS", "Adam", "BFGS"]
    runs = [Run(rule, start=(-1.0 + 0.1 * k, 1.0)) for k, rule in enumerate(rules)]
    together = descend("Rosenbrock", runs, steps=25)
    for k, run in enumerate(runs):
        alone = descend("Rosenbrock", [run], steps=25)
        for field in ("theta", "loss", "grad", "evaluations", "diverged_at"):
            assert np.array_equal(getattr(together, field)[k], getattr(alone, field)[0], equal_nan=True), (run, field)
