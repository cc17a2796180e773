"""Batch means: who is drawn, the law of their spread, and how often the measurement's interval holds it."""

from dataclasses import replace
from itertools import combinations

import jax
import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from optimizers import Run, descend
from studies.batch_means import DRAWS, ELLIPSE, INSIDE, Cloud, cloud

FROM_DATA = [land.name for land in LANDSCAPES if land.samples]
SEEDS = 200


@pytest.fixture(params=FROM_DATA)
def found(request):
    return cloud(landscape(request.param), {}, (0.4, -0.7), 8, 3)


def test_a_samples_gradient_is_that_of_a_batch_of_it_alone():
    for name in FROM_DATA:
        land = landscape(name)
        ours, alone = cloud(land, {}, (0.4, -0.7), 8, 0).gradients, np.eye(land.samples)
        judge = jax.vmap(jax.grad(lambda q, w, land=land: land.batch_loss(q[0], q[1], w, *land.numbers())), (None, 0))(
            np.array([0.4, -0.7]), alone
        )
        assert ours == pytest.approx(np.asarray(judge), rel=1e-10, abs=1e-12)


def test_the_full_gradient_is_the_losss(found):
    assert found.full.shape == (2,)
    for name in FROM_DATA:
        land = landscape(name)
        judge = jax.grad(lambda q, land=land: land.loss(q[0], q[1], *land.numbers()))(np.array([0.4, -0.7]))
        assert cloud(land, {}, (0.4, -0.7), 8, 3).full == pytest.approx(np.asarray(judge), rel=1e-10)


@pytest.mark.parametrize("size", [1, 7, 50])
def test_the_drawn_means_are_the_gradients_that_open_the_engines_epochs(size):
    """A rate of 0 stays at the point, so every step of the engine asks there."""
    land = landscape("Least squares")
    per_epoch = land.samples // size
    paths = descend(land, [Run("SGD", start=(0.4, -0.7), lr=0.0)], steps=5 * per_epoch, batch=size, seed=3)
    judge = paths.grad[0, ::per_epoch]
    # Which shuffles there are does not depend on how many are drawn.
    assert cloud(land, {}, (0.4, -0.7), size, 3).drawn(size)[:5] == pytest.approx(judge, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_the_law_is_that_of_all_batches_there_are(size):
    """Counted out: every set of `size` of six, each as likely as the others."""
    gradients = np.random.default_rng(0).normal(size=(6, 2))
    means = np.array([gradients[list(some)].mean(0) for some in combinations(range(6), size)])
    off = means - gradients.mean(0)
    law = Cloud(np.zeros(2), gradients, np.array([size]), means[None])
    assert law.covariance(size) == pytest.approx(off.T @ off / len(off), abs=1e-14)
    assert law.spread(size) == pytest.approx(np.sqrt((off**2).sum(1).mean()), abs=1e-14)


def test_a_batch_of_all_is_never_off(found):
    assert found.spread(found.samples) == 0
    whole = cloud(landscape("Least squares"), {}, (0.4, -0.7), 150, 0)
    assert whole.sizes[-1] == 150
    assert whole.drawn(150) == pytest.approx(np.tile(whole.full, (DRAWS, 1)), rel=1e-11)


def test_the_means_are_those_of_other_batches_drawn_without_replacement():
    """NumPy's `choice` draws its own: the spread of both is one, within five standard errors."""
    ours, chance = cloud(landscape("Logistic regression"), {}, (0.4, -0.7), 10, 5), np.random.default_rng(9)
    theirs = np.array([ours.gradients[chance.choice(100, 10, replace=False)].mean(0) for _ in range(4000)]) - ours.full
    squares = (theirs**2).sum(1)
    assert squares.mean() == pytest.approx(ours.spread(10) ** 2, abs=5 * squares.std() / np.sqrt(4000))
    assert ours.measured()[0][np.searchsorted(ours.sizes, 10)] ** 2 == pytest.approx(squares.mean(), abs=8 * squares.std() / np.sqrt(1000))


@pytest.mark.parametrize("name", ["Least squares", "Logistic regression"])
def test_the_interval_holds_the_law_in_95_of_100_seeds(name):
    """Each size by itself over 200 seeds: 0.95 ± 3.3 standard errors of a share. The sizes of one seed share their shuffles."""
    held = []
    for seed in range(SEEDS):
        one = cloud(landscape(name), {}, (0.4, -0.7), 8, seed)
        some = one.sizes < one.samples
        _, low, high = (ends[some] for ends in one.measured())
        law = one.spread(one.sizes[some])
        held.append((low <= law) & (law <= high))
    share = np.mean(held, axis=0)
    assert (np.abs(share - 0.95) <= 3.3 * np.sqrt(0.95 * 0.05 / SEEDS)).all(), share


def test_two_deviations_hold_86_of_100_of_a_normal_cloud():
    """1 − e⁻²; and so of drawn means of many samples, within four standard errors, which are all but normal."""
    assert pytest.approx(0.8646647) == INSIDE
    assert ELLIPSE == 2
    normal = np.random.default_rng(0).multivariate_normal(np.zeros(2), np.eye(2), 1000)
    one = cloud(landscape("Thousand points"), {"features": 1}, (0.0, -0.5), 100, 0)
    as_normal = replace(one, means=one.full + (normal @ np.linalg.cholesky(one.covariance(100)).T)[None].repeat(len(one.sizes), 0))
    for cloud_ in (one, as_normal):
        assert cloud_.inside(100) == pytest.approx(INSIDE, abs=4 * np.sqrt(INSIDE * (1 - INSIDE) / DRAWS))


def test_samples_that_agree_have_no_noise():
    alike = Cloud(np.zeros(2), np.ones((5, 2)), np.array([1, 2]), np.ones((2, DRAWS, 2)))
    assert alike.spread(2) == 0
    assert alike.inside(2) == 1
