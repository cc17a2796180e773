"""A sweep tells how each run of descend would have ended, in float32."""

import numpy as np
import pytest

from landscapes import landscape
from optimizers import Run, descend, schedule, sweep

# float32 keeps 7 digits (ε = 6e-8); some 60 steps of a run that is not chaotic lose at most two or three of them.
CLOSE = {"rel": 1e-4, "abs": 2e-5}


def test_a_sweep_agrees_with_descend_for_every_rule(rule):
    lrs = [1e-4, 3e-4, 1e-3]
    steps = 5 if "fg" in rule.told else 60  # what is learned from differences of gradients loses digits faster
    ends = sweep("Rosenbrock", rule, {"lr": lrs}, start=(-1.2, 1.0), steps=steps)
    paths = descend("Rosenbrock", [Run(rule, start=(-1.2, 1.0), lr=lr) for lr in lrs], steps=steps)
    assert ends.theta == pytest.approx(paths.theta[:, -1], **CLOSE)
    assert ends.loss == pytest.approx(paths.loss[:, -1], **CLOSE)
    assert np.ptp(paths.loss[:, -1]) > 1e-3  # the rates make a difference


def test_a_sweep_agrees_with_descend_on_every_surface(land):
    # Momentum, whose steps are as small as the slope: Adam's are as large as ever where rounding alone decides their sign.
    starts = np.array(list(land.starts.values()), float)
    ends = sweep(land, "Momentum", {"x": starts[:, 0], "y": starts[:, 1]}, steps=20)
    same = np.diag_indices(len(starts))
    paths = descend(land, [Run("Momentum", start=s) for s in starts], steps=20)
    scale = max(1.0, np.abs(paths.loss).max())
    assert ends.theta[same] == pytest.approx(paths.theta[:, -1], rel=1e-3, abs=1e-4)
    assert ends.loss[same] == pytest.approx(paths.loss[:, -1], rel=1e-3, abs=1e-6 * scale)


def test_everything_that_descend_takes_reaches_the_sweep():
    arguments = {"steps": 60, "schedule": schedule("Cosine", warmup=0.2), "clip": 3.0, "noise": 0.5, "seed": 9, "params": {"b": 20.0}}
    betas, lrs = [0.5, 0.9], [0.001, 0.003, 0.01]
    ends = sweep("Rosenbrock", "Nesterov", {"momentum": betas, "lr": lrs}, start=(-1.0, 2.0), **arguments)
    runs = [Run("Nesterov", start=(-1.0, 2.0), lr=lr, momentum=beta) for beta in betas for lr in lrs]
    paths = descend("Rosenbrock", runs, **arguments)
    assert ends.loss.shape == (2, 3)
    assert ends.theta.reshape(-1, 2) == pytest.approx(paths.theta[:, -1], **CLOSE)
    for name, off in {"schedule": "Constant", "clip": None, "noise": 0.0, "seed": 0, "params": None}.items():
        other = sweep("Rosenbrock", "Nesterov", {"momentum": betas, "lr": lrs}, start=(-1.0, 2.0), **{**arguments, name: off})
        assert not np.allclose(other.theta, ends.theta, atol=1e-3), name  # so each one matters


def test_a_sweeps_random_search_tries_the_same_points():
    ends = sweep("Rosenbrock", "Random search", {"lr": [0.3, 1.0]}, steps=60, seed=9, noise=0.5)
    paths = descend("Rosenbrock", [Run("Random search", lr=lr) for lr in (0.3, 1.0)], steps=60, seed=9, noise=0.5)
    assert ends.theta == pytest.approx(paths.theta[:, -1], **CLOSE)


# x² + y² from (2, 0), loss 4: a step multiplies the point by 1 − 2α, and α, ½, 2 are exact in float32.
BY_HAND = [
    # α, first step within 1e-3, diverged
    (0.0, -1, False),
    (0.25, 6, False),  # loss 4/4ᵏ: 4/4⁵ = 3.9e-3, 4/4⁶ = 9.8e-4
    (0.5, 1, False),  # one jump
    (1.0, -1, False),  # swings for ever
    (1.5, -1, True),  # doubles
]


def test_steps_and_divergence_by_hand():
    ends = sweep("Round bowl", "SGD", {"lr": [lr for lr, _, _ in BY_HAND]}, start=(2.0, 0.0), steps=50)
    assert ends.steps.tolist() == [steps for _, steps, _ in BY_HAND]
    assert ends.diverged.tolist() == [diverged for _, _, diverged in BY_HAND]
    assert ends.loss[:4] == pytest.approx([4, 4 / 4.0**50, 0, 4], rel=1e-6)


@pytest.mark.parametrize(("steps", "reached"), [(5, -1), (6, 6), (7, 6)])
def test_the_last_step_counts(steps, reached):
    assert sweep("Round bowl", "SGD", {"lr": [0.25]}, start=(2.0, 0.0), steps=steps).steps.tolist() == [reached]


def test_a_run_that_starts_at_the_goal_is_there_in_no_steps():
    assert sweep("Round bowl", "SGD", {"lr": [0.1]}, start=(0.0, 0.0)).steps.tolist() == [0]


def test_passing_through_the_goal_counts_as_reaching_it():
    # Heavy ball without friction to speak of swings through the bottom and out again.
    ends = sweep("Round bowl", "Momentum", {"momentum": [0.999]}, start=(2.0, 0.0), steps=30, tol=0.05)
    paths = descend("Round bowl", [Run("Momentum", start=(2.0, 0.0), momentum=0.999)], steps=30)
    assert 0 < ends.steps[0] == (paths.loss[0] <= 0.05).argmax() < 30
    assert ends.loss[0] > 0.05


def test_the_tolerance_decides_what_counts_as_there():
    tols = {4.0: 0, 1.0: 1, 0.9: 2, 1e-2: 5, 0.0: -1}  # loss 4/4ᵏ again
    found = {tol: int(sweep("Round bowl", "SGD", {"lr": [0.25]}, start=(2.0, 0.0), steps=20, tol=tol).steps[0]) for tol in tols}
    assert found == tols


def test_the_goal_is_the_lowest_minimum():
    # The shallow well of Two wells is a minimum, but not the goal.
    wells = landscape("Two wells")
    deep, shallow = (m[0] for m in wells.minima())
    ends = sweep(wells, "SGD", {"x": [deep + 0.05, shallow + 0.05]}, start=(0.0, 0.0), steps=200)
    assert ends.theta[:, 0] == pytest.approx([deep, shallow], abs=1e-3)
    assert ends.steps[0] > 0
    assert ends.steps[1] == -1


def test_a_surface_without_known_minima_has_no_goal(surface):
    assert (sweep(surface(lambda x, y: x + y), "SGD", {"lr": [0.1, 1.0]}, steps=10).steps == -1).all()


def test_the_axes_are_those_of_over_in_its_order():
    there = sweep("Rosenbrock", "Momentum", {"lr": [1e-4, 2e-4, 5e-4], "momentum": [0.0, 0.9]}, steps=40)
    back = sweep("Rosenbrock", "Momentum", {"momentum": [0.0, 0.9], "lr": [1e-4, 2e-4, 5e-4]}, steps=40)
    assert there.loss.shape == there.steps.shape == there.diverged.shape == (3, 2)
    assert there.theta.shape == (3, 2, 2)
    assert (there.loss == back.loss.T).all()
    assert len(np.unique(there.loss)) == 6


def test_nothing_to_sweep_over_is_a_single_run():
    assert sweep("Round bowl", "SGD", {}, steps=5).loss.shape == ()


def test_rates_and_starts_default_to_the_surfaces(land):
    ends = sweep(land, "SGD", {"x": [next(iter(land.starts.values()))[0]]}, steps=1)
    paths = descend(land, [Run("SGD")], steps=1)
    assert ends.theta == pytest.approx(paths.theta[:, -1], rel=1e-6, abs=1e-6)


def test_a_start_may_be_an_array():
    ends = [sweep("Saddle", "SGD", {"lr": [0.1]}, start=s, steps=5).theta for s in (np.array([1.0, 0.5]), (1.0, 0.5))]
    assert (ends[0] == ends[1]).all()


def test_a_gradient_whose_square_overflows_float32_is_clipped_like_any_other():
    # Rosenbrock's slope at (1e6, 0) is about (4e20, −2e14): its square is beyond float32's 3e38. One step of length 1 along x.
    ends = sweep("Rosenbrock", "SGD", {"lr": [1000.0]}, start=(1e6, 0.0), steps=1, clip=1.0)
    assert ends.theta[0] == pytest.approx([999_000, 0], abs=0.01)


def test_sight_is_measured_from_the_windows_centre(surface):
    far = surface(lambda x, y: (x - 1e4) ** 2 + y**2, window=((1e4 - 1, 1e4 + 1), (-1.0, 1.0)))
    assert sweep(far, "SGD", {"lr": [0.1, 1.5]}, start=(1e4 + 0.5, 0.0), steps=20).diverged.tolist() == [False, True]
