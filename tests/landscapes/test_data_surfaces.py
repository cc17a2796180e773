"""Surfaces made from data: the data are Fisher's, and a mini-batch is a fair sample of them."""

import inspect

import jax
import numpy as np
import pytest
from sklearn.datasets import load_iris

from landscapes import LANDSCAPES, landscape
from landscapes.data import iris
from landscapes.data.features import standardised

FROM_DATA = [land for land in LANDSCAPES if land.samples]
FEATURES = ["Least squares", "Logistic regression", "Thousand points"]  # raw or standardised
SETTINGS = [
    (land, (which,) if land.name in FEATURES else ()) for land in FROM_DATA for which in ((0, 1) if land.name in FEATURES else (0,))
]


@pytest.fixture(params=FROM_DATA, ids=lambda land: land.name)
def surface(request):
    return request.param


@pytest.fixture(params=SETTINGS, ids=lambda setting: f"{setting[0].name} {setting[1]}")
def setting(request):
    """A surface and the numbers its loss takes."""
    return request.param


def test_the_flowers_are_scikit_learns_copy_of_fishers():
    judge = load_iris()
    ours = np.stack([iris.SEPAL_LENGTH, iris.SEPAL_WIDTH, iris.PETAL_LENGTH, iris.PETAL_WIDTH], 1)
    assert (ours == judge.data).all()
    assert (judge.target == iris.SPECIES).all()


def test_there_are_four_and_they_stand_under_from_data():
    assert [land.name for land in FROM_DATA] == [*FEATURES, "Two instruments"]
    assert {land.trouble for land in FROM_DATA} == {"From data"}


def test_only_a_surface_made_from_data_has_batches():
    assert all((land.batch_loss is not None) == (land.samples > 0) for land in LANDSCAPES)


def test_the_batch_loss_takes_weights_before_the_parameters(surface):
    assert list(inspect.signature(surface.batch_loss).parameters) == ["x", "y", "weights", *(p.name for p in surface.parameters)]


def test_standardised_features_have_mean_0_and_spread_1():
    feature = standardised(iris.PETAL_LENGTH)
    assert feature.mean() == pytest.approx(0, abs=1e-14)
    assert feature.std() == pytest.approx(1, rel=1e-14)


def test_weighing_all_samples_alike_is_the_loss(setting):
    surface, numbers = setting
    x, y = np.random.default_rng(0).uniform(-2, 2, (2, 30))
    alike = np.full(surface.samples, 1 / surface.samples)
    assert np.asarray(surface.batch_loss(x, y, alike, *numbers)) == pytest.approx(np.asarray(surface.loss(x, y, *numbers)), rel=1e-13)


def test_one_sample_at_a_time_averages_to_the_loss(setting):
    surface, numbers = setting
    one = jax.vmap(lambda weights: surface.batch_loss(0.3, -0.8, weights, *numbers))(np.eye(surface.samples))
    assert one.shape == (surface.samples,)
    assert one.std() > 0.1 * one.mean()  # the samples differ: there is noise to be had
    assert one.mean() == pytest.approx(float(surface.loss(0.3, -0.8, *numbers)), rel=1e-13)


@pytest.mark.parametrize("size", [1, 10, 50])
def test_an_epochs_batches_average_to_the_full_gradient(setting, size):
    surface, numbers = setting
    # lecture.md 5: the mini-batch gradient is unbiased. Disjoint batches that use every sample once leave no remainder.
    order = np.random.default_rng(1).permutation(surface.samples).reshape(-1, size)
    weights = np.zeros((len(order), surface.samples))
    np.put_along_axis(weights, order, 1 / size, axis=1)
    point = np.array([0.9, -0.4])
    batches = jax.vmap(jax.grad(lambda q, w: surface.batch_loss(q[0], q[1], w, *numbers)), (None, 0))(point, weights)
    full = jax.grad(lambda q: surface.loss(q[0], q[1], *numbers))(point)
    assert np.asarray(batches).mean(0) == pytest.approx(np.asarray(full), rel=1e-12)


def test_points_of_any_shape_are_taken_together(surface):
    numbers, other = surface.numbers(), tuple(p.high for p in surface.parameters)
    weights = np.random.default_rng(2).dirichlet(np.ones(surface.samples))
    x, y = np.linspace(-1, 1, 3)[None, :], np.linspace(-1, 1, 4)[:, None]
    for z in (surface.loss(x, y, *numbers), surface.batch_loss(x, y, weights, *numbers)):
        assert z.shape == (4, 3)
    assert np.ndim(surface.loss(0.5, 0.5, *numbers)) == 0
    assert float(surface.loss(x, y, *other)[2, 1]) == pytest.approx(float(surface.loss(x[0, 1], y[2, 0], *other)), rel=1e-14)


@pytest.mark.parametrize("surface", [land for land in FROM_DATA if land.name in FEATURES], ids=lambda land: land.name)
def test_standardising_turns_the_ravine_into_a_bowl(surface):
    def kappa(features):
        ((x, y),) = surface.minima(features)
        return np.linalg.cond(jax.hessian(lambda q: surface.loss(q[0], q[1], features))(np.array([x, y])))

    assert kappa(0) > 100
    assert kappa(1) < 3
    assert landscape(surface.name).numbers() == (0,)  # the ravine is what one meets first
