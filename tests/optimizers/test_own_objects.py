"""Surfaces and rules of one's own race like the shelf's."""

import jax.numpy as jnp
import numpy as np
import pytest

from landscapes import Landscape, landscape
from optimizers import Optimizer, Run, descend, optimizer, sweep
from optimizers.rules.base import rate
from parameter import Parameter


def tilted(x, y, tilt, lift):
    return (x - tilt) ** 2 + 3 * y**2 + lift


TILTED = Landscape(
    name="Tilted",
    loss=tilted,
    window=((-2, 2), (-2, 2)),
    starts={"Here": (-1.0, 1.0)},
    minima=lambda tilt, lift: ((tilt, 0.0),),
    trouble="None",
    formula="-",
    story="-",
    reference="-",
    parameters=(Parameter("tilt", 0.5, -1.0, 1.0), Parameter("lift", 7.0, 0.0, 10.0)),
    rates={"SGD": 0.1},
)

# A rule with a letter kept once, a letter kept per coordinate, a hyperparameter and a look-ahead.
SLOWING = Optimizer(
    name="Slowing",
    step=lambda x, g, state, lr, half: (x - lr * g * state["pace"], {"pace": state["pace"] * half, "total": state["total"] + g}),
    parameters=(rate(0.1), Parameter("half", 0.5, 0.0, 1.0)),
    formula="-",
    story="-",
    reference="-",
    where=lambda x, state, lr, half: x + 1.0,
    memory={"pace": 1.0, "total": (0.0, -1.0)},
)


def test_a_surface_of_ones_own_is_descended():
    paths = descend(TILTED, [Run("SGD"), Run("SGD", lr=0.05)], steps=200, params={"tilt": -0.25})
    assert paths.theta[:, -1] == pytest.approx(np.array([[-0.25, 0], [-0.25, 0]]), abs=1e-8)
    assert paths.loss[:, -1] == pytest.approx([7, 7], abs=1e-12)
    assert paths.lr[:, 0].tolist() == [0.1, 0.05]


@pytest.mark.parametrize("name", ["Cliff", "Rastrigin"])
def test_a_copy_of_a_shelf_surface_gives_the_shelfs_path(name):
    land = landscape(name)
    copy = Landscape(**{name: getattr(land, name) for name in land.__dataclass_fields__})
    ours, theirs = (descend(s, [Run("Adam", lr=0.01)], steps=60).theta for s in (copy, land))
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)  # two programs may round differently


@pytest.mark.parametrize(
    "loss", [lambda x, y: x**2, lambda x, y: 3.0, lambda x, y: jnp.abs(x) + 0 * y], ids=["x alone", "constant", "kink"]
)
def test_a_loss_may_ignore_coordinates_or_have_kinks(surface, loss):
    paths = descend(surface(loss, start=(1.0, 1.0)), [Run("SGD", lr=0.1)], steps=5)
    assert (paths.theta[0, :, 1] == 1).all()
    assert np.isfinite(paths.loss).all()


def test_a_rule_of_ones_own_runs_by_hand():
    # On x² + y² from (3, 1) the slope is asked at x + 1: (8, 4), so x ← 3 − 0.8, 1 − 0.4; then at (3.2, 1.6) with half the pace.
    paths = descend("Round bowl", [Run(SLOWING, start=(3.0, 1.0), lr=0.1)], steps=2)
    assert paths.grad[0] == pytest.approx(np.array([[8, 4], [6.4, 3.2]]), rel=1e-14)
    assert paths.theta[0] == pytest.approx(np.array([[3, 1], [2.2, 0.6], [1.88, 0.44]]), rel=1e-14)
    assert paths.state["pace"][0].tolist() == [1, 0.5, 0.25]
    assert paths.state["total"][0] == pytest.approx(np.array([[0, -1], [8, 3], [14.4, 6.2]]), rel=1e-14)


def test_a_rule_of_ones_own_races_beside_the_shelfs():
    runs = [Run("Adam", lr=0.1), Run(SLOWING, start=(3.0, 1.0), lr=0.1, half=0.25), Run("SGD", lr=0.1)]
    paths = descend("Round bowl", runs, steps=30)
    for k, run in enumerate(runs):
        assert paths.theta[k] == pytest.approx(descend("Round bowl", [run], steps=30).theta[0], rel=1e-13)
    assert np.isnan(paths.state["pace"][[0, 2]]).all()
    assert np.isnan(paths.state["m"][1:]).all()


def test_two_rules_of_one_name_are_two_rules(surface):
    uphill = Optimizer("SGD", lambda x, g, state, lr: (x + lr * g, state), (rate(0.1),), "-", "-", "-")
    bowl = surface(lambda x, y: x**2 + y**2, start=(1.0, 1.0))
    down, up = descend(bowl, [Run("SGD", lr=0.1), Run(uphill, lr=0.1)], steps=1).loss
    assert down[1] < down[0] == up[0] < up[1]


def test_own_surface_and_own_rule_can_be_swept():
    ends = sweep(TILTED, SLOWING, {"lr": [0.1], "half": [0.5, 1.0]}, start=(1.0, 1.0), steps=30, params={"lift": 0.0})
    paths = descend(TILTED, [Run(SLOWING, start=(1.0, 1.0), lr=0.1, half=h) for h in (0.5, 1.0)], steps=30, params={"lift": 0.0})
    assert ends.theta[0] == pytest.approx(paths.theta[:, -1], rel=1e-5, abs=1e-6)  # float32


def test_names_and_objects_are_interchangeable():
    by_name = descend("Saddle", [Run("Adam", lr=0.01)], steps=20)
    by_object = descend(landscape("Saddle"), [Run(optimizer("Adam"), lr=0.01)], steps=20)
    assert (by_name.theta == by_object.theta).all()


def test_rules_may_keep_the_same_letter_in_different_shapes():
    """One number beside one per coordinate: the number is shown twice."""

    def step(x, g, state, lr):
        return x - lr * g, {"v": state["v"] + 1.0}

    counter = Optimizer("Counter", step, (rate(0.1),), "", "", "", memory={"v": 0.0})
    paths = descend("Round bowl", [Run(counter, (1, 2)), Run("Momentum", (1, 2), 0.1)], steps=3)
    assert paths.state["v"].shape == (2, 4, 2)
    np.testing.assert_array_equal(paths.state["v"][0], [[0, 0], [1, 1], [2, 2], [3, 3]])
    np.testing.assert_allclose(paths.state["v"][1, 1], [2, 4])  # v = ∇f = 2θ after one step
