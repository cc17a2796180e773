"""The same number of epochs by full batch, mini-batch and single sample: held against the engine and a plain loop."""

import numpy as np
import pytest

from landscapes import LANDSCAPES, landscape
from landscapes.data.thousand_points import MEASURED, RAW
from optimizers import Run, descend
from optimizers.batches import shuffles
from studies.same_epochs import EPOCHS, walk

FROM_DATA = [land for land in LANDSCAPES if land.samples]


@pytest.mark.parametrize("land", FROM_DATA, ids=lambda land: land.name)
@pytest.mark.parametrize("size", [None, 8, 1])
def test_it_goes_as_the_engines_race_goes(land, size):
    one = walk(land, {}, (0.2, -0.3), 0.01, size or land.samples, 1, 4)
    paths = descend(land, [Run("SGD", start=(0.2, -0.3), lr=0.01)], steps=one.steps, batch=size, seed=4)
    assert one.theta == pytest.approx(paths.theta[0], rel=1e-12, abs=1e-13)
    assert one.loss == pytest.approx(paths.loss[0], rel=1e-12)


def test_a_plain_loop_over_the_shuffles_ends_there_too():
    x, size = np.array([-1.0, 0.5]), 64
    for places in shuffles(1000, 3, 7, 1000):
        order = places.argsort()
        for k in range(1000 // size):
            some = order[k * size : (k + 1) * size]
            x = x - 0.05 * RAW[some].T @ (RAW[some] @ x - MEASURED[some]) / size
    assert walk(landscape("Thousand points"), {}, (-1.0, 0.5), 0.05, size, 3, 7).theta[-1] == pytest.approx(x, rel=1e-10)


@pytest.mark.parametrize(("size", "steps", "seen"), [(150, 10, 1500), (8, 180, 1440), (1, 1500, 1500), (149, 10, 1490)])
def test_ten_epochs_are_so_many_steps_and_samples(size, steps, seen):
    """⌊150/8⌋ = 18: six flowers sit every epoch out."""
    one = walk(landscape("Least squares"), {}, (0.0, 0.0), 0.01, size, 10, 0)
    assert one.steps == one.over("steps")[-1] == steps
    assert one.over("samples")[-1] == seen
    assert one.over("epochs")[-1] == pytest.approx(10)


def test_more_epochs_begin_with_those_of_fewer():
    short, long = (walk(landscape("Logistic regression"), {}, (0.0, 0.0), 0.05, 7, epochs, 1) for epochs in (2, 20))
    assert (long.theta[: short.steps + 1] == short.theta).all()


def test_it_says_when_it_diverges():
    one = walk(landscape("Least squares"), {}, (-1.0, 0.7), 0.1, 1, 10, 0)
    assert one.diverged == descend("Least squares", [Run("SGD", start=(-1.0, 0.7), lr=0.1)], steps=1500, batch=1).diverged_at[0] > 0
    assert one.alive == one.diverged
    away = walk(landscape("Least squares"), {}, (1e6, 0.0), 0.1, 1, 1, 0)
    assert (away.diverged, away.alive) == (0, 1)


@pytest.mark.parametrize("epochs", [0, 21, 1.5, float("nan")])
def test_epochs_out_of_range_are_refused(epochs):
    with pytest.raises(ValueError, match="epochs = "):
        walk(landscape("Least squares"), {}, (0.0, 0.0), 0.1, 1, epochs, 0)
    assert (EPOCHS.low, EPOCHS.high) == (1, 20)
