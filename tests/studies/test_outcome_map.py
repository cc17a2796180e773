"""A map's cells are the runs that a race would have run."""

from dataclasses import replace

import numpy as np
import pytest

from landscapes import formula
from optimizers import Run, descend, schedule
from optimizers.engine import descend_under
from optimizers.sweep import DIVERGED
from studies.outcome_map import Outcomes, outcome_map
from tests.studies.outcome_maps import question

# Every kind of axis, off the axes what is not the default; float32 against float64 over few steps.
MAPS = {
    "rate and momentum": question(steps=40),
    "surface and rate": question("Rosenbrock", across="b", up="lr", spans=((10, 200), (1e-5, 1e-3)), steps=40, hyper={"momentum": 0.5}),
    "both coordinates": question("Himmelblau", across="x", up="y", lr=0.003, hyper={"momentum": 0.6, "form": "B"}, steps=40),
    "noise and rate": question("Booth", "Adam", "noise", "lr", seed=3, steps=40, hyper={"beta1": 0.8}),
    "rate and batch": question("Least squares", "SGD", "lr", "batch", ((0.001, 0.05), (3, 120)), params={"features": 1.0}, steps=40),
    "schedule, clip, noise": question(
        "Rosenbrock", "Nesterov", spans=((1e-5, 1e-3), (0, 0.9)), schedule=schedule("Cosine"), clip=5.0, noise=0.3, seed=7, steps=40
    ),
    "a matrix and a switch": question("Himmelblau", "Newton", "x", "damping", hyper={"saddle_free": "on"}, steps=20),
}


def alone(q, x: float, y: float):
    """The race of one cell."""
    here = q.settings | {q.across.name: x, q.up.name: y}
    run = Run(q.run.optimizer, start=(here["x"], here["y"]), lr=here["lr"], **{name: here[name] for name in q.run.hyper})
    params, batch = {name: here[name] for name in q.params}, int(here["batch"]) if q.land.samples else None
    return descend_under(replace(q.conditions, params=params, noise=here["noise"], batch=batch), [run])


@pytest.mark.parametrize("name", MAPS)
def test_a_cell_is_the_run_with_its_settings(name):
    q = MAPS[name]
    found = outcome_map(q)
    assert found.ended.shape == found.steps.shape == found.loss.shape == (len(found.y), len(found.x))
    for j, i in ((0, 0), (2, 9), (11, 4), (len(found.y) - 1, len(found.x) - 1)):
        paths = alone(q, found.x[i], found.y[j])
        assert (paths.diverged_at[0] >= 0) == (found.ended[j, i] == DIVERGED)
        if paths.diverged_at[0] < 0 and paths.loss[0].max() < 1e6:
            low = 0.0 if q.land.name != "Least squares" else alone_at_the_bottom(q)
            assert found.loss[j, i] == pytest.approx(paths.loss[0, -1] - low, rel=2e-3, abs=2e-5 * max(1, paths.loss[0, 0]))


def alone_at_the_bottom(q) -> float:
    start = q.land.minima(*q.params.values())[0]
    return descend(q.land, [Run("SGD", start=start)], 1, params=q.params).loss[0, 0]


def test_the_loss_is_the_height_above_the_lowest_minimum_of_each_surface():
    """Gaussian pit: −1 at the bottom, whatever its width; Monkey saddle has none, so there the loss is itself."""
    pit = outcome_map(question("Gaussian pit", "SGD", "s", "x", steps=300))
    assert pit.bottom
    assert (pit.loss >= 0).all()
    assert pit.loss.min() < 1e-3
    saddle = outcome_map(question("Monkey saddle", "SGD", "x", "y", lr=0.01, steps=3))
    assert not saddle.bottom
    assert saddle.loss.min() < 0


def under(q, **changed):
    """The same under other conditions."""
    return replace(q, conditions=replace(q.conditions, **changed))


def changes(q):
    """Every single change that makes another map."""
    yield under(q, land=formula("x**2 + y**2"), params={})
    yield under(q, land=formula("x**2 + 2*y**2"), params={})
    yield under(q, land=formula("x**2 + y**2", ((-1, 1), (-1, 1))), params={})
    yield replace(q, run=Run("Momentum", lr=q.run.lr, form="B"))
    yield replace(q, run=Run("Nesterov", lr=q.run.lr))
    yield replace(q, across=replace(q.across, low=q.across.low * 2))
    yield replace(q, up=replace(q.up, high=0.5))
    yield replace(q, across=q.up, up=q.across)
    yield replace(q, side=32)
    yield replace(q, start=(1.0, 1.0))
    yield under(q, steps=7)
    yield replace(q, tol=0.1)
    yield under(q, schedule=schedule("Cosine"))
    yield under(q, schedule=schedule("Cosine", warmup=0.1))
    yield under(q, clip=1.0)
    yield under(q, noise=1.0)
    yield under(q, seed=1)
    yield under(q, params=q.params | {"angle": 3.0})
    yield under(question("Least squares"), batch=None)
    yield under(question("Least squares"), batch=8)


def test_the_key_tells_every_map_from_all_others():
    q = question()
    keys = [one.key for one in (q, *changes(q))]
    assert len(set(keys)) == len(keys)
    assert question().key == q.key


def test_where_the_runs_own_slider_stands_on_an_axis_changes_nothing():
    q = question()
    assert replace(q, run=Run("Momentum", lr=0.5, momentum=0.1)).key == q.key
    assert replace(q, run=Run("Momentum", lr=0.5, momentum=0.1), across=q.up, up=question(up="kappa").up).key != q.key


def test_a_map_is_stopped_by_what_its_progress_raises():
    """As Streamlit does when a setting has changed: the thing is thrown out of the call that shows the progress."""
    heard = []

    def enough(share: float) -> None:
        heard.append(share)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outcome_map(question(side=256, steps=20), enough)  # 8 chunks
    assert len(heard) == 1
    assert heard[0] < 0.2


def test_a_map_is_a_tenth_of_a_megabyte():
    found = outcome_map(question(side=128, steps=5))
    assert found.nbytes == sum(array.nbytes for array in (found.x, found.y, found.ended, found.steps, found.loss)) < 160_000
    assert np.isfinite(found.x).all()


def test_a_click_means_the_cell_whose_values_lie_nearest():
    """By hand: of 1, 10, 100 the nearest to 60 is 100, of −1, 0.5, 2 the nearest to 1.3 is 2, on each axis by itself."""
    nothing = np.zeros((3, 3), np.float32)
    found = Outcomes(np.array([1.0, 10.0, 100.0]), np.array([-1.0, 0.5, 2.0]), nothing, nothing, nothing, bottom=True, took=0.0)
    assert found.nearest(60.0, 1.3) == (100.0, 2.0)
    assert found.nearest(4.0, -0.3) == (1.0, -1.0)
    assert found.nearest(7.0, 0.4) == (10.0, 0.5)
