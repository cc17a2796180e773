"""True mini-batches: which samples a step sees, shuffled by epochs (lecture.md 5)."""

import dataclasses

import jax
import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from landscapes.data.iris import PETAL_LENGTH, PETAL_WIDTH
from optimizers import Run, descend, sweep
from optimizers.batches import batches
from optimizers.engine import evenly, seen

DATA = [land for land in LANDSCAPES if land.samples]


@pytest.fixture(params=DATA, ids=lambda land: land.name)
def data(request):
    return request.param


@pytest.mark.parametrize("size", [1, 7, 32, 75])
def test_an_epoch_shows_every_sample_at_most_once_and_all_but_a_rest(size):
    drawn = batches(150, size, 40, seed=5, room=160)
    per_epoch = 150 // size
    assert drawn.shape == (40, 160)
    assert (drawn.sum(1) == size).all()
    assert not drawn[:, 150:].any()
    for first in range(0, 40 - per_epoch, per_epoch):
        seen = drawn[first : first + per_epoch].sum(0)
        assert seen.max() == 1
        assert seen.sum() == per_epoch * size


def test_every_epoch_is_shuffled_anew_and_seeds_differ():
    first = batches(150, 50, 6, seed=0, room=150)
    assert (first[:3] != first[3:]).any()
    assert (first != batches(150, 50, 6, seed=1, room=150)).any()
    assert (first == batches(150, 50, 6, seed=0, room=150)).all()


def test_a_longer_run_begins_with_the_shorter_ones_batches():
    assert (batches(100, 8, 500, seed=2, room=150)[:100] == batches(100, 8, 100, seed=2, room=150)).all()


def test_the_lectures_epoch():
    # lecture.md 5: N = 50 000, B = 256 → 195 updates an epoch.
    drawn = batches(50_000, 256, 195, seed=0, room=50_000)
    assert drawn.sum(0).max() == 1
    assert batches(50_000, 256, 196, seed=0, room=50_000).sum(0).max() == 2


@pytest.mark.parametrize("size", [1, 8, 64])
def test_a_steps_gradient_is_that_of_its_samples(data, size):
    paths = descend(data, [Run("SGD", lr=0.01)], steps=20, batch=size, seed=4)
    drawn = batches(data.samples, size, 20, seed=4, room=data.samples)
    for k in range(20):
        weights = drawn[k] / size
        g = jax.grad(lambda q, w=weights: data.batch_loss(q[0], q[1], w, *data.numbers()))(paths.theta[0, k])
        assert paths.grad[0, k] == pytest.approx(np.asarray(g), rel=1e-9, abs=1e-12)


def test_newtons_curvature_is_that_of_its_samples():
    # So each of its steps ends where those samples' own quadratic is flat: numpy.linalg.lstsq's line through them.
    paths = descend("Least squares", [Run("Newton")], steps=5, batch=20, seed=4)
    drawn = batches(150, 20, 5, seed=4, room=150)
    for k in range(5):
        length, width = PETAL_LENGTH[drawn[k]], PETAL_WIDTH[drawn[k]]
        line = np.linalg.lstsq(np.stack([length, np.ones(20)], 1), width, rcond=None)[0]
        assert paths.theta[0, k + 1] == pytest.approx(line, rel=1e-9)


def test_random_search_compares_two_points_on_the_same_samples(data):
    paths = descend(data, [Run("Random search", lr=1.0)], steps=100, batch=2, seed=4)
    drawn, tried = batches(data.samples, 2, 100, seed=4, room=data.samples), evenly(data, 100, seed=4)
    for k in range(100):
        new, old = (float(data.batch_loss(*q, drawn[k] / 2, *data.numbers())) for q in (tried[k], paths.theta[0, k]))
        assert paths.theta[0, k + 1] == pytest.approx(tried[k] if new < old else paths.theta[0, k], abs=1e-12)
    assert (np.diff(paths.loss[0]) > 0).any()  # on all samples some of them were no better


def test_shuffles_points_and_noise_come_from_streams_of_their_own():
    # Drawn from the same numbers, a point's coordinates would tell the order of the samples, or repeat the noise's stream.
    square = dataclasses.replace(landscape("Round bowl"), window=((0, 1), (0, 1)))
    numbers = evenly(square, 75, seed=6).ravel()
    order = batches(150, 1, 150, seed=6, room=150).argmax(1)
    assert (order != numbers.argsort()).any()
    noises = np.random.default_rng(6).random(150)
    assert (numbers != noises).all()
    assert (order != noises.argsort()).any()


def test_the_loss_is_that_of_all_samples(data):
    paths = descend(data, [Run("SGD", lr=0.01)], steps=20, batch=4)
    whole = np.asarray(data.loss(paths.theta[0, :, 0], paths.theta[0, :, 1], *data.numbers()))
    assert paths.loss[0] == pytest.approx(whole, rel=1e-9)


def test_all_samples_are_no_batch(data):
    same = [descend(data, [Run("Adam", lr=0.01)], steps=20, batch=size).theta for size in (None, data.samples)]
    assert (same[0] == same[1]).all()


def test_variance_falls_as_one_over_the_batch_size(data):
    # Drawn without replacement: variance ∝ (1/B)(N − B)/(N − 1). Standing still, so that only the draw differs.
    spread = {}
    for size in (2, 8, 32):
        paths = descend(data, [Run("SGD", lr=0.0)], steps=2000, batch=size, seed=1)
        spread[size] = paths.grad[0].var(0).sum()
    n = data.samples
    for size in (8, 32):
        expected = (2 / size) * (n - size) / (n - 2)
        assert spread[size] / spread[2] == pytest.approx(expected, rel=0.15)


def test_all_runs_see_the_same_batches(data):
    paths = descend(data, [Run("SGD", lr=0.0), Run("Adam", lr=0.0), Run("L-BFGS", lr=0.0)], steps=30, batch=5)
    assert paths.grad[0] == pytest.approx(paths.grad[1], rel=1e-12)
    assert paths.grad[0] == pytest.approx(paths.grad[2], rel=1e-9)


def test_a_sweep_sees_the_same_batches(data):
    ends = sweep(data, "SGD", {"lr": [0.005, 0.01]}, steps=60, batch=6, seed=3)
    paths = descend(data, [Run("SGD", lr=lr) for lr in (0.005, 0.01)], steps=60, batch=6, seed=3)
    assert ends.theta == pytest.approx(paths.theta[:, -1], rel=1e-4, abs=1e-5)


def test_a_sweeps_curvature_is_that_of_the_same_batches(data):
    ends = sweep(data, "Newton", {"lr": [0.2, 0.4]}, start=(0.0, 0.0), steps=10, batch=30, seed=3)
    paths = descend(data, [Run("Newton", start=(0.0, 0.0), lr=lr) for lr in (0.2, 0.4)], steps=10, batch=30, seed=3)
    assert ends.theta == pytest.approx(paths.theta[:, -1], rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("wrong", [0, -1, 1.5, 10_000, np.nan, "all"], ids=repr)
def test_a_senseless_batch_is_refused_by_name(data, wrong):
    with pytest.raises(ValueError, match=rf"batch = .*allowed: 1 to {data.samples}"):
        descend(data, [Run("SGD")], steps=3, batch=wrong)


def test_a_surface_without_samples_has_no_batches():
    with pytest.raises(ValueError, match="batch = 8: Round bowl is not made from data"):
        descend("Round bowl", [Run("SGD")], steps=3, batch=8)


@pytest.mark.parametrize(("name", "part"), [("Thousand points", None), ("Thousand points", 7), ("Least squares", 7), ("Rosenbrock", None)])
def test_the_engine_is_told_who_is_drawn_with_nobody_behind(name, part):
    land = landscape(name)
    told, steps = np.asarray(seen(land, part, 300, 5, (512, 1000))), 300
    assert (told[:steps, : land.samples] == batches(land.samples, part, steps, 5, max(1, land.samples))[:, : land.samples]).all()
    assert not told[:, land.samples :].any()
    assert told[:steps].sum(1).tolist() == [part or land.samples] * steps
