"""What L2 does to the eigenvalues and to the descent, in closed form and in runs."""

import numpy as np
import pytest

from landscapes.penalised import PENALISED, hessian, numbers
from optimizers import Run, descend
from studies.conditioning import conditioned, steps_taken, steps_to
from studies.contraction import measured_factor

CASES = [(100.0, 0.0, 0.0), (100.0, 30.0, 2.0), (30.0, 25.0, 20.0), (1000.0, 70.0, 1.0)]  # κ, tilt, what is added


@pytest.mark.parametrize(("kappa", "tilt", "added"), CASES)
def test_every_eigenvalue_gains_what_is_added_whatever_the_tilt(kappa, tilt, added):
    """Closed form, and NumPy's eigenvalues of H + added · I."""
    valley = conditioned(hessian(kappa, tilt), added)
    assert (valley.smallest, valley.largest) == pytest.approx((1 + added, kappa + added), rel=1e-9)
    assert (valley.smallest, valley.largest) == pytest.approx(np.linalg.eigvalsh(hessian(kappa, tilt) + added * np.eye(2)), rel=1e-9)
    assert valley.kappa == pytest.approx((kappa + added) / (1 + added), rel=1e-9)


def test_the_lectures_penalty_adds_twice_its_strength_and_the_one_with_a_half_its_strength():
    """The Hessian of the surface itself, by second differences of its loss, which is quadratic: exact but for rounding."""
    for share in (1.0, 2.0):
        loss = [PENALISED.loss(2.0 + h, 1.0, *numbers(hessian(9, 0), (1, 1), 3.0, 0.0, share).values()) for h in (-1, 0, 1)]
        assert loss[0] - 2 * loss[1] + loss[2] == pytest.approx(1 + 3 * share, rel=1e-12)


@pytest.mark.parametrize(("kappa", "tilt", "added"), CASES)
def test_at_the_best_rate_the_run_takes_the_predicted_steps_and_falls_by_the_predicted_factor(kappa, tilt, added):
    """Factor (κ − 1)/(κ + 1) from every start: both directions shrink alike."""
    H, valley = hessian(kappa, tilt), conditioned(hessian(kappa, tilt), added)
    factor = valley.factor(valley.best)
    assert factor == pytest.approx((valley.kappa - 1) / (valley.kappa + 1), rel=1e-9)
    params = numbers(H, (2.0, 1.5), added, 0.0, 1.0)
    predicted = steps_to(factor)
    paths = descend(PENALISED, [Run("SGD", (-3.0, 3.0), lr=valley.best)], predicted + 5, params=params)
    (minimum,) = PENALISED.minima(*PENALISED.numbers(params))
    assert steps_taken(paths.theta[0], minimum) == predicted
    lowest = float(PENALISED.loss(*minimum, *PENALISED.numbers(params)))
    assert measured_factor(paths.loss[0] - lowest) == pytest.approx(factor, rel=1e-4)


def test_the_lectures_example_goes_from_100_to_34():
    """(λmax + 2λ)/(λmin + 2λ) at λ = 1: 102/3; ln 1000 over ln(101/99) and ln(35/33), rounded up: 346 and 118."""
    before, after = conditioned(hessian(100, 0), 0.0), conditioned(hessian(100, 0), 2.0)
    assert (before.kappa, after.kappa) == pytest.approx((100, 34))
    assert [steps_to(one.factor(one.best)) for one in (before, after)] == [346, 118]


@pytest.mark.parametrize(("factor", "steps"), [(0.0, 1), (1e-3, 1), (0.1, 3), (0.5, 10), (1.0, None), (1.3, None)])
def test_steps_to_a_thousandth(factor, steps):
    assert steps_to(factor) == steps


def test_a_path_that_stays_away_or_is_lost_never_arrives():
    assert steps_taken(np.array([[1.0, 0], [0.5, 0], [np.nan, np.nan]]), (0, 0)) is None
    assert steps_taken(np.zeros((3, 2)), (0, 0)) == 0


def test_a_start_in_the_minimum_is_there_at_once_however_it_is_rounded():
    assert steps_taken(np.array([[2.0, 1.5], [2 + 1e-15, 1.5], [2.0, 1.5 + 1e-15]]), (2 - 4e-16, 1.5)) == 0


def test_a_flat_direction_has_no_condition_until_l2_bends_it():
    flat = np.array([[4.0, 0], [0, 0]])
    assert np.isinf(conditioned(flat, 0.0).kappa)
    assert conditioned(flat, 1.0).kappa == 5


def test_a_run_that_only_passes_near_the_minimum_has_not_arrived():
    """From (2, 0): 0.001 away at the first step, 1 at the second. The other comes in later, and stays."""
    assert steps_taken(np.array([[2.0, 0], [0.001, 0], [1.0, 0]]), (0, 0)) is None
    assert steps_taken(np.array([[2.0, 0], [0.001, 0], [1.0, 0], [0.002, 0], [0.001, 0]]), (0, 0)) == 3
